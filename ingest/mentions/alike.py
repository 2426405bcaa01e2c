"""Wordings that say the same, read as one: "should you", "in the event that you" as "if you", "improve our ability to" as "help to"; "from time to time" as nothing.

Titles of sections that are referred to are nothing too: 'as described under "How do we use your data?"' tells of no use.
"""

from __future__ import annotations

import re

from policytrail.ingest.mentions.terms import QUOTES
from policytrail.ingest.words.tokens import Token, stem

# One of these words is in each of the wordings.
_HINTS = frozenset(
    """ability accordance among any applicable appropriate available case defined described detailed each event every except explained indicated let lets
    limitation limited mentioned noted only outlined set should specified stated time""".split()
) | frozenset("look looked sight take takes turn turned turning turns".split())
# "As" with these.
_ROLES = frozenset("carrier company operator provider".split())
# And "over" with these: "take over", "turn over".
_WITH_OVER = frozenset("take takes turn turned turning turns".split())
_POLICY = r"(?:in|by|under)\s+(?:this|our|the)\s+(?:\w+\s+){0,2}(?:policy|notice|statement)"
_FILLER = (
    r"(?:from\s+time\s+to\s+time|among(?:st)?\s+other\s+things"
    r"|as\s+(?:(?:is|are|otherwise|further|more\s+fully)\s+)?"
    r"(?:defined|described|detailed|explained|indicated|mentioned|noted|outlined|specified|stated|set\s+(?:forth|out))"
    r"(?:\s+(?:further|elsewhere|in\s+(?:more|further|greater)\s+detail))?"
    rf"\s+(?:(?:above|below|here|herein)(?!\s+(?:in|under)\b)|{_POLICY})"
    r"|in\s+accordance\s+with\s+(?:this|our|the)\s+(?:\w+\s+){0,1}privacy\s+(?:policy|notice|statement))"
)
# In which role somebody acts: "the law bars us as a carrier from disclosing", "authorises us as a carrier to use".
_AS_ROLE = (
    r"(?<!\bact\s)(?<!\bacts\s)(?<!\bacting\s)\bas\s+an?\s+(?:[\w-]+\s+){0,3}(?:carrier|company|operator|provider)"
    r"(?=\s+(?:from\s+\w+ing|to\s+(?:collect|disclose|keep|obtain|provide|release|sell|share|use))\b)"
)
_IF_ANY = r"(?:if|where|when|as)\s+(?:any|applicable|appropriate|available)"  # nothing only where signs set it apart
_ASIDE_ENDS = r",(?!\s+(?:and|but|or)\b)"  # a comma that parts no clauses or members of a list
_ACTING = r"(?=\s+(?:you|we|your|our)\b)"
_OWN = r"(?:her|his|its|their|your)\b"
_KNOWN = rf"\s+us\s+know\s+{_OWN}"  # "let us know your number", and not "which number"
_ABLE = r"(?<=\bcan\s)|(?<=\bmay\s)|(?<=\bcould\s)|(?<=\bable\sto\s)"  # what others do, and not "what you look at"
# Each wording under the word that it is read as; fillers with the brackets or the commas that set them apart.
_ALIKE = re.compile(
    rf"(?P<nothing>\(\s*(?:{_FILLER}|{_IF_ANY})\s*\)"
    rf"|,\s+(?:{_FILLER}(?:{_ASIDE_ENDS}|(?=[.;:,]))|{_IF_ANY}{_ASIDE_ENDS})"
    rf"|\A{_FILLER},|\b{_FILLER}\b|{_AS_ROLE})"
    rf"|\b(?:(?P<if>if,\s+and\s+only\s+if,?|if\s+and\s+only\s+if|in\s+the\s+event\s+that|in\s+case{_ACTING}|should{_ACTING})"
    rf"|(?P<when>(?:each|every)\s+time(?:\s+that)?{_ACTING})"
    r"|(?P<including>including(?:,?\s+but\s+not\s+limited\s+to|,?\s+without\s+limitation),?)"
    r"|(?P<unless>except\s+(?:if|when|where))"
    rf"|(?P<tell>let(?={_KNOWN}))|(?P<tells>lets(?={_KNOWN}))|(?P<us>(?:(?<=let\s)|(?<=lets\s))us\s+know(?=\s+{_OWN}))"
    r"|(?P<hand>turns?\s+over)|(?P<handed>turned\s+over)|(?P<handing>turning\s+over)"
    r"|(?P<receive>take\s+over)|(?P<receives>takes\s+over)"
    r"|(?P<help>(?<!to\s)(?<!help\s)(?:enhance|improve|increase)\s+our\s+ability(?=\s+to\b))|(?P<helps>(?:enhance|improve|increase)s\s+our\s+ability(?=\s+to\b))"
    rf"|(?P<see>(?:{_ABLE})look\s+(?:at|into|through)|(?:have|get|gain)\s+sight\s+of)"
    r"|(?P<seen>looked\s+(?:at|into|through)(?=\s+by\b)))(?!\w)",
    re.IGNORECASE,
)

# A title in quotation marks, with the words that make it one of a section: one before it, or one after it.
_TITLE = r"(?P<title{}>[“\"][^“”\"\n]{{4,120}}[”\"])"
_REFERRED = re.compile(
    rf"\b(?:(?:see(?:\s+also)?|refer\s+to|headings?|sections?|entitled|titled|headed|(?:above|below),?\s+(?:in|under))"
    rf"(?:\s+(?:above|below|called|entitled|headed|our|the|titled))*\s+{_TITLE.format(1)}"
    rf"|(?:in|to|under)\s+(?:our\s+|the\s+)?{_TITLE.format(2)},?\s+(?:above|below|heading|section)\b)",
    re.IGNORECASE,
)
_REFERRING = frozenset(
    "above below entitled headed heading headings refer section sections see titled".split()
)


def alike(text: str, found: list[Token]) -> list[Token]:
    """The words of a sentence of `text` with one word for each wording that says the same, and none for what says nothing."""
    said = [w.word for w in found]
    if not QUOTES.isdisjoint(said) and not _REFERRING.isdisjoint(said):
        found = without_titles(text, found)
        said = [w.word for w in found]
    hints = _HINTS.intersection(said)
    if "as" in said:
        hints |= _ROLES.intersection(said)
    if not hints or "over" not in said and hints <= _WITH_OVER:
        return found
    start = found[0].start
    for m in reversed(list(_ALIKE.finditer(text[start : found[-1].end]))):
        first, end, word = m.start() + start, m.end() + start, m.lastgroup or ""
        at = next(k for k, w in enumerate(found) if w.start >= first)
        last = next((k for k, w in enumerate(found) if w.start >= end), len(found))
        instead = [] if word == "nothing" else [Token(first, end, word, stem(word))]
        found = [*found[:at], *instead, *found[last:]]
    return found


def without_titles(text: str, found: list[Token]) -> list[Token]:
    """The words of a sentence without the titles of sections that it refers to."""
    spans = [m.span(m.lastgroup or 0) for m in _REFERRED.finditer(text, found[0].start, found[-1].end)]
    kept = [w for w in found if not any(a <= w.start < b for a, b in spans)]
    return kept if len(kept) > 1 else found
