"""Whether a line reads like a heading."""

from __future__ import annotations

import re

_SMALL_WORDS = re.compile(
    r"a|an|and|as|at|but|by|for|from|how|if|in|into|is|it|its|nor|of|on|or|our|over|so|than|that|the|"
    r"their|to|up|via|we|what|when|where|who|why|with|you|your|are|do|does|which|vs|per|/",
    re.IGNORECASE,
)
_ASKING = (
    "how|what|why|who|whom|when|where|which|do|does|did|is|are|can|could|may|will|should|"
    "to whom|with whom|for what|under what"
)
_QUESTION = re.compile(
    rf"(?:{_ASKING}|have|has|on what|in what|for how|from where)\b[^.!]*\?[\"”]?\Z",
    re.IGNORECASE,
)
# "How do we use it? We use ...": what asks at most so many words, in a paragraph that goes on.
_RUN_IN = re.compile(
    rf"(?:{_ASKING})\b[^.!?:;]{{6,120}}\?(?=\s+[A-Z][^?]{{40}})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"@|\b\d{5}\b|://|www\.|\(?\d{3}\)?[\s.-]\d{3}")
_LONG_WORD = re.compile(r"[^\W\d_]{3}")
_UNFINISHED = re.compile(
    r"(?:[;,] (?:and|or|and/or)|\band/or:?|\b(?:the|a|an|our|your|and|or))\Z", re.IGNORECASE
)
_DATE = re.compile(
    r"\(?(?:effective|(?:last )?(?:updated|modified|revised|reviewed|changed)|posted|version|date)\b.*\d|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?:\d{1,2},? )?\d{4}\Z",
    re.IGNORECASE,
)
_EXAMPLES = re.compile(r"\b(?:such as|for example|e\.g\.)", re.IGNORECASE)
_NUMBERED_WORD = re.compile(
    r"(?:section|article|part|principle|chapter|clause|appendix|annex|schedule)\s+[\dIVXA-Z]", re.IGNORECASE
)
_TOPIC = re.compile(
    r"(?:how|what|why|who|when|where|your|our|information|data|use|uses|usage|sharing|security|cookies?|"
    r"children|contact|contacting|changes|privacy|collection|collecting|disclosures?|personal|retention|rights|"
    r"choices|access|third|international|links?|introduction|scope|definitions?|general|additional|other|"
    r"notice|updates?|modifications?|transfers?|communications|types|purposes?|legal|opt|consent|about|"
    r"location|questions|california|customer)\b",
    re.IGNORECASE,
)
MAX_WORDS = 16
MAX_CAPITALS = 30  # words of a heading that is written in capitals
MAX_LENGTH = 200


def heading_style(body: str, *, marked: bool) -> str:
    """How `body` looks like a heading: "caps", "question", "title", "sentence", each with ":" appended if it
    ends in a colon; "" if it cannot be one. `marked` says that a number or letter stood before it."""
    if len(body) > MAX_LENGTH:
        return ""
    words = body.split()
    capitals = body.isupper()
    if not words or len(words) > (MAX_CAPITALS if capitals else MAX_WORDS):
        return ""
    last = body[-1]
    if last in ",;" or (last in ".!…" and not marked and not capitals):
        return ""
    colon = ":" if last == ":" else ""
    letters = list(filter(str.isalpha, body))
    if len(letters) < 2 or _UNFINISHED.search(body) or _DATE.match(body):
        return ""
    if _ADDRESS.search(body):
        return ""
    if 2 * sum(map(str.isdigit, body)) > len(letters):
        return ""
    if all(map(str.isupper, letters)) and (_LONG_WORD.search(body) or marked):
        return "caps" + colon
    if last in "?":
        return "question" if _QUESTION.match(body) and ". " not in body else ""
    if last in ".!…" and not (marked and ". " not in body and (len(words) <= 8 or names_topic(body))):
        return ""
    if not (body[0].isupper() or body[0].isdigit() or body[0] in '“"‘(¿'):
        return ""
    if ". " in body.rstrip(".") and not marked:
        return ""
    core = [w.strip("“”\"‘’'(),:") for w in words]
    significant = [w for w in core if w and w[0].isalpha() and not _SMALL_WORDS.fullmatch(w)]
    if significant and sum(w[0].isupper() for w in significant) >= 0.7 * len(significant):
        return "title" + colon
    return "" if not colon and _EXAMPLES.search(body) else "sentence" + colon


def run_in_question(text: str, start: int, end: int) -> int | None:
    """Where the question ends that opens a paragraph as its heading, None if none does.

    >>> text = "How do we use your data? We use it to bill you and to answer your requests."
    >>> run_in_question(text, 0, len(text))
    24
    """
    match = _RUN_IN.match(text, start, end)
    return match.end() if match and len(match.group().split()) <= MAX_WORDS else None


def numbered_word(body: str) -> bool:
    """Whether `body` opens like "Section 3" or "Principle 1 - Accountability"."""
    return bool(_NUMBERED_WORD.match(body))


def names_topic(body: str) -> bool:
    """Whether `body` opens with a word that opens headings of policies."""
    return bool(_TOPIC.match(body))


_NOT_AN_ITEM = re.compile(
    r"(?:how|what|why|who|when|where|your (?:rights|choices)|security(?! (?:companies|partners|providers|vendors))|"
    r"contact|changes|children|retention|our commitment)\b",
    re.IGNORECASE,
)


def opens_section(body: str) -> bool:
    """Whether `body` opens like a section of its own, not like one of the things that a lead-in lists."""
    return bool(_NOT_AN_ITEM.match(body))


_NEVER_AN_ITEM = re.compile(
    r"(?:how|what|why|whom?|where|your (?:rights|choices)|contact us|changes|children|retention|our commitment)\b",
    re.IGNORECASE,
)


def leaves_list(body: str) -> bool:
    """Whether `body` is none of the things that the lead-in right above it lists, as "When you call" may be."""
    return bool(_NEVER_AN_ITEM.match(body))


def is_title(body: str) -> bool:
    """Whether `body` names the document."""
    return bool(_TITLE.search(body))


_TITLE = re.compile(r"\b(?:privacy|policy|statement|notice|data protection)\b", re.IGNORECASE)
