"""What whole sentences say by their pattern rather than by one verb: what enables, contents, ways out, definitions."""

from __future__ import annotations

from policytrail.ingest.arguments import Arguments
from policytrail.ingest.finding import GENERIC, Finding
from policytrail.ingest.purposes import IDLE
from policytrail.ingest.wordlists import verb_classes, words
from policytrail.ontology.taxonomy import taxonomy

_W = words()
_REFUSING = _W["refusing"]
_ENABLING = _W["enabling"]
_ADDRESSED = frozenset("you your users to customers".split())
_ASKING = frozenset("questions concerns".split())
_GERUNDS = {"obtain": "collect", "use": "use", "hold": "collect"}


class Patterns(Arguments):
    """A sentence that can be read by pattern; each reader adds to `findings`."""

    def read_enabling(self) -> None:
        """ "Cookies help us to remember you": what data make possible they are used for."""
        if self.findings or _ENABLING.isdisjoint(self.s.stems):
            return
        end = len(self.s.words) - 1
        for at, token in enumerate(self.s.words[:40]):
            if token.stem not in _ENABLING or token.word.endswith("ing"):
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

    def read_reason(self) -> None:
        """ "Our purpose in collecting information is to help you": the verb stands beside the noun that it explains."""
        if self.findings:
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

    def read_opt_out(self) -> None:
        """ "You can set your browser to refuse cookies", "you can opt out of marketing e-mails"."""
        end = len(self.s.words) - 1
        plain = self.s.plain
        if _ADDRESSED.isdisjoint(plain) or not _ASKING.isdisjoint(plain):
            return
        cookies = self.of("data", 0, end)
        if any(m.concept == "Cookies" for m in cookies):
            if any(f.rule == "instrument" for f in self.findings) and "OptOut" not in self.conditions(0, end):
                return
            if (
                {w.stem for w in self.s.words} & _REFUSING
                or self.of("condition", 0, end)
                and "OptOut" in self.conditions(0, end)
            ) and not any(f.data == ["Cookies"] and "OptOut" in f.conditions for f in self.findings):
                self.findings.append(
                    Finding("collect", 0, end, "opt-out", data=["Cookies"], conditions=["OptOut"])
                )
            return
        if self.findings or "OptOut" not in self.conditions(0, end):
            return
        purposes = [
            c
            for c in self.concepts("purpose", 0, end) + self.concepts(IDLE, 0, end)
            if "Marketing" in taxonomy().ancestors(c) or c in ("UserCommunication", "Survey")
        ]
        if purposes:
            advertised = all("Advertising" in taxonomy().ancestors(c) for c in purposes)
            named = [d for d in self.data(0, end) if d == "CPNI"]
            about = self.antecedent or [GENERIC] if advertised else ["ContactData"]
            data = self.channel(0, end) or named or about
            self.findings.append(
                Finding("use", 0, end, "opt-out", data=data, purposes=purposes, conditions=["OptOut"])
            )
