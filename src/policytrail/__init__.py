"""policytrail: where can my data go? Data-flow knowledge graphs from privacy policies."""

__version__ = "0.1.0"
