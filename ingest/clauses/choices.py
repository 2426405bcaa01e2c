"""What people decide themselves: consent that is asked for before an action, and data that they show to others."""

from __future__ import annotations

from functools import cached_property

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.clauses.conditions import is_needless
from policytrail.ingest.clauses.standing import Predicate
from policytrail.ingest.clauses.triggers import on
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import action_words, words

_W = words()
_CONSENT = _W["leave"]
_SEEKING = frozenset(map(stem, "acquire ask get need obtain receive request require seek".split()))
_BEFORE_CONSENT = frozenset("your obtain get seek prior express explicit the customer written s in".split())
_APPROVING = frozenset("approve authorise authorize".split())
# What may stand between "consent" and the action that it is asked for.
_TO_ACTION = frozenset(
    """a allow any before being customer customers employee end first for individual from in is it necessary needed of on or order our prior required
    s such that the their they this to us user users we when where which you your""".split()
)
_ADDRESSED = frozenset("you hereby to".split())  # before "consent" as a verb
_MINORS = frozenset("child children guardian minor minors parent parental parents".split())
_SHOWING = _W["showing"] | frozenset(map(stem, "broadcast disclose exchange".split()))
_HANDING = frozenset(["giv", "provid"])  # stems
_SHOWING_OR_OPENING = _SHOWING | _HANDING | {"acces"}
_CLOSING = frozenset(", ; before prior".split())
_KEEPING = frozenset(map(stem, "archive back import record recording save store sync".split()))
_PUBLIC = frozenset("public publicly".split())
_ASKED = frozenset("request requests right rights".split())  # what users ask the provider for they do not do
_BY_USERS = frozenset(
    "Advertiser BusinessPartner CommunicationsProvider OtherUser Public SocialMediaPlatform ThirdParty".split()
)
_WAYS = frozenset("channels means methods tools ways".split())
_CHOOSING = _W["choosing"] | {"opt"}
_REACH = 12  # how far, in words, consent stands before its action


class Choices(Arguments):
    """A sentence that may tell what people decide; what it says is added to `findings`."""

    @cached_property
    def consent_sought(self) -> int | None:
        """Where a sentence names the consent that the provider asks for, but for children's (guideline 8)."""
        plain = self.s.plain
        if (_CONSENT.isdisjoint(plain) and "asked" not in plain) or not _MINORS.isdisjoint(plain):
            return None
        seeking = _SEEKING | {"giv"} if "must" in plain else _SEEKING
        for at, w in enumerate(plain):
            if w in _CONSENT and is_needless(self.s, at, at):
                return None
            if w in _W["granting"] and plain[at - 2 : at] == ["asked", "to"]:
                return at  # "you will be asked to allow the use of your location"
            if w not in _CONSENT or plain[at - 1] in _ADDRESSED and plain[at - 2] not in _W["user"]:
                continue  # "you consent", but "we ask you to consent"
            sought = any(
                self.s.stem(k) in seeking
                and self.s.word(k - 1) not in _W["determiners"]
                and not self.is_of_them(k)
                for k in range(at - 6, at)
            )
            needed = any(
                self.s.stem(k) in _SEEKING and self.s.word(k - 1) in _W["be"] for k in range(at + 2, at + 8)
            )
            if sought or needed:
                return at
        return None

    def is_of_them(self, verb: int) -> bool:
        """Whether others act: "they should ask you for your consent"."""
        at = verb - 1
        while self.s.word(at) in _W["modals"] or self.s.word(at) in _W["adverbs"]:
            at -= 1
        return self.s.word(at) == "they" and not self.s.it_is_ours

    def seeks_consent(self, p: Predicate) -> bool:
        """Whether what a verb asks for, or obtains, is consent."""
        sought = self.consent_sought
        if sought is None or {"ask", "obtain"}.isdisjoint(p.classes) or self.s.plain[-1] == ":":
            return False
        if p.voice == "passive" and not (p.at < sought and "ask" in p.classes):  # "consent is required for"
            between = set(self.s.span(sought + 1, p.at - 1))
            return sought < p.at < sought + 8 and between <= _TO_ACTION | _W["be"] | _W["modals"]
        between = set(self.s.span(p.at + 1, sought - 1))
        return p.at < sought < p.at + 8 and "with" not in between and not self.of("data", p.at, sought)

    def needs_consent(self, p: Predicate) -> bool:
        """ "We obtain your consent to use your location", "before we use it": the action, with consent."""
        if is_needless(self.s, p.start - 1, p.at):
            return False
        if "permission" in self.s.span(p.start, p.at):
            return p.status == "main" and not p.negated  # "we may ask your permission to use your location"
        before, further = self.s.word(p.start - 1), self.s.word(p.start - 2)
        if p.status == "infinitive" and before in _CONSENT and further in _BEFORE_CONSENT:
            return True
        start = p.start
        if p.voice == "passive":  # "before your location is shared"
            start = next((m.first for m in self.of("data", self.consent_sought or 0, start)), start)
        return self.is_sought_for(start)

    def is_sought_for(self, at: int) -> bool:
        """Whether consent is asked for what is named at a position."""
        sought = self.consent_sought
        return (
            sought is not None
            and sought < at <= sought + _REACH
            and _TO_ACTION.issuperset(self.s.plain[sought + 1 : at])
        )

    def approved_by_users(self) -> int | None:
        """Where people are said to be able to approve: "you may approve our use of it", "the right to approve or deny"."""
        for at, token in enumerate(self.s.words):
            if token.word in _APPROVING and self.s.word(at - 1) in ("can", "may", "to"):
                before = self.s.span(at - 5, at - 1)
                if not _W["user"].isdisjoint(before) and _W["negations"].isdisjoint(before):
                    return at + 2 if self.s.word(at + 1) in ("and", "or") else at
        return None

    @on(words=_CONSENT | _APPROVING | {"asked"}, unless="anything")
    def read_consented(self) -> None:
        """ "We obtain your consent for the processing of your location": a noun names the action."""
        sought = self.consent_sought
        approved = self.approved_by_users() if sought is None else sought
        if approved is None:
            return
        nouns, end = action_words("nouns"), len(self.s.words) - 1
        first = next(
            (k for k in range(approved + 1, min(approved + _REACH, end)) if self.s.word(k) in nouns), None
        )
        if first is None or not (
            _TO_ACTION.issuperset(self.s.span(approved + 1, first - 1))
            if sought is None
            else self.is_sought_for(first)
        ):
            return
        last = first
        while self.s.word(last + 1) in nouns or self.s.word(last + 1) in _W["connectors"]:
            last += 1
        end = next(
            (
                k - 1
                for k in range(last + 1, end)
                if self.s.word(k) in _CLOSING and self.of("data", last + 1, k)
            ),
            end,
        )
        data = self.objects(last + 1, end)
        if not data and self.s.word(first - 1) in _W["pointers"]:
            data = self.antecedent
        actions = unique([nouns[w] for w in self.s.span(first, last) if w in nouns]) if data else []
        if data == ["Cookies"]:
            actions = ["collect"]  # guideline 24
        who, purposes = self.recipients(last + 1, end), self.purposes(last + 1, end)
        self.findings += [self.of_noun(a, end, "consented", data, who, purposes, "Consent") for a in actions]

    @on(words=["opt"], unless="anything")
    def read_opt_in(self) -> None:
        """ "You can opt in to our newsletter": contact data are used for the messages that people ask for."""
        end = len(self.s.words) - 1
        at = next((k for k in range(end) if self.s.span(k, k + 1) == ["opt", "in"]), None)
        if at is None or _W["user"].isdisjoint(self.s.span(at - 5, at - 1)):
            return
        if not _W["negations"].isdisjoint(self.s.span(at - 5, at)) or self.s.word(at + 2) not in (
            "to",
            "for",
        ):
            return
        purposes = [
            m.concept
            for m in self.of("purpose", at, end)
            if m.concept in ("Marketing", "Survey", "UserCommunication")
        ]
        if purposes:
            data = self.channel(at, end) or ["ContactData"]
            self.findings.append(self.of_noun("use", end, "opt-in", data, [], unique(purposes), "Consent"))

    @on(stems=_SHOWING_OR_OPENING, unless="share")
    def read_user_shares(self) -> None:
        """ "You can choose to share your photos with other users", "you may be giving that partner your name"."""
        end = len(self.s.words) - 1
        for at, token in enumerate(self.s.words):
            opens = token.stem in _W["granting"] and self.s.word(at + 1) == "access"
            opens |= token.stem in _HANDING and self.is_being_done_by_users(at)
            if not (token.stem in _SHOWING or opens) or not self.is_done_by_users(at):
                continue
            reach = next(
                (p.start - 1 for p in self.predicates if p.start > at + 1 and p.status == "main"), end
            )
            if not _PUBLIC.isdisjoint(self.s.span(at, min(at + 12, reach))):
                who = ["Public"]
            elif token.stem != "mak" or "available" in self.s.span(at, at + 8):
                who = [r for r in self.recipients(at + 1, reach, direct=True) if r in _BY_USERS]
            else:
                who = []
            who = unique(who + self.by_means(at, reach)) if who else self.by_means(at, reach)
            data = self.relative_to(at) or self.objects(at, reach)
            if data and who:
                self.findings.append(
                    Finding("share", 0, end, "user-shares", modality="may", data=data, recipients=who,
                            conditions=["UserInitiated"])
                )  # fmt: skip
                return

    def by_means(self, lo: int, hi: int) -> list[str]:
        """Whose tools people show their data with: "in several ways such as the plug-ins of Zyxcorp"."""
        way = next(
            (k for k in range(lo, hi) if self.s.word(k) in _WAYS and self.s.word(k + 1) == "such"), None
        )
        named = self.concepts("recipient", way, hi) if way is not None else []
        return [r for r in named if r in _BY_USERS or r.startswith("org:")]

    @on(stems=_KEEPING, unless="anything")
    def read_user_keeps(self) -> None:
        """ "You may choose to record your meetings": what users have kept is collected."""
        end = len(self.s.words) - 1
        for at, token in enumerate(self.s.words):
            if token.stem in _KEEPING and self.s.word(at - 1) == "to" and self.is_done_by_users(at):
                if data := self.relative_to(at) or self.objects(at, end):
                    self.findings.append(
                        Finding("collect", 0, end, "user-keeps", modality="may", data=data,
                                conditions=["UserInitiated"])
                    )  # fmt: skip
                return

    def is_done_by_users(self, at: int) -> bool:
        """Whether users choose, or are let, to do what the verb at a position says."""
        if not _W["negations"].isdisjoint(self.s.span(at - 10, at)) or not _ASKED.isdisjoint(self.s.said):
            return False
        if self.s.word(at - 1) != "to":
            if self.is_being_done_by_users(at):
                return True
            if self.s.word(at - 1) in ("can", "may"):
                return self.s.word(at - 2) in ("you", "users")
            return self.s.word(at - 1) == "you" and self.s.stem(at - 2) == "let"
        chosen = self.s.stem(at - 2) in _CHOOSING and not _W["user"].isdisjoint(self.s.span(at - 5, at - 3))
        return chosen or self.s.word(at - 2) in _W["user"] and self.s.stem(at - 3) in _W["letting"]

    def is_being_done_by_users(self, at: int) -> bool:
        """Whether users are doing what a word says: "you may be sharing", "you are giving"."""
        being = self.s.word(at).endswith("ing") and self.s.word(at - 1) in _W["be"]
        return being and "you" in self.s.span(at - 3, at - 2)

    def relative_to(self, at: int) -> list[str]:
        """The data that a relative clause is about: "photos that you choose to share"."""
        you = next((k for k in range(at - 1, at - 6, -1) if self.s.word(k) == "you"), 0)
        last = you - 2 if self.s.word(you - 1) in ("that", "which") else you - 1
        near = [m.concept for m in self.of("data", 0, last) if m.last == last]
        return near if near in ([], [GENERIC]) else self.data(0, last)
