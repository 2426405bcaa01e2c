"""Frames: what a lead-in, a heading or a run-in label says about the items that it governs.

Most statements of a policy stand in lists: "We may share your information with: / Payment
processors". A frame is the half of such a statement that the lead-in says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.wordlists import words
from policytrail.ontology.taxonomy import taxonomy

_W = words()
_EVENTS = frozenset(["BusinessTransfer", "LegalCompliance", "RightsProtection"])
_GROUNDS = frozenset(["Consent", "Contract", "LegalObligation", "LegitimateInterest"])
_ANNOUNCING = frozenset("for in that to".split())


@dataclass(frozen=True, slots=True)
class Frame:
    """What governs a block: actions with polarity and modality, and the slots that are filled."""

    actions: tuple[tuple[str, str, str], ...] = ()  # (action, polarity, modality)
    data: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    retention: tuple[str, ...] = ()  # how long what the items name is kept
    conditions: tuple[str, ...] = ()
    asked: bool = False  # from a question, which the block answers
    strong: bool = False  # from a lead-in, not only from a heading
    broader: str | None = None  # a definition whose parts are the items ("CPNI includes:")
    defined: str = "affirm"
    implied: Literal["", "affirm", "deny"] = ""  # the lead-in ends in its subject ("we will:", "we do not:")
    needed: bool = False  # the lead-in ends in "where it is necessary to:"
    parties: bool = False  # the lead-in ends in parties ("with these companies:"), whom the items name
    shows: bool = False  # the lead-in tells who sees what its items name ("they can see the following data:")
    purposive: bool = False  # the lead-in ends in "to:" or "for the following purposes:"

    def has(self, action: str) -> bool:
        """Whether the frame says this action."""
        return any(a == action for a, _, _ in self.actions)


def fill(finding: Finding, frame: Frame) -> Finding:
    """A finding of an item's own clause with what the lead-in adds to it."""
    if finding.rule == "contact" and frame.strong and frame.has("use") and finding.data == ["ContactData"]:
        finding = replace(finding, data=list(frame.data) or [GENERIC])
    if finding.rule == "opt-out":
        return finding  # out of what it names, and nothing more
    if finding.recipients == ["Recipient"] and frame.recipients and not frame.strong:
        finding = replace(finding, recipients=list(frame.recipients))  # under a heading "Advertisers"
    if not frame.strong and not finding.purposes and finding.action in ("collect", "use", "share"):
        if not frame.purposes or finding.polarity != "affirm":
            return finding
        return replace(finding, purposes=list(frame.purposes))  # under a heading "To prevent fraud"
    shared = finding.action == "share" and finding.polarity == "affirm" and not frame.has("share")
    if frame.strong and frame.has("use") and shared and finding.rule != "exception":
        # "our legitimate interests are: - to share it with our affiliates"
        grounds = [c for c in frame.conditions if c in _GROUNDS]
        return replace(finding, conditions=unique(finding.conditions + grounds))
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
            or not frame.shows
            and (conditions or purposes and (frame.strong or is_infinitive or _EVENTS & set(purposes)))
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


def begins_purpose(item: Sequence[str]) -> bool:
    """Whether an item is an infinitive or a gerund, whose object receives nothing ("protect our users")."""
    first = next((k for k, w in enumerate(item) if w != "to"), 0)
    gerund = item[first].endswith("ing") and bool(_W["determiners"] & set(item[first + 1 : first + 2]))
    return gerund or item[first] in _W["infinitives"]


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
    before = reading.s.span(0, data.first - 1)
    listed = any(w in (",", "and", "or") for w in before)
    whole = before[:1] and before[0] in _W["generic_nouns"] or before[-1:] == ["other"]
    # not "information such as your name and address that we need", "purchase and other data that we use"
    return listed and not whole and "that" in reading.s.span(data.last + 1, purpose.first)


def merge_label(label: Sequence[str], data: Sequence[str], *, includes: bool = False) -> list[str]:
    """The data of an item with its label's, where no more specific item covers that, or it is said to include them."""
    tax = taxonomy()
    own = [d for d in data if d != GENERIC] or list(data)
    extra = [
        d
        for d in label
        if d != GENERIC
        and d not in own
        and (includes or not any(d in tax.ancestors(o) for o in own if o in tax.concepts))
    ]
    if extra and own == [GENERIC]:
        own = []
    return unique(extra + own)


def only_announces(finding: Finding, *, closed: bool) -> bool:
    """Whether a lead-in's finding only announces what its items then say; a closed one ends in a full stop."""
    if finding.action == "collect":
        return finding.data == [GENERIC]
    if finding.action in ("share", "sell"):
        return finding.recipients == ["Recipient"] or finding.recipients == ["ThirdParty"] and not closed
    if finding.action == "retain":
        return not finding.retention or finding.rule == "lead-in"
    return finding.action == "use" and not finding.purposes
