"""What a lead-in says of the items of its list: "We may share your information with:"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from policytrail.ingest.blocks.frames import Frame, only_announces
from policytrail.ingest.blocks.headings import tells_source
from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.clauses.reading import Reading
from policytrail.ingest.document import Block, Document
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import verb_classes, words
from policytrail.ontology.taxonomy import taxonomy

_W = words()
_NEGATIONS = _W["negations"]
_EXCEPTING = ("except", "unless", "excepting", "other than", "apart from", "exception", "exceptions")
_AUXILIARIES = frozenset("will may can ll might also do does".split())
# Their "to" begins no purpose.
_BEFORE_TO = frozenset("limited restricted related relating applies apply".split())
_KINDS = frozenset(["categories", "kinds", "types"])
_ALONE = (["to", ":"], ["additional", "uses", ":"], ["other", "uses", ":"])  # lead-ins of purposes alone
_STUDYING = frozenset(
    map(stem, "algorithms analytics profiling".split())
)  # what these are used for, data are
# What stands beside vendors in a lead-in of their list.
_NAMING = frozenset(
    ": , and are as at currently current external follows following include main now present the these third party third-party".split()
)
_GIVING = frozenset(["disclose", "give"])
_CASES = frozenset(map(stem, "below case circumstance following situation".split()))
_BELIEVING = frozenset(map(stem, "belief believe deem determine faith".split()))
# How a lead-in ends that lists interests: "our legitimate interests (are):".
_LISTING = frozenset("are example following include including interests on".split())
_ANNOUNCED = {"obtain": "collect", "hold": "collect", "ask": "collect", "disclose": "share", "use": "use"}
_OCCASIONS = frozenset(["if", "when", "whenever"])
_CLOSING = 14  # last words of a lead-in, which tell what its items are


def lead_in_frame(findings: Sequence[Finding], inherited: Frame, *, excepted: bool = False) -> Frame:
    """The strong frame of a lead-in whose own clauses say `findings`; `excepted`: its items are exceptions."""
    if excepted:  # from what is denied, and not from what is said beside it
        findings = [f for f in findings if f.polarity == "deny"] or findings
        findings = [replace(f, polarity="affirm") for f in findings]
    else:  # "while we sell no data, we may share them with:"
        done = max((f.first for f in findings if f.polarity == "affirm" and f.rule != "exception"), default=0)
        findings = [f for f in findings if f.polarity == "affirm" or f.first >= done]
    actions = unique([(f.action, f.polarity, f.modality) for f in findings if f.action != "define"])  # type: ignore[misc]
    definition = next((f for f in findings if f.action == "define"), None)
    data: list[str] = []
    recipients: list[str] = []
    purposes: list[str] = []
    conditions: list[str] = []
    for f in findings:
        data += f.data
        recipients += f.recipients
        purposes += f.purposes
        # a way out is of what the lead-in says; its items tell their own
        conditions += [c for c in f.conditions if c != "OptOut" or f.action != "collect"]
    return Frame(
        tuple(actions),  # type: ignore[arg-type]
        tuple(unique(data)),
        tuple(r for r in unique(recipients) if r not in ("Recipient",)),
        tuple(unique(purposes + list(inherited.purposes if inherited.strong else ()))),
        tuple(r for f in findings if f.rule == "lead-in" for r in f.retention) or inherited.retention,
        tuple(unique(conditions + list(inherited.conditions if inherited.strong else ()))),
        strong=True,
        broader=definition.broader if definition else None,
        defined=definition.polarity if definition else "affirm",
    )


def implied(closing: Sequence[str]) -> Literal["", "affirm", "deny"]:
    """What a lead-in says that ends in its subject and auxiliary: "we may:", "we will not:"."""
    plain = [w for w in closing if w.isalpha()]
    subject = max((k for k, w in enumerate(plain) if w in ("we", "us")), default=len(plain))
    after = set(plain[subject + 1 :])
    if subject == len(plain) or after - _NEGATIONS - _AUXILIARIES:
        return ""
    return "deny" if after & _NEGATIONS else "affirm"


def excepts(reading: Reading, findings: Sequence[Finding], others: int) -> bool:
    """Whether a lead-in excepts its items from what it says: "we share no data, except in these cases:".

    Its last words say so, or it only denies and goes on to what it excepts: "without consent, except for these purposes
    and only if:".

    Args:
        findings: what the lead-in says.
        others: where it announces its items as other cases, else 0.
    """
    closing = " ".join(w for w in reading.s.plain[-_CLOSING:] if w.isalpha())
    if any(f" {word} " in f" {closing} " for word in _EXCEPTING):
        return True
    if not all(f.polarity == "deny" or f.rule == "exception" for f in findings):
        return False
    said = min((m.last for m in reading.of("data", 0, len(reading.s.plain))), default=0)
    return any(0 < said < k and (k < others or reading.s.word(k) != "without") for k in reading.exceptions)


def is_purposive(closing: Sequence[str]) -> bool:
    """Whether the last words of a lead-in ask for purposes ("in order to:", "for these reasons:")."""
    words = [w for w in closing if w.isalpha()]
    if words[-2:-1] and words[-2] in _BEFORE_TO or words[-1:] == ["include"] and words[-3:-2] == ["such"]:
        return False  # "the data that we use for such purposes include:"
    return words[-1:] in (["to"], ["for"]) or bool({"purposes", "reasons", "ways"} & set(words[-3:]))


def is_duty_of_others(closing: Sequence[str]) -> bool:
    """Whether the items of a lead-in say what others have to do: "with vendors, who must:"."""
    words = [w for w in closing if w.isalpha()]
    return bool({"who", "they"} & set(words) and {"must", "shall", "required", "obliged"} & set(words[-3:]))


def names_vendors(reading: Arguments) -> bool:
    """Whether a lead-in says no more than that vendors of the provider are listed: "our current sub-processors include:"."""
    named = next((m for m in reading.of("recipient", 1, 3)), None)
    if named is None or "ServiceProvider" not in taxonomy().ancestors(named.concept):
        return False
    before, after = reading.s.span(1, named.first - 1), reading.s.plain[named.last + 1 :]
    return _NAMING.issuperset([*before, *after])


def without_announcing(findings: Sequence[Finding], reading: Reading) -> list[Finding]:
    """The findings of a sentence that opens a list, without those that only announce what its items say."""
    plain = reading.s.plain
    to_purposes = is_purposive(plain[-6:])
    others = other_cases(reading.s)
    but_items = excepts(reading, findings, others)
    items_tell_when = not _OCCASIONS.isdisjoint(plain[-4:])  # "we collect data when you:"
    closed = plain[-1] == "."
    return [
        f
        for f in findings
        if f.conditions
        and (others or but_items and f.rule == "exception")
        or f.polarity == "deny"
        and but_items
        or not (only_announces(f, closed=closed) and not (items_tell_when and f.action == "collect"))
        and not (to_purposes and f.action in ("share", "use") and not f.purposes)
    ]


def announced(reading: Arguments) -> list[Finding]:
    """What a lead-in says in passing: "the information that we collect includes:", "our legal basis is:"."""
    words = {w.word for w in reading.s.words}
    last = len(reading.s.words) - 1
    if {"legal", "lawful"} & words and {"basis", "bases", "grounds"} & words:
        return [Finding("use", 0, last, "lead-in", data=[GENERIC])]
    plain = reading.s.plain
    if {"legitimate", "interests"} <= words and (
        {"processing", "process"} & words or plain[-2:-1] and plain[-2] in _LISTING
    ):
        return [Finding("use", 0, last, "lead-in", data=[GENERIC], conditions=["LegitimateInterest"])]
    if plain in _ALONE:
        return [Finding("use", 0, last, "lead-in", data=[GENERIC])]
    studied = plain[-2:] == ["to", ":"] and not _STUDYING.isdisjoint(reading.s.stems)
    if studied and any("use" in p.classes and "provider" in p.subjects for p in reading.predicates):
        return [Finding("use", 0, last, "lead-in", data=[GENERIC])]  # "we use analytics to:"
    if plain[-3:] == ["us", "to", ":"] and "recipient" not in reading.s.by_scheme:  # "cookies help us to:"
        data = reading.data(0, last) or reading.antecedent
        return [Finding("use", 0, last, "lead-in", data=data)] if data else []
    bare = not any(
        p.status == "main" for p in reading.predicates
    )  # nothing but a noun with what belongs to it
    if bare and plain[-1:] == [":"]:
        kind = next((k for k, w in enumerate(plain) if w in _KINDS and plain[k + 1] == "of"), last)
        if "recipients" in plain[:6] or reading.of("recipient", kind, kind + 5) and not reading.data(0, last):
            return [Finding("share", 0, last, "lead-in")]  # "the recipients of your data are:"
    if plain[-1:] == [":"] and plain[0] == "our" and names_vendors(reading):
        return [Finding("share", 0, last, "lead-in")]  # "our vendors are:"
    if bare and tells_source(plain):
        return [Finding("collect", 0, last, "lead-in")]  # "Information that you give us:"
    for p in reading.predicates:
        action = _ANNOUNCED.get(p.classes[0])
        ours = p.voice == "active" and "provider" in p.subjects
        if action and p.status == "relative" and ours and not p.negated:
            who = reading.concepts("recipient", 0, last) if action == "share" else []
            used = action == "use" and reading.data(0, p.start)
            why = reading.concepts("purpose", p.last, last) if used else []
            return [Finding(action, 0, last, "lead-in", recipients=who, purposes=why)]
    return []


def other_cases(lead_in: Sentence) -> int:
    """Where the items are announced as other cases than those that a lead-in tells itself, else 0.

    "With your consent or in these circumstances:", "if the law requires it, or if we believe that it is necessary to:".
    """
    for k, w in enumerate(lead_in.plain):
        if w == "or" and "who" not in lead_in.plain[k + 1 : k + 8]:
            opened = {lead_in.stem(j) for j in range(k + 1, k + 8)}
            if not (opened.isdisjoint(_CASES) and opened.isdisjoint(_BELIEVING)):
                return k
    return 0


def gives(sentence: Sentence) -> bool:
    """Whether an item of what data are used for tells whom they are given to: "provide reports to vendors", "sharing it with them"."""
    at = int(sentence.word(0) == "to")
    does = verb_classes().get(sentence.stem(at), ("",))[0]
    given = does in _GIVING and not sentence.word(at).endswith("ing")  # not "providing our services"
    return sentence.word(at + 1) != "you" and (given or does == "disclose")


def outermost(document: Document, block: Block) -> int | None:
    """The lead-in of the outermost list that an item stands in."""
    root = None
    while block.kind in ("item", "row") and block.parent is not None:
        root = block.parent
        block = document.blocks[root]
    return root
