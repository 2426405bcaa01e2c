"""Run-in labels: "Technical Data: We collect ...", "Credit agencies. We may obtain ...", "Use - the ..."."""

from __future__ import annotations

import re

from policytrail.ingest.document import Span
from policytrail.ingest.words.wordlists import verbs

# Up to the first separator; no sentence end before it.
_LABEL = re.compile(
    r"(?P<label>[\"“‘'*]?[^\W_](?:[^.:!?\n]|\.(?=\w)){0,130}?[\"”’'*)]?)"
    r"(?P<mark>\s*:(?=[\s“\"]|[A-Z])|[.?](?=\s+\S)|\s*[–—](?=\s?[^\s\d])|\s+-\s*(?=[\"“‘]?[^\W\d]))"
)
_COLON_WORDS, _STOP_WORDS, _DASH_WORDS = 12, 14, 9
# A clause, not a name: a subject or an auxiliary gives it away.
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|am|may|might|will|would|shall|should|can|cannot|could|must|does|did|has|had|"
    r"isn[’']t|aren[’']t|don[’']t|doesn[’']t|won[’']t|can[’']t|"
    r"includes?|including|such as|following|follows|below|consists?|means|collects|uses|shares|stores|"
    r"discloses|provides|retains|keeps|takes|sells|receives|requires|respects|reserves|applies|describes|"
    r"explains|operates|offers|allows|cares|holds|aims|seeks|understands|knows|enables|lets|wants|needs|makes|gives|contains|complies|strives|please|visit|continues|believes|processes (?:your|personal|the))\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:(?:yes|no)(?=[.,])|we|you|i|they|it|this|these|those|there|please|if|when|where|while|unless|although|as|in order|"
    r"depending|thank you|for example|for instance|however|also|our (?:site|website)s? \w+s|see|click|visit|note that)\b",
    re.IGNORECASE,
)
_RELATIVE_HEAD = re.compile(
    r"(?:\w+[ /-]){0,3}?(?:information|data|details|content|cookies|things|ways|parties|providers|purposes?|how|"
    r"what|why|who|where|rights?|choices|companies|partners|vendors|services|features|people|when)\b",
    re.IGNORECASE,
)
# "Voxcom wants every user": a name and a verb
_VERB = re.compile(r"\A[A-Z]\S* (?:[A-Z]\S* )*[a-z]+s (?:a|an|the|your|our|its|every|all|any|no|this|that)\b")
# "Our servers record your address", "Advertisers use cookies": several, and what they do to a thing or to what is somebody's.
_PLURAL_VERB = re.compile(
    r"(?!how|what|why|which|who)(?:\w+ ){0,5}?\w{2,}s (?:also |often |sometimes )?(\w+) "
    r"(?:your|our|their|us|an?|the|certain|some|these|such|cookies|pixels)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:that|which|who|you|we)\b", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"(?:at|in|on|by|from|under|used|upon|during|among|each|every|any|some|most|no|not|here|once|depending|"
    r"to the extent)\b",
    re.IGNORECASE,
)
_PRONOUN_SUBJECT = re.compile(
    r"\s(?:we|you|they|it)\s(?!(?:and|or|about|from|with|for|as|to|in|on|through)\b)", re.IGNORECASE
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|inc|ltd|co|corp|no|etc|vs|mr|ms|dr|st|u\.s|u\.k|sec|art)|\b[A-Z])\Z", re.IGNORECASE
)


def find_label(text: str, start: int, end: int) -> tuple[Span, int] | None:
    """Span of the run-in label that opens `text[start:end]`, and where the words after it begin.

    >>> text = "Credit agencies. We may obtain your credit information."
    >>> (a, b), rest = find_label(text, 0, len(text))
    >>> text[a:b], text[rest:][:6]
    ('Credit agencies', 'We may')
    """
    if text[start].islower() or _SUBJECT.match(text, start, end):
        return None  # most paragraphs open with a clause
    match = _LABEL.match(text, start, min(end, start + 200))
    if match is None:
        return None
    label, mark = match["label"], match["mark"].strip()
    rest = match.end()
    while rest < end and text[rest].isspace():
        rest += 1
    if rest >= end or not _named(label, mark, text, rest, end):
        return None
    return (match.start("label"), match.end("label")), rest


def is_name(phrase: str) -> bool:
    """Whether `phrase` names something, as a label does, instead of saying something.

    >>> is_name("Information we get from third parties"), is_name("We share information")
    (True, False)
    """
    return _named(phrase, "-", "", 0, 100, longest=25)


def opens_with_subject(phrase: str) -> bool:
    """Whether `phrase` opens a clause ("We share", "If you") rather than a name."""
    return bool(_SUBJECT.match(phrase))


def _named(label: str, mark: str, text: str, rest: int, end: int, longest: int = _DASH_WORDS) -> bool:
    words = label.split()
    if not (label[0].isupper() or label[0].isdigit() or not label[0].isalnum()):
        return False
    if _SUBJECT.match(label):
        return False
    if label.count("(") != label.count(")") or (words[0] == "To" and "," in label):
        return False
    head = _RELATIVE_HEAD.match(label)
    if _PRONOUN_SUBJECT.search(label) and not head:
        return False
    clause = _CLAUSE.search(label)
    if clause and not (mark == ":" and head and head.end() < clause.start() and _RELATIVE.search(label)):
        return False
    if mark != ":" and _VERB.match(label):
        return False
    plural = _PLURAL_VERB.match(label)
    if mark != ":" and plural and plural[1] in verbs():
        return False
    if mark != ":" and _ADVERBIAL.match(label) and (len(words) > 5 or "," in label):
        return False
    if mark == ":":
        return len(words) <= _COLON_WORDS
    if mark in ".?":
        following = text[rest]
        if not (following.isupper() or following in "“\"‘'("):
            return False
        if _ABBREVIATED.search(label) or label.count(",") > 3:
            return False
        return len(words) <= _STOP_WORDS and end - rest > 15
    return len(words) <= longest and end - rest > 15
