"""Frames: what a lead-in, a heading or a run-in label says about the items that it governs.

Most statements of a policy stand in lists: "We may share your information with: / Payment
processors". A frame is the half of such a statement that the lead-in says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from policytrail.ingest.arguments import Arguments
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.lexicon import Mention
from policytrail.ingest.tokens import Token, stem
from policytrail.ingest.wordlists import words
from policytrail.ontology.taxonomy import taxonomy

_W = words()
_NEGATIONS = _W["negations"]
_EVENTS = frozenset(["BusinessTransfer", "LegalCompliance", "RightsProtection"])
_EXCEPTING = ("except", "unless", "excepting", "other than", "apart from", "exception", "exceptions")
_LIMITS = frozenset("limit opt prevent stop".split())
_SAFE = frozenset("protect protected safe secure securely".split())
_ASKED_OF = _W["generic_nouns"] | {"it", "them"}
# How headings ask that have no verb of theirs above: first words, stems of verbs, and what stands below.
_QUESTIONS = tuple(
    (frozenset(opening.split()), frozenset(map(stem, verbs.split())), action)
    for opening, verbs, action in (
        ("what which categories kinds types", "handle have hold keep need process store use", "collect"),
        ("who companies organisations third", "access get receive see", "share"),
        ("why", "ask have need want", "use"),
        ("how", "hold store", "retain"),
    )
)
_ANNOUNCING = frozenset("for in that to".split())
_AUXILIARIES = frozenset("will may can ll might also do does".split())
_ACTION_OF_NOUN = {
    "collect": ("collect",), "collection": ("collect",), "gather": ("collect",), "obtain": ("collect",),
    "receiv": ("collect",), "use": ("use",), "purpos": ("use",),
    "shar": ("share",), "disclos": ("share",), "disclosur": ("share",), "transfer": ("share",), "recipient": ("share",),
    "provid": (), "retention": ("retain",), "retain": ("retain",), "keep": ("retain",), "storag": ("retain",),
}  # fmt: skip
_DOCUMENTS = frozenset(["notice", "policy", "statement"])
_BEFORE_NOUN = _W["determiners"] | _W["before_data"]
_BEFORE_SOURCE = _W["modals"] | _W["be"] | _W["before_source"]


@dataclass(frozen=True, slots=True)
class Frame:
    """What governs a block: actions with polarity and modality, and the slots that are filled."""

    actions: tuple[tuple[str, str, str], ...] = ()  # (action, polarity, modality)
    data: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    retention: tuple[str, ...] = ()  # how long what the items name is kept
    conditions: tuple[str, ...] = ()
    strong: bool = False  # from a lead-in, not only from a heading
    broader: str | None = None  # a definition whose parts are the items ("CPNI includes:")
    defined: str = "affirm"
    implied: Literal["", "affirm", "deny"] = ""  # the lead-in ends in its subject ("we will:", "we do not:")
    needed: bool = False  # the lead-in ends in "where it is necessary to:"
    parties: bool = False  # the lead-in ends in parties ("with these companies:"), whom the items name
    purposive: bool = False  # the lead-in ends in "to:" or "for the following purposes:"

    def has(self, action: str) -> bool:
        """Whether the frame says this action."""
        return any(a == action for a, _, _ in self.actions)


def heading_frame(words: Sequence[Token], data: Sequence[str], purposes: Sequence[str] = ()) -> Frame:
    """The weak frame of a heading such as "Information we collect" or "Who we share it with"."""
    stems = [w.stem for w in words]
    actions: list[str] = []
    for each in stems:
        actions += _ACTION_OF_NOUN.get(each, ())
    if any(w.word in ("you", "your") for w in words) and {"right", "choic", "control", "acces"} & set(stems):
        actions = []
    said = [w.word for w in words]
    uses = [k for k, stem in enumerate(stems) if stem == "use"]
    if uses and all(_is_of_users(said, k) for k in uses):
        actions = [a for a in actions if a != "use"] or ["collect"]  # "When you use our services"
    if not _LIMITS.isdisjoint(stems) or not _SAFE.isdisjoint(said):
        actions = []  # "How to limit sharing", "Keeping your data safe"
    if not _ASKED_OF.isdisjoint(said):
        for opening, stated, action in _QUESTIONS:
            if said[0] not in opening or stated.isdisjoint(stems):
                continue
            if action != "collect" or not _W["generic_nouns"].isdisjoint(said[:5]):
                actions = [action, *(actions if action == "collect" else ())]
    if _is_of_document(said):
        actions = []
    if not actions and _is_obtained(said):
        actions = ["collect"]
    if not actions and "provid" in stems and data and any(w.word in ("to", "with") for w in words):
        actions = ["share"]  # "Providing your data to others"
    users = {"exercis", "limit", "opt", "stop"} & set(stems)  # "To opt out of marketing"
    if not actions and purposes and words[0].word in ("to", "for") and not users:
        return Frame((("use", "affirm", "asserts"),), purposes=tuple(purposes))
    return Frame(
        tuple((a, "affirm", "asserts") for a in unique(actions)),
        data=tuple(d for d in data if d != GENERIC),
    )


def _is_of_users(heading: Sequence[str], use: int) -> bool:
    """Whether users use what the provider offers: "when you use our services", "your use of the site"."""
    by_users = heading[use - 1] in ("you", "your") or heading[use + 1 : use + 2] == ["of"]
    return by_users and not _W["instruments"].isdisjoint(heading[use + 1 : use + 7])


def _is_of_document(heading: Sequence[str]) -> bool:
    """Whether a heading is of the document, not of data: "How should this policy be used?", "Terms of use"."""
    asked = heading[-1] == "?" and not _DOCUMENTS.isdisjoint(heading)
    return "terms" in heading or asked and _W["generic_nouns"].isdisjoint(heading)


def _is_obtained(heading: Sequence[str]) -> bool:
    """Whether a heading tells where data come from: "Information you provide", "Data from third parties"."""
    noun = next((k for k, w in enumerate(heading[:5]) if w in _W["generic_nouns"]), None)
    if noun is None or not _BEFORE_NOUN.issuperset(heading[:noun]):
        return False
    after = [w for w in heading[noun + 1 :] if w not in _BEFORE_SOURCE]
    if after[:1] and after[0] in _W["holding"] and "we" in heading:
        return not any(w.endswith("ed") for w in after[1:3])  # "The types of data we may have:"
    given = after[:1] == ["you"] and after[1:2] and after[1] in _W["handing_over"]
    return bool(given) or after[:1] == ["from"] or bool(after) and after[0] in _W["obtained"]


def lead_in_frame(findings: Sequence[Finding], inherited: Frame, *, excepted: bool = False) -> Frame:
    """The strong frame of a lead-in whose own clauses say `findings`; `excepted`: its items are exceptions."""
    if excepted:
        findings = [replace(f, polarity="affirm") for f in findings]
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


_BEFORE_TO = frozenset(
    "limited restricted related relating applies apply".split()
)  # their "to" begins no purpose


def is_excepting(closing: Sequence[str]) -> bool:
    """Whether the last words of a lead-in except its items from what it says ("except in these cases:")."""
    plain = " ".join(w for w in closing if w.isalpha())
    return any(f" {word} " in f" {plain} " for word in _EXCEPTING)


def begins_purpose(item: Sequence[str]) -> bool:
    """Whether an item is an infinitive or a gerund, whose object receives nothing ("protect our users")."""
    first = next((k for k, w in enumerate(item) if w != "to"), 0)
    gerund = item[first].endswith("ing") and bool(_W["determiners"] & set(item[first + 1 : first + 2]))
    return gerund or item[first] in _W["infinitives"]


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


_KINDS = frozenset(["categories", "kinds", "types"])
_ALONE = (["to", ":"], ["additional", "uses", ":"], ["other", "uses", ":"])  # lead-ins of purposes alone
_ANNOUNCED = {"obtain": "collect", "hold": "collect", "ask": "collect", "disclose": "share", "use": "use"}


def announced(reading: Arguments) -> list[Finding]:
    """What a lead-in says in passing: "the information that we collect includes:", "our legal basis is:"."""
    words = {w.word for w in reading.s.words}
    last = len(reading.s.words) - 1
    if {"legal", "lawful"} & words and {"basis", "bases", "grounds"} & words:
        return [Finding("use", 0, last, "lead-in", data=[GENERIC])]
    plain = reading.s.plain
    if {"legitimate", "interests"} <= words and (
        {"processing", "process"} & words or plain[-2] == "interests"
    ):
        return [Finding("use", 0, last, "lead-in", data=[GENERIC], conditions=["LegitimateInterest"])]
    if plain in _ALONE:
        return [Finding("use", 0, last, "lead-in", data=[GENERIC])]
    if plain[-3:] == ["us", "to", ":"] and "recipient" not in reading.s.by_scheme:  # "cookies help us to:"
        data = reading.data(0, last) or reading.antecedent
        return [Finding("use", 0, last, "lead-in", data=data)] if data else []
    if plain[-1:] == [":"] and not any(p.status == "main" for p in reading.predicates):
        kind = next((k for k, w in enumerate(plain) if w in _KINDS and plain[k + 1] == "of"), last)
        if "recipients" in plain[:6] or reading.of("recipient", kind, kind + 5) and not reading.data(0, last):
            return [Finding("share", 0, last, "lead-in")]  # "the recipients of your data are:"
    if _is_obtained(plain) and not any(p.status == "main" for p in reading.predicates):
        return [Finding("collect", 0, last, "lead-in")]  # "Information that you give us:"
    for p in reading.predicates:
        action = _ANNOUNCED.get(p.classes[0])
        if action and p.status == "relative" and "provider" in p.subjects and not p.negated:
            who = reading.concepts("recipient", 0, last) if action == "share" else []
            used = action == "use" and reading.data(0, p.start)
            why = reading.concepts("purpose", p.last, last) if used else []
            return [Finding(action, 0, last, "lead-in", recipients=who, purposes=why)]
    return []


def fill(finding: Finding, frame: Frame) -> Finding:
    """A finding of an item's own clause with what the lead-in adds to it."""
    if finding.rule == "contact" and frame.strong and frame.has("use") and finding.data == ["ContactData"]:
        finding = replace(finding, data=list(frame.data) or [GENERIC])
    if finding.rule == "opt-out":
        return finding  # out of what it names, and nothing more
    if not frame.strong and not finding.purposes and finding.action in ("collect", "use", "share"):
        if not frame.purposes or finding.polarity != "affirm":
            return finding
        return replace(finding, purposes=list(frame.purposes))  # under a heading "To prevent fraud"
    if not frame.strong or not frame.has(finding.action) or finding.rule == "exception":
        return finding
    recipients = finding.recipients
    if finding.action == "share" and recipients == ["Recipient"] and frame.recipients:
        recipients = list(frame.recipients)
    return replace(
        finding,
        recipients=recipients,
        purposes=unique(finding.purposes + list(frame.purposes)),
        conditions=unique(finding.conditions + list(frame.conditions)),
    )


def parts_of(frame: Frame, findings: Sequence[Finding]) -> list[Finding]:
    """What an item of a definition collects in a clause of its own ("information you give us, such as your name")."""
    return [
        replace(
            f, action="define", rule="item-define", polarity=frame.defined, data=parts, broader=frame.broader
        )
        for f in findings
        if f.action == "collect"
        and f.polarity == "affirm"
        and (parts := [d for d in f.data if d not in (GENERIC, frame.broader)])
    ]


def item_findings(
    frame: Frame,
    *,
    data: Sequence[str],
    recipients: Sequence[str],
    purposes: Sequence[str],
    conditions: Sequence[str],
    retention: Sequence[str],
    announced: Sequence[str] = (),
    reached: Sequence[tuple[list[str], list[str]]] = (),
    opens_with_parties: bool = False,
    is_infinitive: bool = False,
    last: int,
) -> list[Finding]:
    """What an item without a clause of its own says under its frame.

    Its data, parties, purposes, conditions and periods are read already.

    Args:
        frame: what governs it.
        announced: purposes that it says its data are for.
        reached: which of those belong to which data, where they do not belong to all.
        opens_with_parties: it begins with parties.
        is_infinitive: it begins with "to", so that it tells what something is done for.
        last: its last position.
    """
    found = []
    if frame.broader and (parts := [d for d in data if d not in (GENERIC, frame.broader)]):
        found.append(
            Finding("define", 0, last, "item-define", frame.defined, data=parts, broader=frame.broader)
        )
    for action, polarity, modality in frame.actions:
        finding = Finding(action, 0, last, f"item-{action}", polarity, modality)
        finding.conditions = unique([*conditions, *frame.conditions])
        to_do = is_infinitive and purposes and (frame.data or not data)  # "We use cookies: / - to bill you"
        if action == "collect" and (frame.purposive or to_do):
            if not purposes:
                continue
            finding.data = list(frame.data) or [GENERIC]
            finding.purposes = unique([*purposes, *frame.purposes])
        elif action == "collect" and data:
            finding.data = list(data)
            finding.purposes = unique([*announced, *frame.purposes])
        elif (
            action == "use"
            and frame.strong
            and frame.purposes
            and data
            and not frame.data
            and not frame.purposive
        ):
            finding.data, finding.purposes = list(data), unique([*announced, *frame.purposes])
        elif action == "use" and (purposes or conditions and not data and not recipients):
            finding.data = list(frame.data) or [GENERIC]
            finding.purposes = unique([*purposes, *frame.purposes])
        elif action == "share" and data and frame.recipients and not (recipients or frame.data):
            finding.data = list(data)
            finding.recipients = list(frame.recipients)
            finding.purposes = unique([*announced, *frame.purposes])
        elif action in ("share", "sell") and (
            recipients
            or conditions
            or purposes
            and (frame.strong or is_infinitive or _EVENTS & set(purposes))
        ):
            finding.data = list(frame.data or (data if recipients else ())) or [GENERIC]
            # under "Service providers help us to:" an item tells what for, not to whom, unless it begins with parties
            told = frame.purposive and frame.recipients and not opens_with_parties
            named = frame.recipients if told else recipients
            finding.recipients = list(named or frame.recipients) or ["Recipient"]
            finding.purposes = unique([*purposes, *frame.purposes]) if action == "share" else []
        elif action == "retain" and (retention or data and frame.retention):
            finding.data = list(data or frame.data) or [GENERIC]
            finding.retention = list(retention or frame.retention)
        else:
            continue
        if reached and finding.data == list(data) and action in ("collect", "share"):
            finding.purposes = list(frame.purposes)
            found += [replace(finding, data=d, purposes=unique([*p, *frame.purposes])) for d, p in reached]
        found.append(finding)
    return found


def reached(reading: Arguments, announced: Sequence[str]) -> list[tuple[list[str], list[str]]]:
    """The data in a list that purposes in it belong to: "calls, an address for billing, searches"; none if to all."""
    end = len(reading.s.words) - 1
    data = reading.of("data", 0, end)
    groups: list[tuple[Mention, list[str]]] = []
    own = False
    for m in reading.of("purpose", 0, end) if len(data) > 1 else []:
        if m.concept not in announced or _ANNOUNCING.isdisjoint(reading.s.span(m.first - 4, m.first - 1)):
            continue
        before = [d for d in data if d.last < m.first]
        if not before:
            return []
        if groups and groups[-1][0] == before[-1]:
            groups[-1][1].append(m.concept)
            continue
        own = own or bool(groups) or belongs_to(reading, before[-1], m)
        groups.append((before[-1], [m.concept]))
    return [(reading.data(d.first, d.last), purposes) for d, purposes in groups] if own else []


def belongs_to(reading: Arguments, data: Mention, purpose: Mention) -> bool:
    """Whether a purpose belongs to the data in front of it alone, since the list goes on, or "that" ties it to them."""
    end = len(reading.s.words) - 1
    following = next((d.first for d in reading.of("data", purpose.last + 1, end)), None)
    if following is not None:
        between = reading.s.span(purpose.last + 1, following)
        if "," in between and _W["openers"].isdisjoint(between):
            return True
    listed = any(w in (",", "and", "or") for w in reading.s.span(0, data.first))
    return listed and "that" in reading.s.span(data.last + 1, purpose.first)


def merge_label(label: Sequence[str], data: Sequence[str]) -> list[str]:
    """The data of an item with its label's, where no more specific item covers that."""
    tax = taxonomy()
    own = [d for d in data if d != GENERIC] or list(data)
    extra = [
        d
        for d in label
        if d != GENERIC and d not in own and not any(d in tax.ancestors(o) for o in own if o in tax.concepts)
    ]
    if extra and own == [GENERIC]:
        own = []
    return unique(extra + own)


def is_open(finding: Finding, *, closed: bool) -> bool:
    """Whether a lead-in's finding only announces what its items then say; a closed one ends in a full stop."""
    if finding.action == "collect":
        return finding.data == [GENERIC]
    if finding.action in ("share", "sell"):
        return finding.recipients == ["Recipient"] or finding.recipients == ["ThirdParty"] and not closed
    if finding.action == "retain":
        return not finding.retention or finding.rule == "lead-in"
    return finding.action == "use" and not finding.purposes
