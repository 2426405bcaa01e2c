"""What whole sentences say by their pattern rather than by one verb: what enables, and reasons."""

from __future__ import annotations

from policytrail.ingest.arguments import Arguments
from policytrail.ingest.finding import Finding
from policytrail.ingest.wordlists import verb_classes, words

_W = words()
_ENABLING = _W["enabling"]
_AUXILIARIES = _W["modals"] | _W["be"] | _W["adverbs"]
_FINITE = _W["modals"] | _W["be"]
_GERUNDS = {"obtain": "collect", "use": "use", "hold": "collect"}


class Patterns(Arguments):
    """A sentence that can be read by pattern; each reader adds to `findings`."""

    def read_enabling(self) -> None:
        """ "Cookies help us to remember you": what data make possible they are used for."""
        if self.findings or _ENABLING.isdisjoint(self.s.stems):
            return
        end = len(self.s.words) - 1
        for at, token in enumerate(self.s.words[:40]):
            if token.stem not in _ENABLING or token.word.endswith("ing") or self.modifies(at):
                continue
            near = self.of("data", max(0, at - 10), at - 1)
            data = self.data(0, at - 1) if near and not self.s.word(0).endswith("ing") else []
            purposes = self.concepts("purpose", at, end)
            subject = [self.s.word(k) for k in range(max(0, at - 6), at)]
            if (
                data
                and purposes
                and not {"you", "we", "users"} & set(subject[-3:])
                and not set(subject) & _W["negations"]
            ) and not any(p.at < at and p.status == "main" for p in self.predicates):
                self.findings.append(Finding("use", 0, end, "enabling", data=data, purposes=purposes))
            return

    def modifies(self, verb: int) -> bool:
        """Whether a verb belongs to a noun of a fragment: "data that help us", "data to enable us to bill you"."""
        at = verb - 1
        while self.s.word(at) in _AUXILIARIES:
            at -= 1
        return self.s.word(at) in ("to", "that", "which") and _FINITE.isdisjoint(self.s.span(0, at))

    def read_reason(self) -> None:
        """ "Our purpose in collecting information is to help you": the verb stands beside the noun that it explains."""
        if self.findings or _W["reasons"].isdisjoint(self.s.plain[:8]):
            return
        end = len(self.s.words) - 1
        for at, w in enumerate(self.s.plain[:8]):
            if w not in _W["reasons"] or self.s.word(at + 1) not in ("in", "of", "for"):
                continue
            action = next(
                (_GERUNDS[c] for c in verb_classes().get(self.s.stem(at + 2), ()) if c in _GERUNDS), None
            )
            be = next((k for k in range(at + 3, min(at + 10, end)) if self.s.word(k) in _W["be"]), None)
            if action and be and self.s.word(at + 2).endswith("ing") and (data := self.data(at + 3, be)):
                purposes = self.concepts("purpose", be, end)
                if purposes or end - be < 4:  # or a list of them follows
                    self.findings.append(Finding(action, 0, end, "reason", data=data, purposes=purposes))
            return
