"""The graph: where it is stored, which trails data can take in it, what contradicts what, and how all of it looks.

storage/         the store of named graphs, the table of its flows, how a store describes itself
trails/          the flow network of a data category, searches in it, and the answers with their words
contradictions/  what a policy denies in one place and says in another
views/           pages, pictures and notebooks
parties.py, evidence.py             who takes part, and the words that a statement rests on
compare.py, exposure.py, cut.py     further questions about flows
rows.py, exports.py, wording.py     answers as tables, files and sentences
"""
