"""Sentences by rule: where one ends, and where a full stop does not end one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytrail.ingest.document import Span

# A possible end: closing punctuation, then white space or (glued sentences) a capital at once.
_END = re.compile(r"[.!?]+[\"”’')\]»]*(?:\s+|(?=[A-Z“‘]))")
# Never end a sentence.
_ABBREVIATIONS = re.compile(
    r"e\.g|i\.e|eg|ie|cf|vs|viz|no|nos|mr|mrs|ms|dr|prof|st|sec|art|para|fig|approx|attn|tel|dept|"
    r"rev|incl|resp|hon|jr|sr|ph|ext",
    re.IGNORECASE,
)
# End one only before a word that commonly begins a sentence.
_OPEN_ABBREVIATIONS = re.compile(
    r"inc|ltd|co|corp|llc|plc|pte|pty|bros|etc|u\.s|u\.k|e\.u|u\.s\.a|u\.s\.c|c\.f\.r|n\.v|b\.v|s\.a|s\.p\.a|"
    r"d\.c|p\.o|a\.m|p\.m|l\.l\.c|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec",
    re.IGNORECASE,
)
_STARTERS = re.compile(
    r"a|all|also|although|an|and|any|as|at|because|before|but|by|each|except|finally|for|further|"
    r"furthermore|he|here|how|however|i|if|in|it|its|moreover|most|my|no|nothing|on|once|or|other|"
    r"otherwise|our|please|some|such|that|the|their|there|therefore|these|they|this|those|though|"
    r"thus|to|under|unless|until|upon|we|what|when|where|whether|which|while|who|with|without|you|"
    r"your",
    re.IGNORECASE,
)
_OF_ARTICLE = re.compile(r"\b(?:item|letter|lit\.?|point|subparagraph) \Z", re.IGNORECASE)
_BRACKETED = 150  # characters of the rest of a list in brackets
_TOKEN_BEFORE = re.compile(r"[^\s(\[“\"‘]*\Z")
_WORD = re.compile(r"[^\W\d_]+")
_DOMAIN_ENDS = frozenset({"Com", "Net", "Org", "JS", "NET"})


def split_sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Spans of the sentences of `text[start:end]`, without the white space around them.

    >>> text = "We use cookies (e.g. ours). Opt out at a.com.We stop."
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['We use cookies (e.g. ours).', 'Opt out at a.com.', 'We stop.']
    """
    stop = len(text) if end is None else end
    spans = []
    at = _skip_space(text, start, stop)
    for cut in _cuts(text, start, stop):
        last = cut
        while last > at and text[last - 1].isspace():
            last -= 1
        if last > at:
            spans.append((at, last))
        at = _skip_space(text, cut, stop)
    while stop > at and text[stop - 1].isspace():
        stop -= 1
    if stop > at:
        spans.append((at, stop))
    return tuple(spans)


def _skip_space(text: str, at: int, stop: int) -> int:
    while at < stop and text[at].isspace():
        at += 1
    return at


def _cuts(text: str, start: int, stop: int) -> Iterator[int]:
    sentence = start
    for match in _END.finditer(text, start, stop):
        cut = match.end()
        if cut >= stop:
            return
        if _ends_sentence(text, sentence, match, cut, stop):
            yield cut
            sentence = cut


def _ends_sentence(text: str, sentence: int, match: re.Match[str], cut: int, stop: int) -> bool:
    mark = match.start()
    following = text[cut]
    opener = following in "“‘\"'(["
    if not (following.isupper() or following.isdigit() or opener or following in "•*–"):
        # A lower-case word goes on, save after a question or an exclamation that stands for itself.
        return False
    before = _TOKEN_BEFORE.search(text, max(sentence, mark - 40), mark)
    token = before.group() if before else ""
    glued = not text[cut - 1].isspace()
    word_match = _WORD.match(text, cut + 1 if opener else cut, stop)
    word = word_match.group() if word_match else ""
    if glued:
        return _glued_end(text, mark, token, word, opener)
    if text[mark] == ".":
        if len(token) == 1 and _OF_ARTICLE.search(text, max(sentence, mark - 16), mark - 1):
            return True  # "Article 6 (1) letter b. We"
        if _ABBREVIATIONS.fullmatch(token) or (len(token) == 1 and token.isalpha() and token != "I"):
            # "Plan B. We": an initial or a list letter otherwise.
            return False
        number = mark - len(token) if token.isdigit() else 0
        if token.isdigit() and (number == sentence or text[number - 1] in '“"‘'):
            return False  # the number of a list item, or of a quoted title
        if _OPEN_ABBREVIATIONS.fullmatch(token) or _in_brackets(text, sentence, cut, stop):
            return bool(_STARTERS.fullmatch(word))
    elif token == "Yahoo":
        return bool(_STARTERS.fullmatch(word))
    return not (opener and following == "(" and text[mark] == "." and _OPEN_ABBREVIATIONS.fullmatch(token))


def _in_brackets(text: str, sentence: int, cut: int, stop: int) -> bool:
    """Whether a stop is a slip within a list in brackets: "(your name. Postal address; age)"."""
    opened = text.rfind("(", sentence, cut)
    if opened < 0 or text.find(")", opened, cut) >= 0:
        return False
    close = text.find(")", cut, min(stop, cut + _BRACKETED))
    return close >= 0 and not any(sign in text[cut:close] for sign in "(.?!")


def _glued_end(text: str, mark: int, token: str, word: str, opener: bool) -> bool:
    """Whether "Software”).This" or "later.The" is two sentences, not a name such as "Node.JS"."""
    if len(word) < 2 and word not in ("A", "I"):
        return False
    if not opener and (word[1:] != word[1:].lower() or word in _DOMAIN_ENDS):
        return False
    if text[mark + 1] in "\"”’')]»" or (mark and text[mark - 1] in "\"”’')]»%"):
        return True
    address = "/" in token or "@" in token or "." in token
    if address:
        return bool(_STARTERS.fullmatch(word))
    return len(token) > 1 and (token[-1].islower() or token[-1].isdigit())
