"""Clauses: which verbs of a sentence say what happens to data, who does it, with which arguments."""
