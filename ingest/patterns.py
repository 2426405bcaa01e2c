"""What whole sentences say by their pattern rather than by one verb: what enables, contents, ways out, definitions."""

from __future__ import annotations

from policytrail.ingest.arguments import Arguments
from policytrail.ingest.finding import ANAPHOR, GENERIC, Finding
from policytrail.ingest.purposes import IDLE
from policytrail.ingest.wordlists import verb_classes, words
from policytrail.ontology.taxonomy import taxonomy

_W = words()
_REFUSING = _W["refusing"]
_ENABLING = _W["enabling"]
_DEFINING = frozenset("includ mean compris contain consist".split())
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

    def read_equation(self) -> None:
        """ "Your name and address are not CPNI", "your contact list is considered personal data"."""
        plain = self.s.plain
        for at in range(1, min(len(plain), 30)):
            if plain[at] not in ("is", "are"):
                continue
            after = at + 1
            while after < len(plain) and plain[after] in (
                "not",
                "considered",
                "treated",
                "as",
                "regarded",
                "deemed",
                "also",
                "your",
                "part",
                "of",
                "to",
                "be",
            ):
                after += 1
            whole = next((m for m in self.of("data", after, len(plain) - 1) if m.first <= after + 1), None)
            parts = [d for d in self.data(0, at - 1) if d not in (GENERIC,)]
            named = whole and (
                whole.concept not in (GENERIC, ANAPHOR)
                or "personal" in plain[whole.first : whole.last + 1]
                or "pii" in plain[whole.first : whole.last + 1]
            )
            ends = whole and (
                whole.last + 1 == len(plain)
                or plain[whole.last + 1] in (".", ",", ";", ")", "and", "under", "for", "protected")
            )
            if (
                whole
                and named
                and ends
                and parts
                and whole.concept not in parts
                and not any(p.at < at and p.status == "main" for p in self.predicates)
            ):
                polarity = "deny" if "not" in plain[at:after] else "affirm"
                self.findings.append(
                    Finding(
                        "define", 0, len(plain) - 1, "equation", polarity, data=parts, broader=whole.concept
                    )
                )
            return

    def read_definition(self) -> None:
        """ "X includes Y" with a data concept X as subject."""
        if _DEFINING.isdisjoint(self.s.stems):
            return
        for at, token in enumerate(self.s.words[:25]):
            if token.stem not in _DEFINING or token.word.endswith("ing"):
                continue
            comma = max((k for k in range(at) if self.s.word(k) == ","), default=-1)
            left = [m for m in self.of("data", comma + 1, at - 1) if at - m.last <= 5]
            if (
                self.s.word(0) in ("this", "it", "these")
                and at <= 3
                and self.s.word(at - 1) != "may"
                and self.antecedent
                and not left
            ):
                broader = self.antecedent[0] if len(self.antecedent) == 1 else ""
                first = 0
            elif left and left[-1].concept not in (ANAPHOR,) and left[-1].first <= comma + 5:
                broader, first = left[-1].concept, left[-1].first
            elif (
                left
                and left[-1].concept == ANAPHOR
                and len(self.antecedent) == 1
                and self.s.word(at - 1) != "may"
            ):
                broader, first = self.antecedent[0], left[-1].first
            else:
                continue
            between = [self.s.word(k) for k in range((left[-1].last if left else 0) + 1, at)]
            if any(w in ("we", "you", "that", ",") for w in between) or any(
                comma < p.at < at for p in self.predicates
            ):
                continue
            if broader == GENERIC and not any(
                w in ("personal", "personally", "pii") for w in map(self.s.word, range(first, at))
            ):
                continue
            data = [d for d in self.data(at + 1, len(self.s.words) - 1) if d != broader and d != GENERIC]
            open_list = self.s.word(len(self.s.words) - 1) == ":" and broader and at > len(self.s.words) - 8
            if data and broader or open_list:
                negated = any(w in _W["negations"] for w in between)
                self.findings.append(
                    Finding("define", first, len(self.s.words) - 1, "definition", "deny" if negated else "affirm",
                            data=data, broader=broader)
                )  # fmt: skip
            return
