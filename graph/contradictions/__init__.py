"""Contradictions within a policy: what it denies in one place and says in another."""
