"""The store: every policy's graph, the catalogue and the ontology, and the table of all flows."""
