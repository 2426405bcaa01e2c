"""Phrases without which a sentence says the same: "from time to time", "as described below", "(as defined above)"."""

from __future__ import annotations

import re

from policytrail.ingest.tokens import Token

_HINTS = frozenset(  # one of these words is in each of the phrases
    """accordance defined described detailed explained indicated mentioned noted outlined specified stated set among time""".split()
)
_POLICY = r"(?:in|by|under)\s+(?:this|our|the)\s+(?:\w+\s+){0,2}(?:policy|notice|statement)"
_FILLER = (
    r"from\s+time\s+to\s+time|among(?:st)?\s+other\s+things"
    r"|as\s+(?:(?:is|are|otherwise|further|more\s+fully)\s+)?"
    r"(?:defined|described|detailed|explained|indicated|mentioned|noted|outlined|specified|stated|set\s+(?:forth|out))"
    r"(?:\s+(?:further|elsewhere|in\s+(?:more|further|greater)\s+detail))?"
    rf"\s+(?:(?:above|below|here|herein)(?!\s+(?:in|under)\b)|{_POLICY})"
    r"|in\s+accordance\s+with\s+(?:this|our|the)\s+(?:\w+\s+){0,1}privacy\s+(?:policy|notice|statement)"
)
# With the brackets around it, or the commas of an aside, but not one that parts clauses or members of a list.
_ASIDE = re.compile(
    rf"\(\s*(?:{_FILLER})\s*\)|,\s+(?:{_FILLER})(?:,(?!\s+(?:and|but|or)\b)|(?=[.;:,]))|\A(?:{_FILLER}),|\b(?:{_FILLER})\b",
    re.IGNORECASE,
)


def without_fillers(text: str, found: list[Token]) -> list[Token]:
    """The words of a sentence but for those of such phrases."""
    if _HINTS.isdisjoint([w.word for w in found]):
        return found
    start, end = found[0].start, found[-1].end
    spans = [(m.start() + start, m.end() + start) for m in _ASIDE.finditer(text[start:end])]
    return [w for w in found if not any(a <= w.start < z for a, z in spans)] if spans else found
