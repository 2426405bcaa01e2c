"""Sentences that go on with what was said before: examples, conditions and legal bases in a sentence of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from policytrail.ingest.blocks.discourse import Discourse
from policytrail.ingest.blocks.parties import parties_named
from policytrail.ingest.clauses.arguments import TASKS, Arguments
from policytrail.ingest.finding import ANAPHOR, GENERIC, Finding, unique
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import auxiliaries, words

_W = words()
_CONTAINING = _W["containing"]
_CONTINUING = _W["continuing"]
_ELSE = frozenset("because cookies not our you".split())  # heads with these go on with something else
_OFFERED = frozenset("product products service services site sites tools website websites".split())
# What people refuse, and what it was for.
_TOLD = frozenset("calls communications emails mailings messages newsletters notifications texts".split())
_TELLING = frozenset("Marketing Survey UserCommunication".split())
# How people refuse.
_MEANS = frozenset(". , ; ( at by click clicking from here in on using via visit visiting".split())
_LEAVING = frozenset(["out", "unsubscribe"])
_CHOOSING = frozenset(["choice", "choices"])
_TAKING_PART = frozenset("participate participating participation".split())
_OBLIGED = frozenset("must need only required".split())
_ENABLING = _W["enabling"]
_POINTING = frozenset("this that these it doing".split())
_IDENTIFYING = frozenset(map(stem, "identify identifiable".split()))
_FURTHER = frozenset("additional further other".split())
_NOBODYS = frozenset(["AggregatedData", "AnonymisedData"])
_WHOM = frozenset(
    "customers individual individually individuals person personally user users visitors you".split()
)
# What stands before a verb where somebody acts or may act.
_ACTING = _W["modals"] | _W["provider"] | _W["relatives"] | _W["subordinators"] | {"they", "users", "you"}
_NOUNS = frozenset("process practice processing use sharing collection disclosure transfer way".split())
_PARTING = frozenset(", ; and but".split())
_TECHNOLOGIES = frozenset("technologies technology tools".split())
_TOOLS = _TECHNOLOGIES | frozenset("analytics means methods services tool".split())
_SKIPPED = auxiliaries() | frozenset("turn in have been".split())
_HAPPENING = frozenset("done happen happens occurs".split())
_SHARING = frozenset(map(stem, "disclose give share transfer".split()))
_DONE = frozenset("done necessary needed required used so only to for because primarily mainly".split())


def continued(reading: Arguments, discourse: Discourse) -> list[Finding]:
    """ "This may include your name": the statement before, with these data; "for example carriers": with these parties."""
    plain = reading.s.plain
    if not discourse.previous:
        return []
    shared = [
        f
        for f in discourse.previous
        if f.action == "share" and f.polarity == "affirm" and f.rule != "opt-out"
    ]
    if shared and (who := parties_named(reading)):
        return [replace(f, first=0, last=len(plain) - 1, rule="continued", recipients=who) for f in shared]
    verb = next((k for k, w in enumerate(plain[:14]) if w in _CONTAINING), None)
    if verb is None:
        return []
    head = plain[:verb]
    head = head[len(head) - head[::-1].index(",") :] if "," in head else head
    if not head or not (head[0] in _CONTINUING or head[0] in ("examples", "personal") or _is_more(head)):
        return []
    end = len(plain) - 1
    denied = [f for f in discourse.previous if f.action in ("share", "sell") and f.polarity == "deny"]
    if (
        "not" in head
        and denied
        and (who := reading.recipients(verb, reading.break_at(verb + 1, end), direct=True))
    ):
        # "this does not include our vendors", of those to whom nothing is given
        given = replace(denied[-1], action="share", polarity="affirm", first=0, last=end, rule="continued")
        return [replace(given, recipients=who, purposes=reading.concepts("purpose", verb, end))]
    following = [w for w in plain[verb + 1 : verb + 5] if w not in ("but", "for", "example", ",")]
    if tells_tasks(plain, verb, discourse) and plain[-1] != ":":
        return []  # "these functions include billing", of companies that are engaged
    offered = len(head) < 4 and not _OFFERED.isdisjoint(head)  # "the services include messaging"
    if offered or not _ELSE.isdisjoint(head) or following and following[0].endswith("ing"):
        return []  # "this includes managing your account" goes on with purposes
    open_list = plain[-1] == ":" or end - verb < 3
    data = reading.data(verb + 1, end)
    if not data and not open_list or _is_of_other_data(reading, verb, discourse):
        return []
    engaged = open_list and any(f.rule == "engage" for f in discourse.previous)
    if discourse.listed and discourse.led and _points_at_purposes(head):
        return _of_list(head, data, end, discourse)
    # "we use vendors to store it. These include:"
    goes_on = ("share",) if engaged else ("collect", "share", "use")
    return [
        replace(
            f,
            first=0,
            last=end,
            rule="continued",
            data=data or [GENERIC],
            purposes=unique(f.purposes + reading.purposes(verb, end)),
        )
        for f in discourse.previous
        if f.action in goes_on and f.polarity == "affirm"
    ]


def _of_list(head: Sequence[str], data: list[str], end: int, discourse: Discourse) -> list[Finding]:
    """ "The data that we use for these purposes include", after a list of them: for all that its lead-in told."""
    shared = not _SHARING.isdisjoint(map(stem, head))
    return [
        replace(f, first=0, last=end, rule="lead-in", data=data or [GENERIC])
        for f in discourse.led
        if f.polarity == "affirm" and (shared or f.action != "share")
    ]


def _points_at_purposes(plain: Sequence[str]) -> bool:
    """Whether words point to purposes that were told: "for such purpose", "for these purposes"."""
    return any(a in _W["pointers"] and b in ("purpose", "purposes") for a, b in pairwise(plain))


def _is_more(head: Sequence[str]) -> bool:
    """Whether a subject goes on with a list: "other information includes"."""
    return len(head) in (2, 3) and head[0] in _FURTHER and head[1] in _W["generic_nouns"]


def _is_of_other_data(reading: Arguments, verb: int, discourse: Discourse) -> bool:
    """Whether "examples of X", or what "such X" contains, are of something that was not said before."""
    named = set(reading.concepts("data", 0, verb)) - {GENERIC, ANAPHOR}
    return bool(named) and named.isdisjoint(d for f in discourse.previous for d in f.data)


def begun(reading: Arguments) -> list[Finding]:
    """ "Depending on your plan, this may include your name", first under a heading that tells what is collected."""
    plain, end = reading.s.plain, len(reading.s.plain) - 1
    start = plain.index(",") + 1 if plain[0] in _W["interposing"] and "," in plain[:10] else 0
    verb = next((k for k in range(start, min(start + 6, end)) if plain[k] in _CONTAINING), 0)
    if not verb or plain[start] not in _CONTINUING or plain[verb + 1].endswith("ing"):
        return []
    data = [d for d in reading.data(verb + 1, end) if d != GENERIC]
    return [Finding("collect", 0, end, "contained", data=data)] if data else []


def tells_tasks(plain: Sequence[str], verb: int, discourse: Discourse) -> bool:
    """Whether a list tells what companies do that were just said to be engaged: "these functions include ..."."""
    head = plain[:verb]
    engaged = any(f.rule == "engage" for f in discourse.previous)
    shared = any(f.action == "share" for f in discourse.previous)
    pointed = head[0] in ("examples", "such", "these")
    return pointed and (engaged or shared and not TASKS.isdisjoint(head))


def unidentifying(reading: Arguments, findings: list[Finding], discourse: Discourse) -> list[Finding]:
    """ "This information does not identify you": what was collected or shared right before, or is here, is nobody's."""
    plain, stems = reading.s.plain, [w.stem for w in reading.s.words[:16]]
    if (
        plain[0] not in _CONTINUING
        or _IDENTIFYING.isdisjoint(stems)
        or _W["generic_nouns"].isdisjoint(plain[1:4])
    ):
        return findings
    at = next(k for k, w in enumerate(stems) if w in _IDENTIFYING)
    near = plain[at - 3 : at]
    if "not" not in near or "that" in near or _WHOM.isdisjoint([*near, *plain[at : at + 5]]):
        return findings
    if findings:
        known = all(f.action in ("collect", "share") and f.data == [GENERIC] for f in findings)
        return [replace(f, data=["NonPersonalData"]) for f in findings] if known else findings
    told = [f for f in discourse.previous if f.action in ("collect", "share") and f.polarity == "affirm"]
    if any(f.rule == "opt-out" or not _NOBODYS.isdisjoint(f.data) for f in told):
        return []
    return [
        replace(f, first=0, last=len(plain) - 1, rule="continued", data=["NonPersonalData"]) for f in told
    ]


def described(reading: Arguments) -> list[str]:
    """The data that a sentence says something of that is done by nobody: "Your messages are encrypted."."""
    s = reading.s
    be = next((k for k, w in enumerate(s.plain) if w in ("is", "are")), 0)
    named = s.ends.get(be - 1)
    if not named or named.scheme != "data" or not _ACTING.isdisjoint(s.plain[:be]):
        return []
    return reading.data(0, be - 1)


def by_those_named(reading: Arguments, findings: list[Finding], discourse: Discourse) -> list[Finding]:
    """ "Advertisers may note your visits. This information is collected with pixels": by those of whom the sentence before told."""
    told = discourse.previous
    pointing = reading.s.word(0) in _POINTING and {"we", "us", "our"}.isdisjoint(reading.s.said)
    if not (told and pointing) or any((f.rule, f.action) != ("passive-obtain", "collect") for f in findings):
        return findings
    if any(f.polarity == "deny" or f.action != "share" or not f.rule.startswith("third-") for f in told):
        return findings
    who = unique([r for f in told for r in f.recipients])
    return [replace(f, action="share", rule="third-obtain", recipients=who) for f in findings]


def conditioned(reading: Arguments, discourse: Discourse) -> list[Finding]:
    """ "We do this because it is in our legitimate interests": a condition of the statement before."""
    if "condition" not in reading.s.by_scheme:
        return []
    plain = set(reading.s.plain)
    end = len(reading.s.plain) - 1
    held = (
        "OptOut",
        "LegitimateInterest",
        "Contract",
        *(("Consent", "UserInitiated") if _does_so(reading) else ("Consent",) if _opts_in(reading) else ()),
    )
    conditions = [c for c in reading.conditions(0, end) if c in held]
    if {"object", "right"} <= plain:  # what the law gives people is no way out that is offered
        conditions = [c for c in conditions if c != "OptOut"]
    points = plain & {
        "this",
        "that",
        "these",
        "such",
        "so",
        "it",
        "them",
        "sharing",
        "settings",
    } or _opts_out(reading)
    by_others = any(p.status == "main" and p.subjects == {"third"} for p in reading.predicates)
    if not conditions or not points or by_others:
        return []
    told = (
        not plain.isdisjoint(_TOLD) and not plain.isdisjoint(("receive", "receiving")) or _names_uses(reading)
    )
    purposes = reading.concepts("purpose", 0, end) if "LegitimateInterest" in conditions else []
    said = purposes and discourse.listed or discourse.previous
    return [
        replace(
            f,
            first=0,
            last=end,
            rule="condition-after",
            conditions=conditions,
            purposes=unique(f.purposes + purposes),
        )
        for f in said
        if f.polarity == "affirm" and f.action in (("use",) if told else ("collect", "use", "share", "sell"))
    ]


def refused_messages(reading: Arguments, discourse: Discourse) -> list[Finding]:
    """ "You can opt out of these e-mails": of those that the sentence before told of, which named no data."""
    if reading.s.said.isdisjoint(_TOLD) and not (_opts_out(reading) or "receiv" in reading.s.stems):
        return []
    return [
        f
        for f in conditioned(reading, discourse)
        if f.action == "use" and "OptOut" in f.conditions and not _TELLING.isdisjoint(f.purposes)
    ]


def _does_so(reading: Arguments) -> bool:
    """ "We only do this if you agree", "this happens only with your consent": only that of which the sentence before told."""
    said = reading.s.plain[:7]
    if said[0] == "we":
        return any(a in ("do", "did") and b in ("so", "that", "this") for a, b in pairwise(said))
    return said[0] in ("it", "that", "this") and not _HAPPENING.isdisjoint(said[1:4])


def _names_uses(reading: Arguments) -> bool:
    """ "You have a choice about some of these uses": a way out of what data are used for."""
    conditions = reading.of("condition", 0, len(reading.s.plain) - 1)
    return any(reading.s.word(m.last) == "uses" for m in conditions)


def _opts_in(reading: Arguments) -> bool:
    """ "You have to opt in to be part of this programme": what was told of is done with no others."""
    s = reading.s
    return any(
        m.concept == "Consent" and s.span(m.last - 1, m.last) == ["opt", "in"]
        and not _OBLIGED.isdisjoint(s.span(m.first - 4, m.last)) and "you" in s.span(m.first - 5, m.last)
        for m in reading.of("condition", 0, len(s.plain) - 1)
    )  # fmt: skip


def _opts_out(reading: Arguments) -> bool:
    """Whether a sentence offers a way out, and says no more than how to take it: "you can opt out by writing to us"."""
    s = reading.s
    for m in reading.of("condition", 0, len(s.plain) - 1):
        taken_part = not _TAKING_PART.isdisjoint(s.span(m.last, m.last + 2))
        leaving = not (_LEAVING | (_CHOOSING if taken_part else set())).isdisjoint(s.span(m.first, m.last))
        bare = s.word(m.first - 1) not in _W["determiners"] or s.word(m.first) in _CHOOSING
        addressed = not _W["user"].isdisjoint(s.span(m.first - 6, m.first))
        if leaving and bare and addressed and (taken_part or s.word(m.last + 1) in _MEANS):
            return True
    return False


def purposed(reading: Arguments, discourse: Discourse) -> list[Finding]:
    """ "This helps us to fight fraud", "we do this to bill you": what the statement before is for."""
    if "purpose" not in reading.s.by_scheme:
        return []
    at = _opening(reading, discourse)
    end = len(reading.s.plain) - 1
    if reading.s.word(0) == "we":  # "..., and we never sell it"
        apart = (k for k in range(5, end) if reading.s.word(k) == "we" and reading.s.word(k - 1) in _PARTING)
        end = next(apart, end + 1) - 1
    purposes = reading.concepts("purpose", at, end) if at else []
    if not purposes:
        return []
    if reading.s.word(1) in _TECHNOLOGIES:
        named = "Cookies" in reading.antecedent or any("Cookies" in f.data for f in discourse.previous)
        return (
            [Finding("use", 0, end, "continued-purpose", data=["Cookies"], purposes=purposes)]
            if named
            else []
        )
    return [
        replace(f, first=0, last=end, rule="continued-purpose", purposes=purposes)
        for f in discourse.listed or discourse.previous
        if f.polarity == "affirm" and f.action in ("collect", "use", "share")
    ]


def _manner(plain: Sequence[str]) -> int:
    """Where what is done so begins in "that way we can bill you", "by doing so we can", 0 in other sentences."""
    at = int(plain[0] in ("by", "in"))
    so = plain[at] in ("that", "this") and plain[at + 1] == "way" or at and plain[at] == "doing"
    we = at + 2 + (plain[at + 2] == ",") if so else 0
    return we + 1 if so and plain[we] == "we" and plain[we + 1] in _W["modals_may"] else 0


def _opening(reading: Arguments, discourse: Discourse) -> int:
    """Where the purposes begin in a sentence that points back to what is done with data, 0 in all others."""
    plain = reading.s.plain
    aim = plain[:4] in (["we", "do", "this", "so"], ["we", "did", "this", "so"])  # "so that you need not"
    if set(plain[: 4 if aim else 8]) & _W["negations"] or len(plain) < 4:
        return 0
    if manner := _manner(plain):
        return manner
    if plain[0] == "we" and plain[1] in ("do", "did") and plain[2] in ("this", "so", "that"):
        return 3 if plain[3] not in ("by", "is") else 0
    if plain[0] == "we" and (used := next((k for k in (1, 2) if plain[k] == "use"), 0)):
        tools = plain[used + 1] in _W["pointers"] and plain[used + 2] in _TOOLS and plain[used + 3] == "to"
        return used + 3 if tools else 0
    if plain[:2] == ["the", "purpose"] or plain[:2] == ["the", "purposes"]:
        verb = next((k for k, w in enumerate(plain[:12]) if w in ("is", "are")), 0)
        return verb if {"this", "these", "such", "the"} & set(plain[3:5]) else 0
    verb = next((k for k, w in enumerate(plain[:7]) if w in _CONTAINING), 0)
    if verb and tells_tasks(plain, verb, discourse):
        return verb
    if plain[0] in _CONTINUING and verb:
        after = next((w for w in plain[verb + 1 :] if w not in ("but", "not", "limited", "to", ",")), "")
        return verb if after.endswith("ing") or {"purposes", "reasons", "uses"} & set(plain[:verb]) else 0
    they = plain[0] == "they" and (
        reading.antecedent == ["Cookies"] or reading.latest and "used" in plain[1:5]
    )
    if plain[0] not in _POINTING and not they:
        return 0
    stems = [w.stem for w in reading.s.words[:12]]
    first = 2 if plain[0] == "doing" or plain[1] in _NOUNS or plain[1] in _TECHNOLOGIES else 1
    while first < len(stems) and plain[first] in _SKIPPED:
        first += 1
    if first >= len(stems):
        return 0
    if stems[first] in _ENABLING:
        return first
    return first if plain[first - 1] in _W["be"] and plain[first] in _DONE else 0
