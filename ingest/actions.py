"""What a verb says, from its class, its subject and its voice: one or more findings.

The tables are in rules/verbs.toml; this module reads the objects of each kind of action.
"""

from __future__ import annotations

from policytrail.ingest.arguments import EMAIL, PHONE
from policytrail.ingest.finding import ANAPHOR, GENERIC, Finding
from policytrail.ingest.passives import TELLING, Passives
from policytrail.ingest.standing import Predicate
from policytrail.ingest.wordlists import action_table, words

_W = words()
_PLACES_OF_PUBLISHING = frozenset("directory forum public publicly site website websites".split())
_THEIRS = frozenset("access obtain place".split())  # what others do in the provider's sight
_IN_SIGHT = frozenset(["Advertiser", "MarketingProvider", "SocialMediaPlatform"])
_NOT_ENGAGED = frozenset(
    "Recipient ThirdParty Customer OtherUser Employee PublicAuthority LawEnforcement Court Public".split()
)
_ON_THE_POLICY = frozenset(["how", "what", "why"])


# What swindlers ask for, and how.
_SECRETS = frozenset("credentials password passwords sensitive".split())
_APPROACHES = frozenset("email e-mail e telephone phone unsolicited".split())


class Actions(Passives):
    """A sentence whose verbs can be read as actions."""

    def read_predicate(self, p: Predicate, start: int, right: int, end: int, hi: int) -> list[Finding]:
        """Findings of one verb: its objects between `right` and `end`, its clause up to `hi`."""
        if self.warns(p):
            return []
        if p.voice == "passive":
            return self.read_passive(p, start, right, end)
        found: list[Finding] = []
        classes = p.classes
        if "contact" in classes and "provider" in p.subjects:
            contact = self.read_contact(p, right, end)
            if contact or classes == ("contact",):
                return contact
        verb_class = classes[0]
        if "provider" in p.subjects or p.status in ("infinitive", "gerund") and not p.subjects:
            found += self.provider_does(p, verb_class, right, end, start)
        if (
            "user" in p.subjects
            and not p.negated
            and action_table().get(("active", "user", verb_class)) == "collect"
        ):
            data = self.objects(right, end)
            asked = self.s.stem(p.start) in _W["asking"]  # "we ask you to provide"
            if (
                data
                and not self.of("recipient", right, end)
                and (asked or self.to_provider(right, end, data))
            ):
                found.append(Finding("collect", p.start, end, "user-gives", data=data))
        if "third" in p.subjects:
            found += self.third_does(p, verb_class, right, end)
        return found

    def warns(self, p: Predicate) -> bool:
        """ "We will never ask you for your password by e-mail": a warning of those who do."""
        if "ask" not in p.classes and self.s.stem(p.start) not in _W["asking"]:
            return False
        secret = not _SECRETS.isdisjoint(self.s.plain) and not _APPROACHES.isdisjoint(self.s.plain)
        return secret and not _W["negations"].isdisjoint(self.s.span(0, p.at))

    def to_provider(self, lo: int, hi: int, data: list[str]) -> bool:
        """Whether what users give goes to the provider: it says so, or is more than "information"."""
        return any(
            self.s.word(k) in ("us", "we") or k in self.s.provider_at for k in range(lo, hi + 1)
        ) or data != [GENERIC]

    def provider_does(self, p: Predicate, verb_class: str, right: int, end: int, start: int) -> list[Finding]:
        """What the provider does with data."""
        action = action_table().get(("active", "provider", verb_class), "")
        if verb_class == "ask":
            asked = range(right, min(right + 4, end + 1))
            if any(self.s.word(k) == "them" for k in asked) or self.of(
                "recipient", right, min(right + 6, end)
            ):
                return []  # what vendors are required to do
            right = next((k + 1 for k in asked if self.s.word(k) == "for"), right)
        if self.s.word(p.at) == "get" and self.s.word(right) in ("you", "your"):
            return []  # "to get you the information that you asked for"
        data = self.objects(right, end, reopened=action != "use")
        if self.s.stem(p.at) in ("need", "requir") and data and self.is_pointed(right):
            return [Finding("use", p.start, end, "active-use", data=data)]
        if (
            action == "use"
            and (channel := self.channel(right, end))
            and self.s.word(right) in EMAIL | PHONE | {"e"}
            and "as" not in self.s.span(right + 1, right + 2)  # "we use phone numbers as identifiers"
            and not any(m.first == right and m.concept not in channel for m in self.of("data", right, end))
        ) and any(self.s.word(k) == "you" for k in range(right, end + 1)):
            purposes = self.concepts("purpose", right, end) or ["UserCommunication"]
            return [Finding("use", p.start, end, "channel", data=channel, purposes=purposes)]
        if action == "create" and data == ["Cookies"]:
            action = "cookies"
        if action == "create":
            derived = {"AggregatedData", "AnonymisedData", "NonPersonalData", "Transcript"}
            return (
                [Finding("collect", p.start, end, "derive", data=data)]
                if data and set(data) <= derived
                else []
            )
        if action == "cookies":
            return [Finding("collect", p.start, end, "instrument", data=data)] if data == ["Cookies"] else []
        if (
            data in ([], [GENERIC])
            and action in ("collect", "use", "share", "hold")
            and self.is_open(right, end)
            and not (action == "hold" and self.rules(p, right))
        ):
            said = "collect" if action == "hold" else action
            return [Finding(said, p.start, end, "lead-in", recipients=self.recipients(right, end))]
        if action == "use" and not data or action == "engage":
            who = self.recipients(right, right + 8, direct=True)
            who = who and self.recipients(right, end, direct=True)
            kinds = [r for r in who if r not in _NOT_ENGAGED]
            if p is not self.predicates[0] and any(
                self.s.word(m.first - 1) in _W["pointers"] and self.of("recipient", 0, p.at)
                for m in self.of("recipient", right, right + 4)
            ):
                return []  # "share it with labs and may work with those labs to do research"
            if not kinds or p.subjects != {"provider"}:
                return []
            data = self.data(right, end)
            if not data and self.s.stem(p.at) in ("use", "utiliz") and _IN_SIGHT.issuperset(kinds):
                return []  # "we use advertising networks to serve ads": what they see is told elsewhere
            trusted = any(self.s.span(k, k + 1) == ["whom", "we"] for k in range(right, end))
            if (
                self.s.stem(p.at) in ("work", "partner")
                and not data
                and (trusted or not self.concepts("purpose", right, end))
            ):
                return []  # "we only work with partners whom we trust"
            reach = next(
                (q.start - 1 for q in self.predicates if q.start > end and q.status == "main"),
                len(self.s.words) - 1,
            )
            return [
                Finding(
                    "share",
                    p.start,
                    end,
                    "engage",
                    data=self.data(right, reach) or self.engaged_with(kinds, right, reach),
                    recipients=kinds,
                )
            ]
        if action in ("collect", "use"):
            if not data or self.s.stem(p.at) == "aggregat":
                return []
            if action == "use" and set(data) == {"Cookies"}:
                return [Finding("collect", p.start, end, "instrument", data=data)]
            return [Finding(action, p.start, end, f"active-{verb_class}", data=data)]
        if action == "hold":
            return self.hold(p, data, right, end, collects=True)
        if action == "dispose":
            return self.hold(p, data, right, end, collects=False)
        if action == "sell":
            return (
                [
                    Finding(
                        "sell", p.start, end, "active-sell", data=data, recipients=self.recipients(right, end)
                    )
                ]
                if data
                else []
            )
        if action == "share":
            who = self.recipients(right, end, direct=True)
            to = next((k for k in range(right + 1, end - 1) if self.s.word(k) in ("to", "onto")), None)
            if data and not who and to and self.reaches_our_servers(to, end):
                return [Finding("collect", p.start, end, "active-to-us", data=data)]
            aside = next(
                (k for k in range(right, end) if self.s.span(k, k + 1) == ["in", "connection"]), end + 1
            )
            if who and (before := self.objects(right, aside - 1)):
                data = before  # what follows is the connection in which data are given
            if (
                verb_class == "publish"
                and not who
                and (
                    self.s.stem(p.at) == "publish"
                    or not _PLACES_OF_PUBLISHING.isdisjoint(self.s.span(right, end))
                )
            ):
                who = ["Public"]
            if (
                self.s.word(right) == "you"
                or self.s.word(right) in _W["user"]
                and self.s.word(right + 1) == "with"
                or self.s.span(right, right + 1) == ["to", "you"]
                or not who
                and any(
                    self.s.word(k) in ("to", "with")
                    and self.s.word(k + 1) == "you"
                    and not self.s.word(k - 1).endswith("ed")  # "for purposes disclosed to you"
                    for k in range(right, end + 1)
                )
            ):
                return []
            if verb_class != "disclose" and not (data and who):
                if not (self.data(right, right + 6) and self.s.stem(p.at) == "provid" and self.is_chained(p)):
                    return []
                who = ["Recipient"]  # "we do not collect or provide your name"
            if self.s.stem(p.at) == "mak":  # "make available"
                data = self.data(right, min(right + 7, end))
            if not who and (not data or self.s.stem(p.at) not in TELLING or self.is_to_place(p, right, end)):
                return []
            return [
                Finding(
                    "share",
                    p.start,
                    end,
                    f"active-{verb_class}",
                    data=data or [GENERIC],
                    recipients=who or ["Recipient"],
                )
            ]
        if action == "permit":
            if self.s.word(right) in _W["user"] | _W["provider"]:
                return []  # "the service allows you to access your account"
            who = self.recipients(right, min(right + 8, end), direct=True)
            data = self.data(right, end)
            acts = any(
                "obtain" in q.classes or "access" in q.classes or "use" in q.classes
                for q in self.predicates
                if q.at > p.at
            )
            access = any(self.s.stem(k) == "acces" for k in range(right, end + 1))
            if p.negated and not (
                access or any({"obtain", "access"} & set(q.classes) for q in self.predicates)
            ):
                return []  # "we do not permit vendors to use it for their own purposes"
            if who and data and (acts or access):
                return [Finding("share", p.start, end, "permit", data=data, recipients=who)]
            if access and data:
                return [Finding("share", p.start, end, "permit", data=data, recipients=["Recipient"])]
            return []
        return []

    def is_chained(self, p: Predicate) -> bool:
        """Whether a verb stands in a row with others that tell what is done to the same data."""
        others = [q for q in self.predicates if q.chain == p.chain and q is not p]
        return any({"obtain", "disclose"} & set(q.classes) or self.s.stem(q.at) == "retain" for q in others)

    def is_pointed(self, at: int) -> bool:
        """Whether what stands at a position points back: "we need this information to ..." uses it."""
        return any(m.concept == ANAPHOR for m in self.of("data", at, at + 2))

    def engaged_with(self, parties: list[str], lo: int, hi: int) -> list[str]:
        """What a hired company works on where the sentence does not say: the data just named, for a tool or "this".

        Those who measure the use of a website see that use.
        """
        plain = {self.s.word(k) for k in range(lo, hi + 1)}
        tool = any(party.startswith("org:") for party in parties) or "this" in plain
        if tool and self.antecedent:
            return self.antecedent
        measures = any(party == "AnalyticsProvider" or "nalytics" in party for party in parties)
        return ["WebUsageData"] if measures else [GENERIC]

    def is_open(self, lo: int, hi: int) -> bool:
        """Whether the object is still to come: "the following", or nothing but a colon."""
        return (
            any(self.s.word(k) == "following" for k in range(lo, min(lo + 4, hi + 1)))
            or self.s.word(lo) == ":"
        )

    def third_does(self, p: Predicate, verb_class: str, right: int, end: int) -> list[Finding]:
        """What others do: what they collect is shared with them, what they give to the provider is collected."""
        action = action_table().get(("active", "third", verb_class), "")
        who = self.named(p.parties)
        if not who and verb_class in _THEIRS and self.is_said_of_them(p):
            who = self.earlier_parties  # "they may place cookies", said of those just named
        if self.s.word(p.start) == "they" and not who and verb_class == "access":
            who = [r for r in self.concepts("recipient", 0, p.start) if r == "OtherUser"]
        if not who or self.are_users(p) and (verb_class != "access" or not self.is_of_others(right, end)):
            return []
        data = self.objects(right, end)
        if "Cookies" in data and not {"access", "place"}.isdisjoint(p.classes):
            data = [d for d in data if d not in ("BrowserType", "DeviceData")]  # where the cookies are
        if action == "share" and data and (verb_class != "hold" or "provider" in p.subjects):
            return [Finding("share", p.start, end, f"third-{verb_class}", data=data, recipients=who)]
        if action == "share-cookies" and data and "provider" in p.subjects and "use" in p.classes:
            return [Finding("share", p.start, end, "joint-use", data=data, recipients=who)]
        received = ["from", "us"] in [self.s.span(k, k + 1) for k in range(right, end)]  # guideline 7
        if (
            action == "share-cookies"
            and "use" in p.classes
            and not p.negated
            and set(data) - {GENERIC}
            and not received
        ):
            return [Finding("share", p.start, end, "third-use", data=data, recipients=who)]
        if action == "share-cookies" and "Cookies" in data:
            return [Finding("share", p.start, end, "third-cookies", data=["Cookies"], recipients=who)]
        others = {self.s.word(k) for k in range(right, end + 1)}
        if (
            action == "collect-from"
            and data
            and others & {"each", "another"}
            and others & {"with", "among", "between"}
        ):
            return [Finding("share", p.start, end, "third-each-other", data=data, recipients=who)]
        if action == "collect-from" and data and self.to_provider(right, end, [GENERIC]):
            return [Finding("collect", p.start, end, "third-gives", data=data)]
        if "access" in [self.s.word(k) for k in range(right, end + 1)] and data:
            return [Finding("share", p.start, end, "third-access", data=data, recipients=who)]
        return []

    def is_said_of_them(self, p: Predicate) -> bool:
        """Whether "they" are the subject of a verb, or of the one before its infinitive: "they use cookies to collect"."""
        if p.status == "infinitive":
            earlier = [q for q in self.predicates if q.at < p.at and q.status != "infinitive"]
            p = earlier[-1] if earlier else p
        return self.s.word(p.start) == "they"

    def are_users(self, p: Predicate) -> bool:
        """Whether a verb's subjects are users in general, who use what is theirs, and not "other users"."""
        return bool(p.parties) and all(
            m.first == m.last
            and self.s.word(m.last) in _W["user"]
            and self.s.word(m.first - 1) not in ("other", "another")
            for m in p.parties
        )

    def read_contact(self, p: Predicate, right: int, end: int) -> list[Finding]:
        """ "We may contact you by email about offers": a use of contact data (guideline 24)."""
        w = self.s.word(right)
        verb = self.s.stem(p.at)
        told = [
            m
            for m in self.of("recipient", right, right + 4)
            if m.concept == "OtherUser"
            and {"another", "other", "your"} & set(self.s.span(m.first - 1, m.first))
        ]
        if told and verb in ("alert", "inform", "notify", "tell") and w != "you":
            data = self.data(told[0].last + 1, end)
            who = [told[0].concept]
            return [Finding("share", p.start, end, "notice", data=data, recipients=who)] if data else []
        if verb == "communicat":  # "we may communicate with you by email"
            if (
                p.status != "main"
                or w != "with"
                or self.s.word(p.start) != "we"
                and p.start not in self.s.provider_at
            ):
                return []
            w = self.s.word(right + 1)
        if w != "you" and not (
            w in ("users", "customers", "subscribers", "members", "our", "your", "the")
            and verb in ("contact", "notify", "email", "inform")
        ):
            return []
        about = self.s.span(right + 1, right + 3)
        if not _ON_THE_POLICY.isdisjoint(about) or "purposes" in about and self.s.word(right + 1) != "for":
            return []  # "we tell you how it is used", "we inform you of the purposes"
        purposes = self.concepts("purpose", p.at, end) or ["UserCommunication"]
        data = self.channel(p.at, end) or ["ContactData"]
        return [Finding("use", p.start, end, "contact", data=data, purposes=purposes)]
