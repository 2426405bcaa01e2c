"""Blocks: paragraphs, items and rows, read under their headings, labels and lead-ins, after what was said before."""
