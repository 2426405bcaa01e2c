"""`python -m policytrail` is the `policytrail` command."""

from policytrail.cli import main

if __name__ == "__main__":  # processes that work side by side import it too
    main()
