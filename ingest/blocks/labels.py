"""Run-in labels: "Technical data" in "Technical data: we collect your browser type"."""

from __future__ import annotations

from dataclasses import replace

from policytrail.ingest.blocks.frames import Frame, merge_label
from policytrail.ingest.blocks.headings import heading_frame
from policytrail.ingest.clauses.reading import Reading
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.wordlists import words

_W = words()
# Of what labels consist that only say that data follow: "Personal data processed: ...".
_OF_DATA = (
    _W["generic_nouns"]
    | _W["personal"]
    | frozenset(
        "affected categories category collected concerned kinds of processed the type types used we which your".split()
    )
)
# Labels with these tell more of what stands before them: "Legal basis: our contract with you".
_ATTRIBUTES = frozenset(
    "basis grounds how legal long purpose purposes recipients retention storage why".split()
)
_ASKING = frozenset(["request", "complianc", "comply", "requirement", "enforc"])


class Label:
    """A block's label and the concepts that it names."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.reading = Reading(sentence, [])
        end = len(sentence.words) - 1
        self.data = self.reading.data(0, end)
        self.recipients = self.reading.concepts("recipient", 0, end)
        self.purposes = self.reading.concepts("purpose", 0, end)
        self.conditions = self.reading.concepts("condition", 0, end)

    @property
    def is_attribute(self) -> bool:
        """Whether the label tells of what the block before is about: "Purpose", "Legal basis", "How long"."""
        return not _ATTRIBUTES.isdisjoint(self.sentence.said)

    def framed(self, frame: Frame) -> Frame:
        """The frame of the block with what the label fills in."""
        own = heading_frame(self.sentence.words, []).actions
        if self.sentence.said <= _OF_DATA and not self.sentence.said.isdisjoint(_W["generic_nouns"]):
            own = (("collect", "affirm", "asserts"),)
        actions = frame.actions if frame.strong else own or frame.actions
        recipients = self.recipients if _ASKING.isdisjoint(self.sentence.stems) else ()
        return replace(frame, actions=actions, recipients=tuple(recipients) or frame.recipients)

    def added(self, finding: Finding, frame: Frame, *, first: bool) -> Finding:
        """A finding of the block with what the label adds (guideline 12).

        `first`: it is of the block's first sentence.
        """
        affirmed = finding.polarity == "affirm"
        uses, shares = finding.action == "use" and frame.has("use"), finding.action == "share" and affirmed
        if finding.rule != "opt-out" and (uses or shares):
            finding.purposes = unique(finding.purposes + self.purposes)
        if finding.action in ("share", "sell") and affirmed:
            finding.conditions = unique(finding.conditions + self.conditions)
            if finding.recipients == ["Recipient"] and frame.has("share") and frame.recipients:
                finding.recipients = list(frame.recipients)
        if finding.action == "retain" and finding.data == [GENERIC]:
            finding.data = [d for d in self.data if d != GENERIC] or finding.data
        if first and finding.action == "collect" and affirmed and frame.has("collect"):
            finding.data = merge_label(self.data, finding.data)
        return finding
