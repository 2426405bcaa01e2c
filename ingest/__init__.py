"""From a policy's file to statements, and from statements to RDF.

    readers/         a file in any format -> Document: text, cut into blocks
    metadata/        who issued it, when, and what kind of party that is
    words/           words and stems; the lexicon, which is the ontology's labels; the words of the rule files
    mentions/        what a sentence names: data, parties, purposes, conditions, periods
    clauses/         what a sentence says of what it names, verb by verb
    blocks/          what headings, labels, lead-ins and earlier sentences add to it
    extractor.py     all of these, one after the other: Document -> statements
    second_opinion/  what a dependency parser says of them
    confidence.py    how likely each is right
    corrections.py   what people decide about them
    rdf.py           statements -> RDF
    measures/        how well all of this works, and what the lexicon lacks
    rules/           the rules and word classes, as data

Each of words, mentions, clauses and blocks imports only what stands above it in this list.
"""
