"""How well extraction works on annotated policies, and what the lexicon lacks for others."""
