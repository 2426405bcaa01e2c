"""What verbs in the passive say: their data stand before them, or before the verb that they are joined to."""

from __future__ import annotations

from policytrail.ingest.document import Span
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.recipients import DIRECTIONS
from policytrail.ingest.retention import Retention
from policytrail.ingest.standing import Predicate
from policytrail.ingest.tokens import stem
from policytrail.ingest.wordlists import action_table, words

_W = words()
# What stands before "required" where no data are asked for.
_NOT_ASKED_FOR = frozenset("consent disclosure period they we you".split())
# Verbs of disclosure even where nobody is named (guideline 14).
TELLING = frozenset(map(stem, "share disclose release reveal divulge transfer pass redisclose make".split()))
_KEPT_BY_US = frozenset("beacons cookie cookies pixels server servers".split())
_OUR_PLACES = frozenset("server servers database databases".split())
_CIPHERS = frozenset("encrypted encryption http https ssl tls".split())
# What opens a phrase before the subject, and what goes on with a list.
_FRONTING = frozenset("by through using with without".split())
_POINTING = frozenset("it that these they this which".split())
_JOINING = frozenset("and as including or such".split())
# What is done to those who receive.
_TOLD = frozenset("given granted informed notified provided sent shown told".split())
# Where everybody can read: others who read there are the public.
_PLACES_OF_ALL = frozenset("blog blogs bulletin chat forum forums public publicly".split())


class Passives(Retention):
    """A sentence whose verbs in the passive can be read."""

    def read_passive(self, p: Predicate, start: int, right: int, end: int) -> list[Finding]:
        """ "X may be shared with Y": the data stand before the verb."""
        verb_class = p.classes[0]
        action = action_table().get(("passive", "", verb_class), "")
        named = self.of("data", start, p.at - 1)
        if verb_class == "ask" and self.s.word(right) == "for" and self.s.word(p.start - 1) in _W["user"]:
            data = self.objects(right + 1, end)  # "you may be asked for your name"
            return [Finding("collect", p.start, end, "passive-ask", data=data)] if data else []
        if named and {"way", "how", "when", "where", "if"} & {
            self.s.word(k) for k in range(named[-1].last + 1, p.at)
        }:
            return []
        if named and self.is_fronted(named[-1].last, start, p):
            return []
        subject = (start, p.at - 1) if named else self.subject_before(p)
        if subject is None and action in ("hold", "dispose") and "records" in self.s.span(p.at - 8, p.at):
            return self.hold(p, [GENERIC], right, end, collects=False)  # "our records are kept for a year"
        if subject is None:
            return self.told(p, right, end)
        data = self.data(*subject)
        if not data:
            return []
        if verb_class == "ask" and (
            self.s.word(start).endswith("ing")
            or self.s.word(p.start - 1) in _NOT_ASKED_FOR
            or self.s.stem(p.at) == "requir"
            and any(m.first == p.at for m in self.of("condition", p.at, end))
        ):
            return []  # "processing it is required for ...", "what we are required to keep", "required by law"
        extra = self.examples(right, end)
        data = unique(extra if data == [GENERIC] and extra else data + extra)
        if self.s.stem(p.at) == "acquir" and "BusinessTransferEvent" in self.conditions(
            0, len(self.s.words) - 1
        ):
            return []
        to_us = any(
            self.s.word(k) in DIRECTIONS
            and (self.s.word(k + 1) == "us" or k + 1 in self.s.provider_at)
            and self.s.word(k - 1)
            not in ("affiliated", "associated", "contract", "partner", "work", "working")
            for k in range(right, end + 1)
        )
        by_us = self.s.word(right) == "by" and (
            self.s.word(right + 1) == "us" or right + 1 in self.s.provider_at
        )
        if verb_class == "access" and by_us:
            found = [Finding("collect", start, end, "passive-to-us", data=data)]
            who = [r for r in self.recipients(right, end, by=True) if r != "Recipient"]
            if who:  # "cannot be accessed by us or others"
                found.append(Finding("share", start, end, "passive-access", data=data, recipients=who))
            return found
        if action == "share" and to_us:
            given = [Finding("collect", start, end, "passive-to-us", data=data)]
            us = next(k for k in range(right, end + 1) if self.s.word(k) == "us" or k in self.s.provider_at)
            who = self.recipients(us - 1, end) if self.s.word(us + 1) in ("and", "or", ",") else []
            if who:  # "shared with us or our partners"
                given.append(Finding("share", start, end, "passive-disclose", data=data, recipients=who))
            return given
        if action == "share" and self.is_to_user(right, end):
            return []
        if action == "share":
            who = self.recipients(right, end, by=verb_class in ("access", "publish"))
            if (
                who == ["ThirdParty"]
                and verb_class == "access"
                and not _PLACES_OF_ALL.isdisjoint(self.s.plain)
            ):
                who = ["Public"]  # "what you post in public forums can be read by others"
            if not who and self.reaches_our_servers(right, end):
                return [Finding("collect", start, end, "passive-to-us", data=data)]
            if not who and (self.s.stem(p.at) not in TELLING or self.is_to_place(p, right, end)):
                return []  # "transmitted to and stored on our servers"
            if not who and not _CIPHERS.isdisjoint(self.s.span(right, end)):
                return []  # "all data are transferred with TLS"
            if not who and self.s.word(right) == "by" and self.recipients(right, right + 6, by=True):
                return []  # "may be transferred by the recipient"
            return [
                Finding(
                    "share", start, end, f"passive-{verb_class}", data=data, recipients=who or ["Recipient"]
                )
            ]
        if action == "collect" and self.s.stem(p.at) == "aggregat":
            return []  # what comes of it is collected
        if action == "collect":
            by = [k for k in range(right, end + 1) if self.s.word(k) == "by"]
            who = self.recipients(by[0], end, by=True) if by else []
            if who == ["ThirdParty"] and not _PLACES_OF_ALL.isdisjoint(self.s.plain):
                who = ["Public"]
            if who and not to_us and not self.is_passed_to_us(p):
                return [Finding("share", start, end, f"passive-{verb_class}", data=data, recipients=who)]
            return [Finding("collect", start, end, f"passive-{verb_class}", data=data)]
        if action == "cookies":
            who = self.recipients(right, end, by=True) if "Cookies" in data else []
            return (
                [Finding("share", start, end, "passive-place", data=["Cookies"], recipients=who)]
                if who
                else []
            )
        if action in ("use", "hold") and (others := self.by_whom(right, end)):
            shared = Finding("share", start, end, "passive-by", data=data, recipients=others)
            if self.s.word(right + 1) not in _W["provider"]:
                return [shared]
            if action == "use":  # "used by us and our vendors"
                return [shared, Finding("use", start, end, "passive-use", data=data)]
            return [shared, *self.hold(p, data, right, end, collects=True)]
        if action == "hold" and self.is_on_device(right, end):
            return []
        if action == "hold" and data != ["Cookies"] and self.is_on_own_device(right, end):
            return []  # "your history is stored on your own device"
        if action in ("hold", "dispose"):
            return self.hold(p, data, right, end, collects=action == "hold")
        if action == "sell":
            return [
                Finding("sell", start, end, "passive-sell", data=data, recipients=self.recipients(right, end))
            ]
        if action == "use":
            return [Finding("use", start, end, "passive-use", data=data)]
        return []

    def reaches_our_servers(self, lo: int, hi: int) -> bool:
        """ "Uploaded to our servers", "transmitted to and stored on our servers"."""
        at = next((k for k in range(lo, min(lo + 7, hi)) if self.s.word(k) == "our"), None)
        return (
            at is not None
            and self.s.word(lo) in ("to", "onto")
            and not _OUR_PLACES.isdisjoint(self.s.span(at + 1, at + 2))
        )

    def is_on_own_device(self, lo: int, hi: int) -> bool:
        """Whether something happens on what belongs to users, and not at the provider's."""
        at = next((k for k in range(lo, min(lo + 4, hi)) if self.s.word(k) in ("on", "in", "within")), None)
        if at is None or self.s.word(at + 1) != "your" or not {"us", "our"}.isdisjoint(self.s.span(lo, hi)):
            return False
        return any(
            self.s.word(k).removesuffix("s") in _W["own_devices"] for k in range(at + 2, min(at + 5, hi + 1))
        )

    def is_fronted(self, last: int, start: int, p: Predicate) -> bool:
        """ "With this information, pages are made available": data before a comma after which another subject stands."""
        if self.s.word(start) not in _FRONTING:
            return False
        comma = next((k for k in range(p.start - 1, last, -1) if self.s.word(k) == ","), None)
        if comma is None or comma + 1 >= p.start or self.s.word(comma + 1) in _JOINING:
            return False
        return _POINTING.isdisjoint(self.s.span(comma + 1, p.start - 1))

    def told(self, p: Predicate, right: int, end: int) -> list[Finding]:
        """ "Other users will be given your name", "will be notified of it": who receives stands before the verb."""
        if self.s.word(p.at) not in _TOLD:
            return []
        named = self.of("recipient", 0, p.start - 1)
        described = bool(named) and named[0].first < 3 and "whom" in self.s.span(named[0].last, p.start)
        who = named[0] if described else self.s.ends.get(p.start - 1)
        if who is None or who.scheme != "recipient":
            return []
        data = self.objects(right, end)
        if (
            not data
            or self.s.word(who.last) in _W["user"]
            and who.first == who.last
            or not self.is_of_others(right, end)
        ):
            return []
        return [Finding("share", who.first, end, "passive-give", data=data, recipients=self.named([who]))]

    def is_of_others(self, lo: int, hi: int) -> bool:
        """Whether an object belongs to the reader or to others: "your profile", "what others have shared"."""
        return not {"you", "your", "others", "other", "another"}.isdisjoint(self.s.span(lo, hi))

    def shares_subject(self, p: Predicate, floor: int) -> bool:
        """Whether a passive verb has the subject of one before: "data are stored here and may be shared"."""
        joint = self.s.word(p.start - 1) in ("and", "but", "or") and floor < p.start - 1 < p.chain - 1
        return p.voice == "passive" and joint and not self.of("data", floor, p.at)

    def subject_before(self, p: Predicate) -> Span | None:
        """Where the data stand that a passive verb without a subject of its own says something of."""
        main = [q for q in self.predicates if q.at < p.at and q.status == "main" and q.chain != p.chain]
        if not main or not self.shares_subject(p, main[-1].last):
            return None
        others = (
            self.s.word(main[-1].last + 1) == "by" and self.s.word(main[-1].last + 2) not in _W["provider"]
        )
        if others and p.classes[0] not in ("disclose", "give", "sell"):
            return None  # "may be read by other users and used to send you messages"
        for at in range(len(main) - 1, -1, -1):
            if main[at].voice != "passive":
                break
            if named := self.of("data", main[at - 1].last + 1 if at else 0, main[at].at - 1):
                return named[0].first, main[at].at - 1
        return None

    def is_passed_to_us(self, p: Predicate) -> bool:
        """Whether what others did with data ends with the provider: "are collected by a shop and are given to us"."""
        after = next((q for q in self.predicates if q.at > p.last and q.chain != p.chain), None)
        if after is None or not self.shares_subject(after, p.last):
            return False
        return "us" in self.s.span(after.last + 1, after.last + 3)

    def is_on_device(self, lo: int, hi: int) -> bool:
        """Whether data stay with the user: "stored on your device", but neither in a cookie there nor on a server too."""
        if not _KEPT_BY_US.isdisjoint(self.s.plain):
            return False
        return any(
            self.s.word(k) in ("on", "in", "by")
            and self.s.word(k + 1) in _W["possessives"]
            and any(w.removesuffix("s") in _W["own_devices"] for w in self.s.span(k + 2, k + 4))
            for k in range(lo, min(hi, lo + 6))
        )

    def by_whom(self, lo: int, hi: int) -> list[str]:
        """Others who are said to have done it: "stored by our vendors"; in public places others are the public."""
        by = next((k for k in range(lo, min(lo + 2, hi + 1)) if self.s.word(k) == "by"), None)
        who = self.recipients(by, self.break_at(by, hi) - 1, by=True) if by is not None else []
        if who == ["ThirdParty"] and not _PLACES_OF_ALL.isdisjoint(self.s.plain):
            return ["Public"]
        return who

    def is_to_user(self, lo: int, hi: int) -> bool:
        """Whether what is given goes to the reader: "pages are made available to that visitor"."""
        to = next((k for k in range(lo, hi) if self.s.word(k) in ("to", "with")), hi)
        party = self.s.word(to + 1)
        return party == "you" or party in ("this", "that") and self.s.word(to + 2) in _W["user"]

    def is_to_place(self, p: Predicate, lo: int, hi: int) -> bool:
        """Whether data are moved to a place and to nobody that is named (guideline 9)."""
        moved = self.s.stem(p.at) in ("transfer", "pass")
        return moved and any(
            self.s.word(k) in ("to", "in", "outside", "across")
            and not _W["places"].isdisjoint(self.s.span(k + 1, min(k + 6, hi)))
            for k in range(lo, hi + 1)
        )
