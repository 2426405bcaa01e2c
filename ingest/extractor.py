"""The built-in extractor: blocks -> sentences -> mentions -> clauses and frames -> statements.

No model and no network: structure and closed word classes carry it (rules/), the vocabulary is the
ontology's labels. Every statement names the rule that made it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policytrail.ingest.clauses import Reading
from policytrail.ingest.continuations import (
    conditioned,
    contained,
    continued,
    interests,
    legal_basis,
    parties_named,
    purposed,
)
from policytrail.ingest.discourse import Discourse
from policytrail.ingest.document import Block, Document, Span
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.frames import (
    Frame,
    announced,
    begins_purpose,
    fill,
    heading_frame,
    implied,
    is_duty_of_others,
    is_excepting,
    is_open,
    is_purposive,
    item_findings,
    lead_in_frame,
    merge_label,
    parts_of,
    reached,
)
from policytrail.ingest.inline_lists import with_inline_lists
from policytrail.ingest.mentions import MentionReader
from policytrail.ingest.quoting import Quoter
from policytrail.ingest.sentence import Sentence
from policytrail.ingest.statement import Statement
from policytrail.ingest.terms import COINED, keys
from policytrail.ingest.titles import granted, kept, names_basis, retention_cells, topic_of
from policytrail.ingest.tokens import stem, tokens
from policytrail.ingest.wordlists import verb_classes, words

_LONGEST = 2500  # characters of a sentence that are read at once: no sentence that a person wrote is longer
_W = words()
_FINITE = _W["finite"]
_BESIDE = frozenset(["based-on", "derived", "user-shares"])  # rules that leave an item to its frame too
_GLOSSARY = frozenset(["definitions", "glossary"])
_GIVING = frozenset(["disclose", "give"])
_OCCASIONS = frozenset(["if", "when", "whenever"])
_WORKING = frozenset(map(stem, _W["working"]))


def extract(document: Document, policy: str, provider_names: Sequence[str] = ()) -> list[Statement]:
    """What the policy says about data, in reading order.

    Args:
        document: the policy's text and blocks.
        policy: the policy's slug, which every statement carries.
        provider_names: names that the provider calls itself; they act like "we".
    """
    return _Extractor(with_inline_lists(document), policy, provider_names).run()


def bounded(text: str, span: Span) -> Iterator[Span]:
    """A sentence in parts that can be read in bounded time, cut at a sign where it has one."""
    start, end = span
    while end - start > _LONGEST:
        cut = max(text.rfind(sign, start + _LONGEST // 2, start + _LONGEST) for sign in (";", ",", " "))
        cut = cut + 1 if cut > start else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def gives(sentence: Sentence) -> bool:
    """Whether an item of what data are used for tells whom they are given to: "provide reports to vendors"."""
    return sentence.word(1) != "you" and not _GIVING.isdisjoint(verb_classes().get(sentence.stem(0), ())[:1])


class _Extractor:
    def __init__(self, document: Document, policy: str, provider_names: Sequence[str]) -> None:
        self.document = document
        self.mentions = MentionReader(document.text, provider_names)
        self.frames: dict[int, Frame] = {}
        self.governing = {b.parent for b in document.blocks if b.parent is not None}
        self.discourse = Discourse()
        self.quoter = Quoter(document, policy)
        self.in_glossary = False

    def run(self) -> list[Statement]:
        heading: int | None = None
        for index, block in enumerate(self.document.blocks):
            if block.boilerplate:
                continue
            if block.kind != "heading" and block.heading != heading:
                heading = block.heading
                self.discourse.enter_section(pointing=self.points_back(heading))
                self.in_glossary = self.is_glossary(heading)
            inherited = self.frames.get(block.parent if block.parent is not None else block.heading, Frame())  # type: ignore[arg-type]
            if block.kind == "heading":
                self.read_heading(index, block, inherited)
            else:
                self.read_block(index, block, inherited)
        return sorted(self.quoter.statements, key=lambda s: (s.start, s.end))

    # --- blocks ---------------------------------------------------------------------------------

    def read_heading(self, index: int, block: Block, inherited: Frame) -> None:
        """A heading frames what stands under it; under a lead-in it is an item too (guideline 23)."""
        sentence = self.mentions.read((block.start, block.end), title=True)
        reading = Reading(sentence, [])
        last = len(sentence.words) - 1
        frame = heading_frame(sentence.words, reading.data(0, last), reading.concepts("purpose", 0, last))
        frame = replace(frame, needed=names_basis(sentence))
        self.discourse.purposes = reading.concepts("purpose", 0, last)
        if inherited.strong and block.parent is not None:
            inherited = replace(inherited, conditions=(*inherited.conditions, *granted(sentence)))
            self.read_fragment(sentence, reading, inherited, block)
            frame = inherited
        self.frames[index] = frame

    def points_back(self, heading: int | None) -> bool:
        """Whether a heading asks about the data of the section before: "How do we use it?"."""
        if heading is None:
            return False
        block = self.document.blocks[heading]
        return any(
            w.word in ("it", "this", "these", "such")
            for w in tokens(self.document.text, block.start, block.end)
        )

    def is_glossary(self, heading: int | None) -> bool:
        """Whether a heading, or one above it, announces what words mean: nothing else is said there."""
        while heading is not None:
            block = self.document.blocks[heading]
            if not _GLOSSARY.isdisjoint(w.word for w in tokens(self.document.text, block.start, block.end)):
                return True
            heading = block.heading
        return False

    def read_block(self, index: int, block: Block, inherited: Frame) -> None:
        """A paragraph, item or row: its label, its sentences, and the frame for what it governs."""
        named = inherited.parties
        label = self.mentions.read(block.label, title=not named, parties=named) if block.label else None
        if label and not any(w.word.isalpha() for w in label.words):
            label = None
        frame = self.with_label(inherited, label)
        found_any: list[Finding] = []
        now = self.discourse
        label_data = Reading(label, []).data(0, len(label.words) - 1) if label else []
        now.enter_block(self.outermost(block), label_data, keys(label) if label else ())
        topic = topic_of(label) if label else ""
        final: list[Finding] = []
        spans = [part for span in block.sentences for part in bounded(self.document.text, span)]
        cells = retention_cells(self.document, block)
        row_data = self.named(cells[0]) if cells else []
        reading = Reading(Sentence([], []), [])  # of the last sentence
        for at, span in enumerate(spans):
            sentence = self.mentions.read(
                span,
                cookies="Cookies" in now.antecedent,
                in_block=now.in_block,
                in_section=not now.opens_section,
                parties=frame.parties and at == 0,
                terms=now.terms,
            )
            if not sentence.words:
                continue
            sentence.implied, sentence.needed = frame.implied, frame.needed
            if at == 0 and frame.strong and frame.has("use") and gives(sentence):
                sentence.implied = sentence.implied or "affirm"
            reading = Reading(
                sentence,
                now.antecedent,
                now.purposes,
                now.parties,
                now.latest,
                topic,
                () if label else now.parties_before,
            )
            findings = [fill(f, frame) for f in reading.read()]
            topic = reading.about
            if label:
                findings = [self.add_label(f, label, frame, first=at == 0) for f in findings]
            begins_item = at == 0 and block.kind == "item" and frame.strong and bool(frame.actions)
            if (
                not begins_item
                and not [f for f in findings if f.action != "define"]
                and (carried := continued(reading, now))
            ):
                if at == 0:
                    carried = [replace(f, data=merge_label(label_data, f.data)) for f in carried]
                findings += carried
            if not findings:
                findings = legal_basis(reading, now)
            if not findings and now.in_block:
                findings = conditioned(reading, now)
            if not findings:
                findings = interests(reading, now)
            if not findings and now.previous_start >= block.start:
                findings = purposed(reading, now)
            last = at == len(spans) - 1
            open_list = last and index in self.governing
            if not any(
                f.action != "define" and f.rule not in _BESIDE or f.polarity == "deny" for f in findings
            ):
                findings += self.fragment(sentence, reading, frame, block, first=at == 0, label=label)
            elif frame.broader and at == 0:
                findings += parts_of(frame, findings)
            findings += contained(findings, now, collects=frame.has("collect"))
            if cells and cells[1][0] <= span[0] < cells[1][1]:
                findings = kept(reading, findings, reading.periods(0, len(sentence.words) - 1), row_data)
            if self.in_glossary:
                findings = [f for f in findings if f.action == "define"]
            to_purposes = open_list and is_purposive(sentence.plain[-6:])
            but_items = open_list and is_excepting(sentence.plain[-14:])
            items_tell_when = not _OCCASIONS.isdisjoint(sentence.plain[-4:])  # "we collect data when you:"
            told = [
                f
                for f in findings
                if not (
                    open_list
                    and is_open(f, closed=sentence.plain[-1] == ".")
                    and not (but_items and f.polarity == "deny")
                    and not (items_tell_when and f.action == "collect")
                )
                and not (to_purposes and f.action in ("share", "use") and not f.purposes)
            ]
            self.quoter.add(
                told, sentence, block, label=label if at == 0 else None, earlier=now.previous_start
            )
            found_any += findings
            if last:  # what follows a way out tells how to take it
                final = [f for f in findings if f.rule != "opt-out"]
            in_words = [*label_data, *reading.data(0, len(sentence.words) - 1)] if findings else []
            now.coining |= keys(sentence, COINED)
            now.remember(findings, sentence.words[0].start, in_words)
            now.note_parties(
                reading.concepts("recipient", 0, len(sentence.words) - 1), parties_named(reading)
            )
        affirmed = [f for f in found_any if f.polarity == "affirm"]
        denied = {d for f in found_any for d in f.data}
        if label and not affirmed and frame.actions and not denied & set(label_data):
            self.read_fragment(label, Reading(label, []), inherited, block)
        if index in self.governing:
            said = final or announced(reading)
            if not said and now.in_block and "following" in reading.s.plain:
                said = [replace(f, data=[]) for f in now.previous if f.action == "share" and f.recipients]
            ending = tokens(self.document.text, block.start, block.end)[-14:]
            own = self.mentions.provider_positions(ending)
            closing = ["we" if k in own else w.word for k, w in enumerate(ending)]
            made = lead_in_frame(said, frame, excepted=is_excepting(closing)) if said else frame
            closing = closing[-6:]
            needed = not {"necessary", "needed", "required"}.isdisjoint(closing) or names_basis(reading.s)
            made = replace(made, purposive=is_purposive(closing), implied=implied(closing), needed=needed)
            if made.has("share") and not made.purposive:
                end = len(reading.s.words) - 1
                made = replace(made, parties=bool(reading.of("recipient", end - 6, end)))
            if closing[-1:] and closing[-1] in (".", ";"):  # closed: its condition is its own
                made = replace(made, conditions=frame.conditions)
                denies = any(polarity == "deny" for _, polarity, _ in made.actions)
                if (frame.strong or denies) and block.kind == "item":
                    made = inherited  # what is set below a closed item stands beside it
            self.frames[index] = Frame() if is_duty_of_others(closing) else made

    def named(self, span: Span) -> list[str]:
        """Data that words name outside of a sentence."""
        title = self.mentions.read(span, title=True)
        return [d for d in Reading(title, []).data(0, len(title.words) - 1) if d != GENERIC]

    def outermost(self, block: Block) -> int | None:
        """The lead-in of the outermost list that an item stands in."""
        root = None
        while block.kind in ("item", "row") and block.parent is not None:
            root = block.parent
            block = self.document.blocks[root]
        return root

    def with_label(self, frame: Frame, label: Sentence | None) -> Frame:
        """The frame of a block with what its run-in label fills in."""
        if label is None:
            return frame
        reading = Reading(label, [])
        end = len(label.words) - 1
        own = heading_frame(label.words, [])
        actions = frame.actions if frame.strong else own.actions or frame.actions
        asks = {"request", "complianc", "comply", "requirement", "enforc"} & {w.stem for w in label.words}
        recipients = [] if asks else reading.concepts("recipient", 0, end)
        return replace(frame, actions=actions, recipients=tuple(recipients) or frame.recipients)

    def add_label(self, finding: Finding, label: Sentence, frame: Frame, *, first: bool) -> Finding:
        """A finding with what the block's label adds (guideline 12)."""
        reading = Reading(label, [])
        end = len(label.words) - 1
        if finding.rule != "opt-out" and (
            finding.action == "use"
            and frame.has("use")
            or finding.action == "share"
            and finding.polarity == "affirm"
        ):
            finding.purposes = unique(finding.purposes + reading.concepts("purpose", 0, end))
        if finding.action in ("share", "sell") and finding.polarity == "affirm":
            finding.conditions = unique(finding.conditions + reading.concepts("condition", 0, end))
            if finding.recipients == ["Recipient"] and frame.has("share") and frame.recipients:
                finding.recipients = list(frame.recipients)
        if finding.action == "retain" and finding.data == [GENERIC]:
            finding.data = [d for d in reading.data(0, end) if d != GENERIC] or finding.data
        if first and finding.action == "collect" and finding.polarity == "affirm" and frame.has("collect"):
            finding.data = merge_label(reading.data(0, end), finding.data)
        return finding

    def fragment(
        self,
        sentence: Sentence,
        reading: Reading,
        frame: Frame,
        block: Block,
        *,
        first: bool,
        label: Sentence | None,
    ) -> list[Finding]:
        """What a sentence without a clause of ours says under its frame."""
        if not (frame.actions or frame.broader) or not (
            frame.strong or block.kind in ("item", "row") or block.label
        ):
            return []
        end = len(sentence.words) - 1
        if not first and any(p.status == "main" for p in reading.predicates):
            return []
        clause = self.is_clause(sentence)
        data = [] if clause else reading.data(0, end)
        recipients = (
            reading.recipients(0, end, direct=not begins_purpose(sentence.plain))
            if not clause or frame.has("share") and first and sentence.word(0) in _W["provider"]
            else []
        )
        purposes = (
            reading.announced(0, end) if reading.begins_with_data() else reading.concepts("purpose", 0, end)
        )
        conditions = reading.conditions(0, end, collects=frame.has("collect"))
        named: list[str] = []
        if label:
            over = Reading(label, [])
            last = len(label.words) - 1
            if not clause:
                data = merge_label(over.data(0, last), data)
            named = over.concepts("recipient", 0, last) + over.concepts("condition", 0, last)
            recipients = unique(over.concepts("recipient", 0, last) + recipients)
            purposes = unique(over.concepts("purpose", 0, last) + purposes)
            conditions = unique(over.concepts("condition", 0, last) + conditions)
            conditions = unique(conditions + granted(label))
        if clause and frame.has("share") and not frame.strong and not named:
            return []  # under a heading alone, a sentence on other matters
        if clause and (not first or any(polarity == "deny" for _, polarity, _ in frame.actions)):
            return []
        if frame.purposive and frame.has("use") and sentence.stem(0) in _WORKING:
            # "we use information to: analyse your browsing data": what the item works on is used
            worked_on = reading.objects(1, end, reopened=False)
            frame = replace(frame, data=tuple(worked_on) or frame.data)
        if frame.data == (GENERIC,) and recipients and "including" in sentence.plain:
            at = sentence.plain.index("including")
            if sentence.word(at + 1) == "your":  # "emergency services, including your location"
                frame = replace(frame, data=(GENERIC, *reading.data(at, end)))
        announced = reading.purposes(0, end)
        return item_findings(
            frame, data=data, recipients=recipients, purposes=purposes, conditions=conditions,
            retention=reading.periods(0, end), announced=announced, reached=reached(reading, announced),
            opens_with_parties=any(m.first <= 2 for m in reading.of("recipient", 0, end))
            and not begins_purpose(sentence.plain),
            last=end,
        )  # fmt: skip

    def read_fragment(self, sentence: Sentence, reading: Reading, frame: Frame, block: Block) -> None:
        """Emit what a heading or label alone says as an item of its frame."""
        end = len(sentence.words) - 1
        findings = item_findings(
            frame, data=reading.data(0, end), recipients=reading.concepts("recipient", 0, end),
            purposes=reading.concepts("purpose", 0, end), conditions=reading.conditions(0, end),
            retention=reading.periods(0, end), last=end,
        )  # fmt: skip
        self.quoter.add(findings, sentence, block, earlier=self.discourse.previous_start)
        self.discourse.remember(
            findings, sentence.words[0].start if sentence.words else 0, reading.data(0, end)
        )

    @staticmethod
    def is_clause(sentence: Sentence) -> bool:
        """Whether the words form a full sentence about something else ("You may request ...")."""
        head = [w.word for w in sentence.words[:8]]
        verb = next((k for k, w in enumerate(head) if k and w in _FINITE), None)
        relative = {"where", "that", "which", "who", "how", "what", "when", "whether", "if"}
        return any(w in ("you", "we", "they", "it") for w in head[:2]) or (
            verb is not None and not relative & set(head[:verb])
        )
