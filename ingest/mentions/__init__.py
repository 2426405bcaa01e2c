"""Mentions: what the words of a sentence name, and what they point to."""
