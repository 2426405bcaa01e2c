"""Actions that stand as nouns: "you consent to our use of cookies", "taking part involves the sharing of your name"."""

from __future__ import annotations

from collections.abc import Iterator

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.clauses.triggers import on
from policytrail.ingest.finding import unique
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import action_words, words

_W = words()
_AGREEING = frozenset(["consent", "agre"])
_AMONG_AGREED = _W["determiners"] | _W["adverbs"] | frozenset("and or , / of any the our and/or".split())
_ASSENTING = frozenset("acknowledg constitut giv grant indicat mean provid signif".split())
_NOT_AGREEING = frozenset("if once unless until when where whether which who".split())
# What has an action about it (stems), what leaves one to a provider, whose leave counts, and what only supposes one.
_LEADING = frozenset(map(stem, ["lead", "result"]))
_PERMITTING = frozenset(map(stem, "allow authorise authorize permit".split()))
_ENTAILING = _LEADING | _PERMITTING | frozenset(map(stem, "entail involve necessitate require".split()))
_LAWS = frozenset("act law laws regulations statute statutes".split())
_SUPPOSING = _NOT_AGREEING | _W["negations"] | frozenset(["could", "extent", "that"])


class Agreements(Arguments):
    """A sentence whose action stands as a noun in what users agree to, or in what something else entails."""

    @on(stems=_AGREEING, unless="anything")
    def read_agreement(self) -> None:
        """ "By using our website, you consent to our use of cookies": what users are said to agree to is done."""
        if self.s.word(0) in _NOT_AGREEING:
            return
        last = len(self.s.words) - 1
        for at, token in enumerate(self.s.words[:-3]):
            if token.stem in _AGREEING and self.s.word(at + 1) == "to" and self.is_given(at):
                for action, data, who, why in self.named_actions(at + 2):
                    self.findings.append(self.of_noun(action, last, "agreement", data, who, why))
                return

    @on(stems=_ENTAILING, unless="anything")
    def read_entailed(self) -> None:
        """ "Taking part involves the sharing of your name with sponsors", "the law permits the disclosure of your name": it is done."""
        last = len(self.s.words) - 1
        for at, token in enumerate(self.s.words[:-3]):
            if token.stem not in _ENTAILING or token.word.endswith(("ed", "ing")):
                continue
            before, start = self.s.span(0, at - 1), at + 1 + (token.stem in _LEADING)
            stated = bool(before) and _SUPPOSING.isdisjoint(before)
            if token.stem in _PERMITTING and _LAWS.isdisjoint(before):
                stated = False
            if self.s.word(start).endswith("ing") and self.s.word(start + 1) != "of":
                stated = False  # "requires disclosing the collection of"
            for action, data, who, why in self.named_actions(start) if stated else ():
                why, met = unique([*self.purposes_or_idle(0, at - 1), *why]), self.conditions(0, last)
                self.findings.append(self.of_noun(action, last, "entailed", data, who, why, *met))
            return

    @on(stems=["engag"], unless="sell")
    def read_engaged(self) -> None:
        """ "We do not engage in the sale of your name": what a noun names is done or denied."""
        last = len(self.s.words) - 1
        for at, token in enumerate(self.s.words[:-3]):
            ours = self.s.word(at + 1) == "in" and {"we", "us"} & set(self.s.span(at - 4, at - 1))
            if token.stem != "engag" or not ours:
                continue
            denied = not _W["negations"].isdisjoint(self.s.span(at - 3, at - 1))
            for action, data, who, why in self.named_actions(at + 2):
                done = self.of_noun(action, last, "engaged", data, who, [] if denied else why)
                done.polarity = "deny" if denied else "affirm"
                self.findings.append(done)
            return

    def is_given(self, at: int) -> bool:
        """Whether "you consent" or "constitutes your consent" is stated, not asked for or supposed."""
        before = self.s.span(at - 6, at - 1)
        while before and (
            before[-1].endswith("ly") or before[-1] in ("are", "hereby", "also", "express", "explicit")
        ):
            before.pop()
        if not before or not _NOT_AGREEING.isdisjoint(before):
            return False
        if before[-1] == "your":
            return not _ASSENTING.isdisjoint(map(stem, before))
        return before[-1] == "you" or before[-1] == "and" and "you" in before

    def named_actions(self, start: int) -> Iterator[tuple[str, list[str], list[str], list[str]]]:
        """The actions that the nouns from `start` on name, to which data, for whom, and what for."""
        nouns, actions, at = action_words("nouns"), [], start
        while self.s.word(at) in nouns or self.s.word(at) in _AMONG_AGREED or at in self.s.provider_at:
            if action := nouns.get(self.s.word(at)):
                actions.append(action)
            at += 1
        last = len(self.s.words) - 1
        end = self.break_at(at, last) - 1
        if not actions or not (data := self.objects(at, end)):
            return
        purposes = self.purposes(at, last)
        recipients = self.recipients(at, end, by=True) or self.recipients(end + 1, last, direct=True)
        if "use" in actions and data == ["Cookies"]:
            actions = ["collect"]  # "the use of cookies"
        if recipients and "share" not in actions and "by" in self.s.span(at, end):
            actions.append("share")
        for action in unique(actions):
            if action == "use" and not purposes:
                continue
            if action == "share" and not recipients and "transfer" in self.s.stems:
                continue  # to another country
            yield action, data, recipients, purposes
