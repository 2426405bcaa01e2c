"""What users are said to agree to: "by using our website, you consent to our use of cookies"."""

from __future__ import annotations

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


class Agreements(Arguments):
    """A sentence whose action stands as a noun in what users agree to."""

    @on(stems=_AGREEING, unless="anything")
    def read_agreement(self) -> None:
        """ "By using our website, you consent to our use of cookies": what users are said to agree to is done."""
        if self.s.word(0) in _NOT_AGREEING:
            return
        for at, token in enumerate(self.s.words[:-3]):
            if token.stem in _AGREEING and self.s.word(at + 1) == "to" and self.is_given(at):
                return self.read_agreed(at + 2)

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

    def read_agreed(self, start: int) -> None:
        """The nouns from `start` on that name actions, and what they are done to."""
        nouns, actions, at = action_words("nouns"), [], start
        while self.s.word(at) in nouns or self.s.word(at) in _AMONG_AGREED or at in self.s.provider_at:
            if action := nouns.get(self.s.word(at)):
                actions.append(action)
            at += 1
        end = self.break_at(at, len(self.s.words) - 1) - 1
        if not actions or not (data := self.objects(at, end)):
            return
        purposes = self.purposes(at, len(self.s.words) - 1)
        recipients = self.recipients(at, end, by=True)
        if "use" in actions and not purposes and data == ["Cookies"]:
            actions = ["collect"]  # "the use of cookies"
        if recipients and "share" not in actions and "by" in self.s.span(at, end):
            actions.append("share")
        for action in unique(actions):
            if action == "use" and not purposes:
                continue
            if action == "share" and not recipients and "transfer" in self.s.stems:
                continue  # to another country
            last = len(self.s.words) - 1
            self.findings.append(self.of_noun(action, last, "agreement", data, recipients, purposes))
