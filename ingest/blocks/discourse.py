"""What a section has said so far, for words that point back: "this information", "them", "to do this"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from policytrail.ingest.clauses.recipients import ONES_OWN, UNNAMED
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.mentions.terms import Key

_SECTION = -1
_RESUMING = frozenset(
    ["condition-after", "continued", "continued-purpose", "legal-basis"]
)  # say again what was said
# Forms in which data are used, and means: "this information" after these is what they are made of.
_UNPOINTED = frozenset(["AggregatedData", "AnonymisedData", "Cookies", "NonPersonalData"])
_SEEING = frozenset(["Advertiser", "AnalyticsProvider", "MarketingProvider"])
# What others are called when they are spoken of again, and what is theirs.
_ENTITIES = frozenset(
    "companies company network networks plugin plugins provider providers widget widgets".split()
)
_TOOLS = _ENTITIES | {"tool", "tools"}
_OFFERED = _TOOLS | frozenset(
    "app extension feature features it platform program service services software technology".split()
)
_SUCH = frozenset("such these those".split())
_BASES = frozenset(["Contract", "LegitimateInterest", "LegalObligation", "Consent"])


@dataclass(slots=True)
class Discourse:
    """The memory of a reader that goes from block to block."""

    antecedent: list[str] = field(default_factory=list)  # data that "this information" stands for
    latest: list[str] = field(default_factory=list)  # data that the sentence before named, for "it"
    in_block: bool = False  # whether the antecedent stands in the same block, or in the list before it
    only_used: bool = False  # and is no more than used there
    only_denied: bool = False  # and nothing is done with it: no other block means it
    opens_section: bool = True  # whether nothing was named since the heading
    purposes: list[str] = field(default_factory=list)  # named since the heading, for "to do this"
    served: list[str] = field(default_factory=list)  # the same in this block, whatever is done for them
    parties: list[str] = field(default_factory=list)  # named in this block, for "them"
    parties_before: list[str] = field(
        default_factory=list
    )  # named in the block before, for "these companies"
    mentioned: list[str] = field(default_factory=list)  # parties in the last sentence
    previous: list[Finding] = field(default_factory=list)  # what the last sentence that said something said
    previous_start: int = 0  # where that sentence starts
    given: list[Finding] = field(
        default_factory=list
    )  # what the last sentence in this block shared that shared some
    takeover: bool = False  # the last sentence told of a sale of the business
    processed: list[str] = field(default_factory=list)  # collected, for "this processing"
    told_above: list[str] = field(
        default_factory=list
    )  # collected in this section, for "the data listed above"
    collected: set[str] = field(default_factory=set)  # in the whole policy so far
    unjustified: list[Finding] = field(default_factory=list)  # affirmed, for "this processing"
    is_justified: bool = False  # the legal basis of that was told: what follows is another processing
    asked: list[str] = field(default_factory=list)  # the data that the heading asks about
    terms: dict[Key, list[str]] = field(default_factory=dict)  # what the policy coined terms for
    labels: set[Key] = field(default_factory=set)  # of these, the labels in this section
    coining: set[Key] = field(default_factory=set)  # the terms of this block
    section_opened: bool = True  # a heading was passed and no block since
    list_root: int | None = None  # lead-in of the outermost list that the block stands in
    list_data: list[str] = field(default_factory=list)  # named in that list
    list_said: list[Finding] = field(default_factory=list)  # what its items said
    listed: list[Finding] = field(default_factory=list)  # the same of the list before, for the first sentence
    led: list[Finding] = field(default_factory=list)  # what the lead-in of the latest list said

    def enter_section(self, *, pointing: bool, asked: Sequence[str] = ()) -> None:
        """Nothing points back over a heading, but "to do this" to the purpose that it names.

        Args:
            pointing: the heading itself points back ("How do we use it?"), to all that was collected.
            asked: the data that it asks about ("Do you keep my photos?"), for "them" in the answer.
        """
        # with a pointing heading the section before is like a list before
        self.list_root, self.list_data = (_SECTION, self.processed) if pointing else (None, [])
        self.list_said, self.listed, self.led = [], [], []
        self.antecedent, self.previous, self.processed, self.unjustified = [], [], [], []
        self.told_above = []
        self.section_opened = True
        self.parties, self.asked = [], list(asked)
        for label in self.labels:
            self.terms.pop(label, None)
        self.labels = set()

    def enter_block(
        self,
        root: int | None,
        about: Sequence[str],
        label: Collection[Key] = (),
        *,
        points_back: bool = False,
        anew: bool = False,
    ) -> None:
        """Begin a paragraph or an item.

        Args:
            root: the lead-in of the outermost list that the block stands in, None outside of lists.
            about: data that the block's label names.
            label: the label as a term for what follows.
            points_back: it begins with "we use this information", which the paragraph before has named.
            anew: its label is a heading of its own: "this processing" in it is no other block's.
        """
        self.coining = set(label)
        self.labels |= self.coining
        if anew:
            self.processed, self.unjustified, self.is_justified = [], [], False
        self.opens_section, self.section_opened = self.section_opened, False
        self.parties_before, self.parties = self.parties, []
        self.in_block, self.only_used, self.latest, self.mentioned = False, False, [], []
        self.takeover, self.given, self.served = False, [], []
        if self.only_denied:
            self.antecedent, self.only_denied = [], False
        if root != self.list_root:
            if self.list_root is not None and self.list_data:
                # "this information", "the information we collect" after a list: every item (guideline 22)
                self.antecedent, self.in_block = self.list_data, True
            self.listed = self.list_said
            self.list_root, self.list_data, self.list_said = root, [], []
        elif root is None and points_back and not self.opens_section and self.antecedent:
            self.in_block = True
        elif root is None:
            self.antecedent = []  # a paragraph starts anew
        if named := [d for d in about if d != GENERIC]:
            self.antecedent = named
        elif self.opens_section and self.asked:
            self.antecedent = self.latest = self.asked
            self.in_block = True

    def remember(self, findings: Sequence[Finding], start: int, in_words: Sequence[str]) -> None:
        """Keep what a sentence said.

        Args:
            start: where it starts.
            in_words: the data that its own words and its label name, not its lead-in.
        """
        specific = [d for d in in_words if d != GENERIC]
        own = set(specific)
        self.listed = []
        if not findings:
            self.latest = []
            if not self.antecedent:  # "Your messages are encrypted. Nobody else can read them."
                self.antecedent = specific
                self.in_block = bool(self.antecedent)
            return
        named = [
            d
            for f in findings
            # "this data" after a definition is what it defines
            for d in ([f.broader] if f.broader and f.broader != GENERIC else f.data)
            if f.action in ("collect", "share", "define")
            and f.rule != "withheld"
            or d in own
            and (f.rule == "item-use" or f.rule == "active-use" and len(own) > 2)  # a list
        ]
        denied = all(f.polarity == "deny" for f in findings)
        standing = self.antecedent
        self.latest = unique(named or [d for f in findings if f.action == "use" for d in f.data if d in own])
        before = [d for d in self.antecedent if d != GENERIC] if self.in_block else []
        if named:
            self.antecedent, self.in_block, self.opens_section = unique([*before, *named]), True, False
            self.only_used = False
        elif (self.only_used or not self.in_block) and (
            used := [
                d
                for f in findings
                if _uses(f) and own & set(f.data) - _UNPOINTED or _is_of_cookies(f)
                for d in f.data
            ]
        ):
            # "we use your location and other data. We share this information"
            self.antecedent, self.in_block, self.only_used = unique([*before, *used]), True, True
        if self.antecedent is not standing:
            self.only_denied = denied and (self.only_denied or not before)
        if named and self.coining:
            meant = [d for d in self.antecedent if d != GENERIC]
            self.terms |= {term: meant for term in self.coining}
        if self.list_root is not None:
            said_of = [d for f in findings if f.polarity == "affirm" for d in f.data if d in own]
            self.list_data = unique([*self.list_data, *said_of])
        collected = [d for f in findings if f.action == "collect" and f.polarity == "affirm" for d in f.data]
        self.collected.update(collected)
        collected = [d for d in collected if d != GENERIC]
        self.told_above = unique([*self.told_above, *collected])
        if collected and self.is_justified:
            self.processed, self.unjustified, self.is_justified = [], [], False
        self.unjustified += [f for f in findings if f.polarity == "affirm" and f.rule not in _RESUMING]
        self.processed = unique([*self.processed, *collected])
        self.is_justified |= any(self.justifies(f) for f in findings)
        self.purposes = unique(self.purposes + [p for f in findings if f.action == "use" for p in f.purposes])
        self.served = unique(self.served + [p for f in findings for p in f.purposes])
        parties = [r for f in findings for r in f.recipients if r not in ("Recipient", "ThirdParty")]
        self.parties = parties or self.parties
        self.given = [f for f in findings if f.action == "share" and f.polarity == "affirm"] or self.given
        if said := [f for f in findings if f.action != "define"]:
            self.previous = said
            if self.list_root not in (None, _SECTION):
                self.list_said = [*self.list_said, *said]
            if not any(f.rule.startswith("continued") for f in said):
                self.previous_start = start

    def open_list(self, said: Sequence[Finding], headed: Sequence[str], *, inside: bool) -> None:
        """Keep what a lead-in said, for "the data that we use for these purposes" after its list.

        Args:
            said: nothing, of a block that opens no list.
            headed: purposes that a heading right above it names.
            inside: it is itself an item of a list.
        """
        if not (inside and (self.led or not said)):
            self.led = [
                replace(f, purposes=unique([*f.purposes, *headed])) if f.action == "use" else f for f in said
            ]

    def purposes_meant(self, plain: Sequence[str]) -> list[str]:
        """What words for a purpose point to: "this purpose", "to do this" to those of the sentence or list before, "these purposes"
        to those of the block, else to all that the section named."""
        if "purposes" in plain and any(a in _SUCH and b == "purposes" for a, b in pairwise(plain)):
            return self.served or self.purposes
        one = ("purpose" in plain or "do" in plain) and any(
            a == "this" and b == "purpose" or a == "do" and b in ("so", "that", "this")
            for a, b in pairwise(plain)
        )
        if one and not self.listed:
            return unique([p for f in self.previous for p in f.purposes]) or self.purposes
        return self.purposes

    def engages(self, block_start: int) -> bool:
        """Whether the sentence before told of companies who see visitors themselves."""
        return (
            not _SEEING.isdisjoint(self.mentioned)
            or self.previous_start >= block_start
            and any(
                f.action == "share"
                and f.polarity == "affirm"
                and (f.rule == "engage" or f.rule.startswith("third-"))
                and any(r in _SEEING or r.startswith("org:") for r in f.recipients)
                for f in self.previous
            )
        )

    def justifies(self, f: Finding) -> bool:
        """Whether a finding tells the legal basis, the use or the retention of all that is processed."""
        if f.rule in ("legal-basis", "condition-after"):
            return not _BASES.isdisjoint(f.conditions)
        return (
            f.action in ("use", "retain") and len(self.processed) > 1 and set(self.processed) <= set(f.data)
        )

    @property
    def theirs(self) -> tuple[frozenset[str], Sequence[str]]:
        """Words that point to what others have, and these others: "these networks", after a company was named "this tool", just after it "it"."""
        if any(party.startswith("org:") for party in self.mentioned):
            return _OFFERED, [p for p in self.mentioned if p not in UNNAMED | ONES_OWN]
        named = any(party.startswith("org:") for party in self.parties)
        return _TOOLS if named else _ENTITIES if self.parties else frozenset(), self.parties

    def note_parties(self, mentioned: Sequence[str], listed: Sequence[str]) -> None:
        """Keep whom a sentence mentions, for "these companies".

        Args:
            mentioned: all of them.
            listed: the same, where the sentence does nothing but list them ("these companies include A and B"): then
                later sentences mean those, and whom the sentence before mentioned.
        """
        if any(party.startswith("org:") for party in listed):
            self.parties = unique([*self.mentioned, *listed])
        self.mentioned = list(mentioned)
        if not self.parties:
            self.parties = [p for p in mentioned if p not in UNNAMED | ONES_OWN and ":" not in p]


def _uses(f: Finding) -> bool:
    """Whether a finding tells what is, or is not, done with data that its sentence names."""
    return f.action == "use" and f.rule.startswith(("active-use", "passive-use"))


def _is_of_cookies(f: Finding) -> bool:
    """Whether a finding tells what cookies do: "cookies help us to remember you. They also ..."."""
    return f.rule == "enabling" and f.data == ["Cookies"]
