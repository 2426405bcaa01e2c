"""`python -m policytrail` is the `policytrail` command."""

from policytrail.cli import main

main()
