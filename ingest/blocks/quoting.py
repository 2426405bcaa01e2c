"""From findings to statements: where the words stand that a finding rests on, and under which headings."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.document import Block, Document
from policytrail.ingest.finding import Finding
from policytrail.ingest.statement import Statement
from policytrail.ingest.words.sentence import Sentence

_LEAD = 160  # characters of a lead-in that are shown with an item
_REACH = 600  # how far back, in characters, a quotation goes to show what "this" points to
_MINORS = frozenset("child children minors minor teenagers childrens".split())
_AGES = frozenset("age thirteen eighteen sixteen".split())
_PARTING = frozenset(["nor", ";"])  # what stands before these is not of children alone
_EXCLUDING = frozenset("not knowingly never if no".split())


class Quoter:
    """Gathers the statements of one policy.

    Args:
        document: the policy's text and blocks.
        policy: the policy's slug, which every statement carries.
    """

    def __init__(self, document: Document, policy: str) -> None:
        self.document = document
        self.policy = policy
        self.statements: list[Statement] = []
        self.sections: dict[int | None, str] = {}  # by the nearest heading

    def add(
        self,
        findings: Sequence[Finding],
        sentence: Sentence,
        block: Block,
        *,
        label: Sentence | None = None,
        earlier: int = 0,
    ) -> None:
        """Add the statements of a sentence, but for questions and children's clauses.

        Args:
            findings: what the sentence says.
            block: the block that it stands in.
            label: the block's label, with which the quotation begins where it adds to a finding.
            earlier: where the sentence starts that "this" points to.
        """
        if not findings or is_question(sentence):
            return
        text = self.document.text
        told = of_children(sentence)
        for f in findings:
            if not f.data or told is not None and not is_apart(f, told, sentence):
                continue
            if f.action == "retain" and not f.retention:
                continue  # announced by "we keep your data:", and nothing follows that tells how long
            start = sentence.words[f.first].start
            if f.rule.startswith("continued") and 0 < start - earlier < _REACH:
                start = earlier
            elif label and not {*f.data, *f.recipients, *f.purposes, *f.conditions}.isdisjoint(
                m.concept for m in label.mentions
            ):
                start = label.words[0].start
            end = sentence.words[min(f.last, len(sentence.words) - 1)].end
            while end > start and (text[end - 1] in ".;,:" or text[end - 1].isspace()):
                end -= 1
            self.statements.append(
                Statement(
                    policy=self.policy, action=f.action, quote=text[start:end], start=start, end=end,  # type: ignore[arg-type]
                    polarity=f.polarity, data=tuple(f.data),  # type: ignore[arg-type]
                    recipients=tuple(f.recipients) if f.action in ("share", "sell") else (),
                    purposes=tuple(f.purposes) if f.action in ("collect", "use", "share") else (),
                    conditions=tuple(f.conditions) if f.action != "define" else (),
                    retention=tuple(f.retention), broader=f.broader,
                    section=self.place(block, completes=f.rule.startswith("item-")), rule=f.rule, modality=f.modality,
                )
            )  # fmt: skip

    def place(self, block: Block, *, completes: bool) -> str:
        """The headings above a block and, for an item read under its lead-ins, these too, outermost first."""
        leads: list[str] = []
        parent = block.parent if completes else None
        while parent is not None and self.document.blocks[parent].kind != "heading":
            lead = self.document.blocks[parent]
            start, end = lead.sentences[-1] if lead.sentences else (lead.start, lead.end)
            words = " ".join(self.document.text[start:end].split())
            leads.append(words if len(words) <= _LEAD else "…" + words[-_LEAD:])
            parent = lead.parent
        if block.heading not in self.sections:
            self.sections[block.heading] = self.document.section(block)
        return " > ".join(filter(None, [self.sections[block.heading], *reversed(leads)]))


def is_question(sentence: Sentence) -> bool:
    """Questions are headings, wherever they stand."""
    return bool(sentence.words) and sentence.words[-1].word == "?"


def of_children(sentence: Sentence) -> int | None:
    """Where a children's clause names them: it says whom the service is not for, not what is collected (guideline 8)."""
    plain = sentence.plain
    if _EXCLUDING.isdisjoint(plain):
        return None
    return next((k for k in range(len(plain)) if plain[k] in _MINORS or _is_age(plain, k)), None)


def is_apart(finding: Finding, told: int, sentence: Sentence) -> bool:
    """Whether what is said of all stands before what is said of children: "we sell no data, nor do we sell theirs"."""
    return told > finding.last and not _PARTING.isdisjoint(sentence.span(finding.last - 1, told))


def _is_age(plain: Sequence[str], at: int) -> bool:
    """Whether "under 13", "under the age of 16" stands at a position, and not "under the law"."""
    if plain[at] != "under":
        return False
    after = [w for w in plain[at + 1 : at + 3] if w != "the"][:1]
    return bool(after) and (after[0].isdigit() or after[0] in _AGES)
