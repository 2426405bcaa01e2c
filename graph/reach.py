"""How far a denial reaches: of which occasion, what for and of what named before its words speak.

"We do not give this information to anyone" is said of what was just named, "when we print a directory, we
leave out your address" of that occasion, "not for their own marketing" of other companies' marketing.
Statements elsewhere on other occasions, for other ends or of other data do not contradict them.
"""

from __future__ import annotations

import re
from typing import Final

from policytrail.graph.evidence import DenialFact, FlowFact

_GENERIC: Final = "PersonalData"  # what "this information" is read as, if nothing more is known of it

_NEAR: Final = 1000  # characters

_OPEN: Final = re.compile(
    r"\bmore (?:information |data )?than (?:is |are |we |what is )?(?:\w+ly )?(?:necessary|needed|need|required)\b"
    r"|\bbeyond what (?:is|are|we|you) (?:\w+ly )?(?:necessary|needed|need|required?)\b"
    r"|\bwhere(?:ver)? (?:we can|possible)\b"
    r"|\bno other (?:\w+ )?(?:information|data|details)\b"
    r"|\b(?:any|some|no|each) (?:other|new|further) purposes?\b|\bother purposes?\b"
    r"|\bpurposes? (?:other than|besides|beyond|not )",
    re.IGNORECASE,
)
_OCCASION: Final = re.compile(
    r"\W*(?:when|whenever|if|while|during) |\W*(?:it (?!is\b)|they )|.{0,300}?\b(?:in|as part of|through|under) (?:this|these|those|such) "
    r"(?:context|process|program(?:me)?|case|feature|service|survey|campaign|arrangement|situation|instance)s?\b",
    re.IGNORECASE | re.DOTALL,
)
_DATA_NAMED_BEFORE: Final = re.compile(
    r"\b(?:this|that|these|those|such) (?:\w+ ){0,2}?(?:information|data|details|records?)\b"
    r"|(?<!or )(?<!and )\botherwise (?:be )?(?:\w+ed|share|disclose|give|pass)\b",
    re.IGNORECASE,
)
_ANY_DATA: Final = re.compile(
    r"\bpersonal|\bPII\b|\bidentif|\b(?:about|regarding) (?:you|users|customers|subscribers)\b"
    r"|\b(?:your|any|all|no|(?:customer|member|subscriber|user)s?[’']?s?) (?:\w+ ){0,2}(?:information|data|details)\b",
    re.IGNORECASE,
)
_PARTY_NAMED_BEFORE: Final = re.compile(
    r"\b(?:this|these|those|such) (?:(?!(?:by|for|from|of|to|with)\b)[\w-]+ ){0,3}?"
    r"(?:advertis\w+|agenc\w+|centers?|centres?|compan\w+|networks?|parties|party|partners?|programmers|providers?|vendors?)\b"
    r"|\b(?:to|with) them\b",
    re.IGNORECASE,
)
_PURPOSE: Final = re.compile(
    r"\bfor (?!any purpose)(?!all purpose)(?:[\w’'-]+ ){0,6}?purposes?\b|\bfor (?:the )?(?:listing|publication|inclusion)\b"
    r"|\bfor (?:them|that (?:third )?party|the third parties) to \w+|\bso (?:that )?they (?:can|may)\b"
    r"|\bto (?:advertise|market|serve|sell)\b",
    re.IGNORECASE,
)
_OWN_ENDS: Final = re.compile(
    r"\btheir(?: own)?(?: \w+){0,2} marketing\b|\btheir (?:own )?(?:\w+ )?(?:purposes?|products|services)\b"
    r"|\bfor (?:them|that (?:third )?party|the third parties) to\b|\bso (?:that )?they\b",
    re.IGNORECASE,
)


def reaches(denial: DenialFact, flow: FlowFact) -> bool:
    """Whether a denial speaks of what a flow of the same policy says, data and recipients aside.

    >>> from policytrail.graph.evidence import Evidence
    >>> def says(words, section=""):
    ...     return Evidence(words, 0, len(words), section)
    >>> def denied(words, purposes=()):
    ...     return DenialFact("d", "acme", "share", ("PersonalData",), (), purposes, (), says(words))
    >>> flow = FlowFact("f", "acme", "share", "", "", ("Name",), (), (), says("Partners get your name", "Partners"))
    >>> reaches(denied("We never share your information"), flow)
    True
    >>> reaches(denied("When we print a directory, we do not share your information"), flow)
    False
    >>> reaches(denied("We never share your information for the purpose of training models"), flow)
    False
    """
    words = denial.evidence.quote
    if _OPEN.search(words) or _OCCASION.match(words):
        return False
    if not denial.purposes and _PURPOSE.search(words):
        return False  # a purpose that the taxonomy does not know
    if _OWN_ENDS.search(words) and not _OWN_ENDS.search(flow.evidence.quote):
        return False
    return not _PARTY_NAMED_BEFORE.search(words) or _near(flow, denial)


def names(denial: DenialFact, data: str, flow: FlowFact) -> bool:
    """Whether a denial names the data that it is read as, or takes them from a place near the flow.

    Where a clause has but "this information" or "it", it denies what was named before, not all data.
    """
    words = denial.evidence.quote
    named = _ANY_DATA.search(words) and not _DATA_NAMED_BEFORE.search(words)
    return data != _GENERIC or bool(named) or _near(flow, denial)


def _near(flow: FlowFact, denial: DenialFact) -> bool:
    """Whether a flow stands where what the denial refers to was named: in its section, not far from it."""
    one, other = flow.evidence, denial.evidence
    return one.section == other.section and abs(one.start - other.start) <= _NEAR
