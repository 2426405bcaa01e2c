"""How far a denial reaches: whether it is said in general, of what data, and for what ends.

"We do not give this information to anyone" is said of what was just named, "when we print a directory, we
leave out your address" of that occasion, "not for their own marketing" of the marketing of others, "we require
them not to" of what these do. Statements elsewhere do not contradict it. So a denial is general only
where its words say no more than who does not give what to whom.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from policytrail.graph.contradictions.passages import Clause
from policytrail.graph.evidence import DenialFact, FlowFact
from policytrail.ontology.taxonomy import taxonomy
from policytrail.ontology.vocabulary import local

_GENERIC: Final = "PersonalData"  # what "this information" is read as, if nothing more is known of it

_PLAIN_WORDS: Final = frozenset(
    """
    3rd a about accordingly addition additionally all allow allowed allows also an and any anybody
    anyone anything as at authorization but by client clients collect collected collects committed
    companies company confidential customer customers data detail details ever explicit express external
    externally for from furthermore has have hereby however identifiable identified identifies identify
    identifying identity in including individual individually individuals information is it its kind
    means member members never no nobody non nonaffiliated nonpublic nor not nothing of on or
    organisation organisations organization organizations other others our outside overall parties party
    people permission permit permits person personal personally persons pii plan plans policy
    potentially practice prior private public record records sensitive site sites so specific start
    strict strictly strongly subscriber subscribers than that the therefore third to today unaffiliated
    under unrelated us user users visitor visitors we website websites which who whom with without you
    your
    """.split()
)
"""What a denial may say besides the action, the data and the recipients that it is read as."""
_GIVING: Final = re.compile(
    r"(?:assign|avail|commun|communicat|disclos|distribut|divulg|expos|giv|leas|lend|licens|loan|mak|pass|provid|publish|"
    r"releas|rent|reveal|sell|send|shar|suppl|trad|transferr?|transmitt?)(?:a?ble|e[ds]?|en|ing|ies|ied|s|y)?"
    r"|access|away|gave|given|lent|made|otherwise|over|sent|sold|\w*n[’']t|are|be|been|being|can|cannot|did|do|does|done"
    r"|has|have|is|may|shall|was|were|will|would"
)
_SUBJECT: Final = re.compile(
    r"^\W*(?:[A-Z][\w.,&’']*\s+){1,5}(?=(?:ca|does|do|has|have|is|never|shall|will|wo|would)(?:n[’']t)?\b)"
)
_BOUND: Final = re.compile(
    r"\bno other (?:\w+ )?(?:data|details|information)\b|\bother purposes?\b|\b(?:child(?:ren)?|kids?|minors?)\b"
    r"|\bthe third[- ]part|\b(?:may|must|should) (?:not|never)\b|^\W*(?:it (?!is\b)|they )",
    re.IGNORECASE,
)
_CLAUSES: Final = re.compile(
    r"[,;]? (?:and|but|nor) (?=(?:is|are|we|it|they)\b|(?-i:[A-Z])\w* (?:does|shall|will)\b)",
    re.IGNORECASE,
)
_DENIES: Final = re.compile(r"\b(?:cannot|never|no|nobody|none|nor|not)\b|n[’']t\b", re.IGNORECASE)
_CHILDREN: Final = re.compile(r"\b(?:child(?:ren)?(?:[’']s)?|kids?|minors?)\b", re.IGNORECASE)
_AT_ALL: Final = re.compile(
    r"\b(?:at any time|for any (?:purpose|reason)s?|in any (?:form|manner|way)|under any circumstances?)\b(?: whatsoever\b)?",
    re.IGNORECASE,
)
_THIS: Final = re.compile(
    r"\b(?:such|that|these|this|those) (?=(?:data|details|information|records?)\b)", re.IGNORECASE
)
_THIS_DATA: Final = re.compile(
    r"\b(?:such|that|these|this|those) (?:\w+ ){0,2}?(?:data|details|information|records?)\b", re.IGNORECASE
)
_ANY_DATA: Final = re.compile(
    r"\bpersonal|\bPII\b|\bidentif|\b(?:about|regarding) (?:you|users|customers|subscribers)\b"
    r"|\b(?:your|any|all|no|(?:customer|member|subscriber|user)s?[’']?s?) (?:\w+ ){0,2}(?:information|data|details)\b",
    re.IGNORECASE,
)
_GENITIVE: Final = re.compile(r"[’'](?:s\b|(?!\w))")
_EXCEPTION: Final = re.compile(
    r"\b(?:apart from|with the exception|except|other than|unless|without)\b", re.IGNORECASE
)
_PUT_IN: Final = re.compile(r",? (?:except|other than|unless)\b[^,]*,(?= (?:for|to|with)\b)", re.IGNORECASE)
_HOME: Final = re.compile(r"\b[Oo]utside(?: of)? [A-Z].*", re.DOTALL)


def is_general(denial: DenialFact, around: Clause) -> bool:
    """Whether a denial is said in general, and not of one matter that other places do not speak of.

    >>> from policytrail.graph.evidence import Evidence
    >>> def denied(words, before="", after=""):
    ...     place = Evidence(words, 0, len(words), "")
    ...     fact = DenialFact("d", "acme", "share", ("PersonalData",), (), (), (), place)
    ...     return is_general(fact, Clause(before, words, after))
    >>> denied("We never share your information", after=" with anyone unless you agree")
    True
    >>> denied("we do not share your information", before="When we print a directory, ")
    False
    >>> denied("We do not share your information", after=" for listing in directories")
    False
    """
    words = _denied(around)
    if _BOUND.search(words) or _CHILDREN.search(denial.evidence.section.rpartition(" > ")[2]):
        return False
    if is_of_this(words) and not _AT_ALL.search(around.words):
        return False
    return any(_is_plain(each, denial) for each in _CLAUSES.split(words) if _DENIES.search(each))


def named_data(denial: DenialFact) -> tuple[str, ...]:
    """What a denial denies by its own words: "this information" is not all personal data."""
    words = denial.evidence.quote
    named = _ANY_DATA.search(words) and not is_of_this(words)
    return tuple(each for each in denial.data if named or each != _GENERIC)


def is_of_this(words: str) -> bool:
    """Whether words speak of data that were named before.

    >>> is_of_this("We do not share this personal information"), is_of_this("We do not share your name")
    (True, False)
    """
    return bool(_THIS_DATA.search(words))


def serves_its_ends(denial: DenialFact, flow: FlowFact) -> bool:
    """Whether a flow is only for ends for which a denial denies it; without any, it is denied for all."""
    is_a = taxonomy().is_a
    return not denial.purposes or (
        bool(flow.purposes)
        and all(any(is_a(one, other) for other in denial.purposes) for one in flow.purposes)
    )


def _denied(around: Clause) -> str:
    """The words of a denial's clause, without its exceptions and a heading that they stand after."""
    before = around.before.rpartition(":")[2].rpartition(" – ")[2]
    words = _PUT_IN.sub("", _HOME.sub("", (before + around.quote + around.after).strip()))
    first = _EXCEPTION.match(words)
    return _EXCEPTION.split(words.partition(",")[2] if first else words)[0]


def _is_plain(words: str, denial: DenialFact) -> bool:
    """Whether words say no more than who does not give what to whom."""
    known = _words_of((*denial.data, *map(local, denial.recipients), *denial.purposes)).union(
        re.findall(r"\w+", denial.policy)  # the slug, which names the provider
    )
    words = _THIS.sub("", _AT_ALL.sub("", _SUBJECT.sub("", words)))
    said = re.findall(r"[\w’']+|\|", _GENITIVE.sub("", words).replace("-", " ").lower())
    return all(
        each in _PLAIN_WORDS or each.isdigit() or each in known or _GIVING.fullmatch(each) for each in said
    )


@cache
def _words_of(concepts: tuple[str, ...]) -> frozenset[str]:
    """The words by which policies call concepts."""
    known = taxonomy().concepts
    named = [known[each] for each in concepts if each in known]
    labels = [label for each in named for label in (each.id, each.label, *each.alt, *each.hidden)]
    found = {word for label in labels for word in re.findall(r"[\w’']+", label.lower())}
    return frozenset(found | {word + end for word in found for end in ("s", "es")})
