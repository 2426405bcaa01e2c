"""Words: tokens and their stems, sentences, the lexicon of the ontology's labels, and closed word classes."""
