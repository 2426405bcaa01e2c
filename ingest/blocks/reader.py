"""One paragraph, item or row: its label, its sentences one after the other, and the frame for what it governs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policytrail.ingest.blocks.continuations import (
    begun,
    by_those_named,
    conditioned,
    continued,
    described,
    purposed,
    refused_messages,
    unidentifying,
)
from policytrail.ingest.blocks.contrasts import contrasted
from policytrail.ingest.blocks.discourse import Discourse
from policytrail.ingest.blocks.exceptions import excepted
from policytrail.ingest.blocks.fragments import fragment, title_findings
from policytrail.ingest.blocks.frames import Frame, begins_purpose, fill, merge_label, parts_of
from policytrail.ingest.blocks.labels import Label
from policytrail.ingest.blocks.lead_ins import (
    announced,
    excepts,
    gives,
    implied,
    is_duty_of_others,
    is_purposive,
    lead_in_frame,
    other_cases,
    outermost,
    without_announcing,
)
from policytrail.ingest.blocks.parties import parties_named
from policytrail.ingest.blocks.questions import answered
from policytrail.ingest.blocks.quoting import Quoter
from policytrail.ingest.blocks.reasons import interests, legal_basis, purposes_listed
from policytrail.ingest.blocks.resumed import (
    contained,
    goes_on_with_others,
    helped_by_them,
    on_takeover,
    points,
    used_by_them,
)
from policytrail.ingest.blocks.rows import (
    based,
    is_collected,
    kept,
    of_data,
    resting,
    retention_cells,
    row_findings,
    titled,
    within_row,
)
from policytrail.ingest.blocks.sales import sold
from policytrail.ingest.blocks.titles import names_basis, topic_of
from policytrail.ingest.clauses.reading import Reading
from policytrail.ingest.document import Block, Document, Span, bounded
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.mentions.reader import MentionReader
from policytrail.ingest.mentions.terms import COINED, QUOTES, keys
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.tokens import Token, tokens
from policytrail.ingest.words.wordlists import words

_BESIDE = frozenset(["based-on", "derived", "user-shares"])  # rules that leave an item to its frame too
_SEEING = frozenset(["access", "third-access"])  # rules
_NEEDED = frozenset(["necessary", "needed", "required"])
_NEGATIONS = words()["negations"]
_PURPOSES = frozenset(["purpose", "purposes"])
_RESUMED = frozenset(["continued", "lead-in"])  # rules of sentences that go on with those before
_NAMING_DATA = frozenset(["data", "information"])
_CLOSING = _OPENING = 6  # last and first words of a lead-in that tell what its items are
# "We use this information", "In such cases, Example may then disclose that information"; no second clause.
_POINTING_BACK = re.compile(
    r"(?:(?!(?<=, )(?:and|but|so) )[\w’',()-]+ ){0,9}?(?:(?:this|these|such) (?:\w+ )?(?:data|details|info|information|technologies|tools)"
    r"|that (?:data|information)(?! (?:about|are|can|from|is|may|that|we|which|you)))\b",
    re.IGNORECASE,
)
# "The categories of personal information listed above": all that the section told is collected.
_TOLD_ABOVE = re.compile(
    r"(?<!some of the )(?<!certain )\b(?:data|details|information) (?:\w+ )?(?:described|identified|listed|mentioned|outlined|set out) above\b",
    re.IGNORECASE,
)
_NOTHING = Reading(Sentence([], []), [])


@dataclass(frozen=True, slots=True)
class Tools:
    """What all blocks of one policy are read with: `discourse` holds what they have said so far."""

    document: Document
    mentions: MentionReader
    quoter: Quoter
    discourse: Discourse

    def add_title(self, reading: Reading, frame: Frame, block: Block) -> None:
        """Keep what a heading or label alone says as an item of its frame."""
        findings = title_findings(reading, frame)
        words = reading.s.words
        self.quoter.add(findings, reading.s, block, earlier=self.discourse.previous_start)
        self.discourse.remember(findings, words[0].start if words else 0, reading.data(0, len(words) - 1))


class BlockReader:
    """Reads one block.

    Args:
        tools: what the whole policy is read with.
        block: a paragraph, an item or a row.
        inherited: the frame of what governs it.
        governs: other blocks are its items.
        defines: it stands in a glossary, which says nothing but what words mean.
    """

    def __init__(self, tools: Tools, block: Block, inherited: Frame, *, governs: bool, defines: bool) -> None:
        self.tools = tools
        self.text = tools.document.text
        self.now = tools.discourse
        self.block, self.inherited, self.governs, self.defines = block, inherited, governs, defines
        self.label = self.read_label()
        self.label_data = self.label.data if self.label else []
        self.frame = self.label.framed(inherited) if self.label else inherited
        self.topic = topic_of(self.label.sentence) if self.label else ""
        self.cells = retention_cells(tools.document, block)
        by_title = titled(tools.document, block)
        self.columns = of_data(by_title)
        self.row_data = self.named(self.cells[0]) if self.cells else []
        self.basis_cells, self.bases = based(tools.mentions, by_title)
        if self.bases and not self.frame.actions:  # what a purpose with a legal basis is of is a use
            self.frame = replace(self.frame, actions=(("use", "affirm", "asserts"),))
        self.reading = _NOTHING  # of the last sentence
        self.row: Finding | None = None  # what a row of data is about

    def read_label(self) -> Label | None:
        """The block's label, if it has one with a word in it."""
        if not self.block.label:
            return None
        parties = self.inherited.parties
        sentence = self.tools.mentions.read(self.block.label, title=not parties, parties=parties)
        return Label(sentence) if any(w.isalpha() for w in sentence.plain) else None

    def named(self, span: Span) -> list[str]:
        """Data that words name outside of a sentence."""
        title = self.tools.mentions.read(span, title=True)
        return [d for d in Reading(title, []).data(0, len(title.words) - 1) if d != GENERIC]

    def is_in(self, word: Token, role: str) -> bool:
        """Whether a word stands in a cell of a row of data whose title announces this."""
        return any(a <= word.start < b for a, b in self.columns.get(role, ()))

    def read(self) -> Frame | None:
        """Read the sentences and keep what they say; the frame for the items, if the block governs any."""
        label = self.label
        root = outermost(self.tools.document, self.block)
        self.now.enter_block(
            root,
            self.label_data,
            keys(label.sentence) if label else (),
            points_back=bool(_POINTING_BACK.match(self.text, self.block.start, self.block.end)),
            anew=label is not None and not label.is_attribute,
        )
        headed = self.now.purposes if self.now.opens_section else []
        if label:  # "Advertisers. They may place cookies"
            self.now.note_parties(label.reading.concepts("recipient", 0, len(label.sentence.words) - 1), ())
        said: list[Finding] = []
        final: list[Finding] = []
        if self.columns:
            collects = self.frame.has("collect") or is_collected(self.tools.document, self.block)
            row, self.row, findings = row_findings(
                self.tools.mentions, self.block, self.columns, collects=collects
            )
            self.tools.quoter.add(findings, row.s, self.block)
        spans = [part for span in self.block.sentences for part in bounded(self.text, span)]
        for at, span in enumerate(spans):
            last = at == len(spans) - 1
            found = self.read_sentence(span, first=at == 0, opens_list=last and self.governs)
            said += found
            if last:  # what follows a way out tells how to take it
                final = [f for f in found if f.rule != "opt-out"]
        self.now.open_list(final if self.governs else (), headed, inside=root is not None)
        affirmed = any(f.polarity == "affirm" for f in said)
        if (
            label
            and self.frame.actions
            and not affirmed
            and label.sentence.word(0) not in _NEGATIONS  # "No third-party ads"
            and {d for f in said for d in f.data}.isdisjoint(label.data)
        ):
            self.tools.add_title(label.reading, self.inherited, self.block)
        return self.frame_for_items(final) if self.governs else None

    # --- sentences ------------------------------------------------------------------------------

    def read_sentence(self, span: Span, *, first: bool, opens_list: bool) -> list[Finding]:
        """What one sentence says; kept, but for what only announces the items of a list that it opens."""
        now, frame = self.now, self.frame
        listed = len(now.told_above) > 2  # and it is not one section of many
        if listed and _TOLD_ABOVE.search(self.text, *span):
            now.antecedent, now.in_block = now.told_above, True
        sentence = self.tools.mentions.read(
            span,
            cookies="Cookies" in now.antecedent and not goes_on_with_others(self.text, span, now),
            just_named=bool(now.latest),
            in_block=now.in_block,
            in_section=not now.opens_section,
            parties=frame.parties and first,
            engaged=now.engages(self.block.start),
            terms=now.terms,
            labels=now.labels,
            theirs=now.theirs,
        )
        if not sentence.words:
            return []
        sentence.implied, sentence.needed = frame.implied, frame.needed
        of_use = first and frame.strong and frame.has("use") or self.is_in(sentence.words[0], "purposes")
        if of_use and gives(sentence):
            sentence.implied = sentence.implied or "affirm"
        parties_before = () if self.label else now.parties_before
        meant = now.purposes_meant(sentence.plain)
        reading = Reading(
            sentence, now.antecedent, meant, now.parties, now.latest, self.topic, parties_before
        )
        self.reading = reading
        findings = self.findings(reading, first=first)
        passing = reading.in_passing(findings)
        if self.cells and self.cells[1][0] <= span[0] < self.cells[1][1]:
            periods = reading.periods(0, len(sentence.words) - 1)
            findings = kept(reading, findings, periods, self.row_data)
        if self.bases:
            inside = any(a <= span[0] < b for a, b in self.basis_cells)
            findings = resting(findings, on=self.bases, tells_basis=inside)
        if self.defines and (self.label or reading.about or sentence.word(0) in QUOTES):
            findings = [f for f in findings if f.action == "define" or f.rule == "nature"]
            passing = []
        told = without_announcing(findings, reading) if opens_list else findings
        label = self.label.sentence if self.label and first else None
        self.tools.quoter.add(
            [*told, *passing], sentence, self.block, label=label, earlier=now.previous_start
        )
        self.remember(findings, reading)
        return findings

    def findings(self, reading: Reading, *, first: bool) -> list[Finding]:
        """What a sentence says by its clauses, else as what goes on with the ones before, else under its frame."""
        frame, block = self.frame, self.block
        if self.row:  # its cells are read by their titles
            of_data = self.is_in(reading.s.words[0], "data")
            return within_row(reading.read(), self.row, of_data=of_data)
        # "for any purpose" is not for that of the heading
        said = reading.s.said
        whatever = not frame.strong and "any" in said and not _PURPOSES.isdisjoint(said)
        above = replace(frame, purposes=()) if whatever else frame
        findings = [fill(f, above) for f in reading.read()]
        self.topic = reading.about
        findings = on_takeover(reading, findings, self.now)
        if self.label:
            findings = [self.label.added(f, frame, first=first) for f in findings]
        findings = self.carried_on(reading, findings, first=first)
        beside = _BESIDE
        if first and frame.strong and frame.has("use") and begins_purpose(reading.s.plain):
            beside = _BESIDE | {"opt-out"}  # "to send you offers, of which you can opt out"
        clauses = [
            f for f in findings if f.action != "define" and f.rule not in beside or f.polarity == "deny"
        ]
        remarks = first and frame.has("collect") and reading.only_remarks
        if not clauses or remarks:
            listed = fragment(
                reading, frame, block, self.label, first=first, alone=first and not self.governs
            )
            if clauses:  # purposes may be those of the remarks
                denied = {d for f in clauses if f.polarity == "deny" for d in f.data}
                listed = [
                    replace(f, data=[d for d in f.data if d not in denied], purposes=list(frame.purposes))
                    for f in listed
                    if f.action == "collect"
                ]
            findings = findings + listed
        elif frame.broader and first:
            findings = findings + parts_of(frame, findings)
        findings = findings + contained(
            findings, self.now, whole=self.label_data, collects=frame.has("collect") or points(reading.s)
        )
        here = self.now.previous_start >= self.block.start
        findings = findings + sold(reading, findings, self.now.previous if here else ())
        return contrasted(reading, findings)

    def carried_on(self, reading: Reading, findings: list[Finding], *, first: bool) -> list[Finding]:
        """The findings of a sentence's clauses with what it adds to the sentences before."""
        now, frame = self.now, self.frame
        begins_item = first and self.block.kind == "item" and frame.strong and bool(frame.actions)
        if not begins_item and all(f.action == "define" or f.rule == "enabling" for f in findings):
            carried = continued(reading, now)
            if findings and findings[0].rule == "enabling":
                # "this may include data that help us to bill you, such as your name"
                carried = [f for f in carried if f.data != [GENERIC]]
                findings = [f for f in findings if f.action == "define"] if carried else findings
            if first and self.topic and findings:  # what a label covers is no further use
                carried = [f for f in carried if f.action != "use"]
            if first:
                carried = [replace(f, data=merge_label(self.label_data, f.data)) for f in carried]
            findings = findings + carried
        if not findings and not now.previous and frame.has("collect"):
            findings = begun(reading)
        if now.previous_start >= self.block.start:
            findings = unidentifying(reading, findings, now)
            findings = by_those_named(reading, findings, now)
            findings = findings or used_by_them(reading, now) or helped_by_them(reading, now)
        if not findings and first and (question := self.asked()):
            findings = answered(question, reading, self.tools.mentions)
        findings = findings or excepted(reading, now) or legal_basis(reading, now)
        here = now.previous_start >= self.block.start
        if not findings and now.in_block:
            findings = conditioned(reading, now)
        if not findings and here:
            findings = refused_messages(reading, now)
        findings = findings or interests(reading, now) or purposes_listed(reading, now)
        # "we do this to bill you, and we never sell it"
        resumed = here and reading.s.span(0, 1) == ["we", "do"]
        if resumed or not findings and (here or now.listed and not self.label):
            findings = [*purposed(reading, now), *findings]
        return findings

    def asked(self) -> str:
        """The question that the block answers, if its heading is one."""
        if self.block.heading is None:
            return ""
        heading = self.tools.document.blocks[self.block.heading]
        asked = self.text[heading.start : heading.end]
        return asked if asked.endswith("?") else ""

    def remember(self, findings: Sequence[Finding], reading: Reading) -> None:
        """Keep what a sentence said, for those that point back to it."""
        now, end = self.now, len(reading.s.words) - 1
        in_words = [*self.label_data, *reading.data(0, end)] if findings else described(reading)
        now.coining |= keys(reading.s, COINED)
        now.remember(findings, reading.s.words[0].start, in_words)
        now.note_parties(reading.concepts("recipient", 0, end), parties_named(reading))
        now.takeover = "BusinessTransferEvent" in reading.concepts("condition", 0, end)

    # --- the list that the block opens --------------------------------------------------------------

    def frame_for_items(self, final: Sequence[Finding]) -> Frame:
        """The frame for the items, from what the last sentence says (`final`) and how it ends."""
        now, frame, reading = self.now, self.frame, self.reading
        said = list(final) or announced(reading)
        if not said and now.in_block and "following" in reading.s.said:
            said = [replace(f, data=[]) for f in now.previous if f.action == "share" and f.recipients]
        if not _NAMING_DATA.isdisjoint(reading.s.plain[:_OPENING]):  # "the data used for this include:"
            said = [replace(f, data=[]) if f.rule in _RESUMED and f.data == [GENERIC] else f for f in said]
        if frame.strong and frame.recipients and not frame.data and all(f.rule == "item-share" for f in said):
            said = [replace(f, data=[]) for f in said]  # "they can see: / your calls: / their date"
        ending = tokens(self.text, self.block.start, self.block.end)[-_CLOSING:]
        own = self.tools.mentions.provider_positions(ending)
        closing = ["we" if k in own else w.word for k, w in enumerate(ending)]
        others = other_cases(reading.s)
        made = lead_in_frame(said, frame, excepted=excepts(reading, said, others)) if said else frame
        if not said and frame.strong and self.block.kind == "item":
            # "Unless you have changed your settings:"
            set_here = reading.conditions(0, len(reading.s.words) - 1, collects=frame.has("collect"))
            made = replace(made, conditions=tuple(unique([*frame.conditions, *set_here])))
        needed = not _NEEDED.isdisjoint(closing) or names_basis(reading.s)
        made = replace(made, purposive=is_purposive(closing), implied=implied(closing), needed=needed)
        if others:  # its own cases are none of theirs
            purposes = [c for c in made.purposes if c != "LegalCompliance" or c in frame.purposes]
            made = replace(made, conditions=frame.conditions, purposes=tuple(purposes))
        open_share = made.has("share") and not (made.recipients or made.data)
        if open_share and "you" not in reading.s.said and reading.lists_data():
            made = replace(made, recipients=("Recipient",))  # "we have disclosed the following data:"
        seen = any(
            f.action == "share" and f.rule in _SEEING and not f.data for f in said
        )  # its items tell what, not who
        made = replace(made, shows=seen)
        if made.has("share") and not (made.purposive or seen):
            end = len(reading.s.words) - 1
            plain = reading.s.plain
            # "these following vendors to do so:"
            told = plain.index("following") if "following" in plain else end
            named = reading.of("recipient", end - 6, end) or reading.of("recipient", told, told + 4)
            made = replace(made, parties=bool(named))
        if closing[-1:] and closing[-1] in (".", ";"):  # closed: its condition is its own
            made = replace(made, conditions=frame.conditions)
            denies = any(polarity == "deny" for _, polarity, _ in made.actions)
            if (frame.strong or denies) and self.block.kind == "item":
                made = self.inherited  # what is set below a closed item stands beside it
        return Frame() if is_duty_of_others(closing) else made
