"""What verbs in the passive say: their data stand before them, or before the verb that they are joined to."""

from __future__ import annotations

from dataclasses import replace

from policytrail.ingest.clauses.among import DERIVED
from policytrail.ingest.clauses.recipients import DIRECTIONS
from policytrail.ingest.clauses.standing import Predicate
from policytrail.ingest.clauses.telling import Telling
from policytrail.ingest.document import Span
from policytrail.ingest.finding import ANAPHOR, GENERIC, Finding, unique
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import action_table, words

_W = words()
# What stands before "required" where no data are asked for.
_NOT_ASKED_FOR = frozenset("as consent disclosure period they we you".split())
_CASES = frozenset("if long unless when where".split())  # "for as long as it is needed"
# Verbs of disclosure even where nobody is named (guideline 14).
TELLING = frozenset(
    map(
        stem,
        "share disclose communicate release reveal divulge transfer pass redisclose make hand surrender".split(),
    )
)
_PLACES_OF_PUBLISHING = frozenset("directories directory forum public publicly site website websites".split())
_OUR_PLACES = frozenset("server servers database databases".split())
_CIPHERS = frozenset("encrypted encryption http https ssl tls".split())
_HANDED_IN = frozenset(map(stem, ["enter", "input", "submit", "upload"]))  # what users alone do
# What opens a phrase before the subject, and what goes on with a list.
_LINKING = frozenset(["associat", "link"])  # stems
_INFERRING = frozenset(["deriv", "determin", "estimat", "infer"])  # stems: what this is done from is at hand
_PERSONS = _W["user"] | frozenset("household identifiable identified particular person specific".split())
_FRONTING = frozenset("by through using with without".split())
_POINTING = frozenset("it that these they this which".split())
_JOINING = frozenset("and as including or such".split())
# Data that these part from a verb are not what it is done to: "the way your data are used".
_MANNERS = frozenset("way how when where if".split())
_TOWARDS = DIRECTIONS - set(
    "among amongst between through via".split()
)  # "exchanged between us and our agents"
# Who is this with us is another: "companies affiliated with us".
_RELATED = frozenset("affiliated associated contract partner work working".split())
_OWED = frozenset("account accounts debt debts".split())
_TOGETHER = (["along", "with"], ["together", "with"])
# Where everybody can read: others who read there are the public.
_OWNED = _W["possessives"] | {"a", "an", "the"}
_PLACES_OF_ALL = frozenset("blog blogs bulletin chat forum forums public publicly".split())
_TO = frozenset(["to", "with"])


class Passives(Telling):
    """A sentence whose verbs in the passive can be read."""

    def read_passive(self, p: Predicate, start: int, right: int, end: int) -> list[Finding]:
        """ "X may be shared with Y": the data stand before the verb."""
        verb_class = p.classes[0]
        if (
            self.s.word(p.start - 1) == "we"
            or p.start - 1 in self.s.provider_at
            and not self.s.ends.get(p.start - 1)
        ):
            return self.told_to_us(p, right, end)
        action = action_table().get(("passive", "", verb_class), "")
        named = self.of("data", start, p.at - 1)
        of_user = verb_class == "ask" and (self.s.word(p.start - 1) in _W["user"] or self.is_said_of_user(p))
        if of_user and self.s.word(right) == "for":
            data = self.objects(right + 1, end)  # "you may be asked for your name"
            return [Finding("collect", p.start, end, "passive-ask", data=data)] if data else []
        if action == "use" and self.s.stem(p.at) in _LINKING and self.is_with_person(right, end):
            return []
        if of_user and self.s.word(right) == "to" and self.s.word(p.start - 1) not in _W["user"]:
            return []  # "you must give your name and may be asked to provide": what that verb says
        if named and self.tells_manner(named[-1].last + 1, p.start):
            return []
        if named and (self.is_fronted(named[-1].last, start, p) or self.is_of_service(p.start)):
            return []
        subject = (start, p.at - 1) if named else self.subject_before(p)
        if subject is None and action in ("hold", "dispose") and "records" in self.s.span(p.at - 8, p.at):
            return self.hold(p, [GENERIC], right, end, collects=False)  # "our records are kept for a year"
        if subject is None and verb_class == "disclose" and self.s.word(p.start - 1) in _OWED:
            # "your account may be referred to a collector"
            who = self.concepts("recipient", right, self.break_at(right + 1, end) - 1)
            met = self.conditions(start, p.start - 1)  # "delinquent accounts"
            owed = Finding("share", start, end, "owed", data=[GENERIC], recipients=who, conditions=met)
            return [owed] if who else []
        if subject is None:
            return self.told(p, right, end)
        data = self.data(*subject)
        if not data or verb_class == "ask" and (p.negated or self.is_required(p, start, end)):
            return []
        if self.s.stem(p.at) == "acquir" and "BusinessTransferEvent" in self.conditions(
            0, len(self.s.words) - 1
        ):
            return []
        if self.s.stem(p.at) == "aggregat" and action == "collect":
            return []  # what comes of it is collected
        extra = self.examples(right, end)
        about = right + 2 * (self.s.word(right) == "from" and self.s.word(right + 1) in ("and", "or"))
        if (
            data == [GENERIC] and self.s.word(about) in _W["about"]
        ):  # "information is collected (from or) about your device"
            extra = unique(self.data(about, self.break_at(about, end) - 1) + extra)
        if self.s.stem(p.at) in _INFERRING and self.s.word(right) in ("by", "from"):
            of = self.data(right, self.break_at(right, end) - 1)  # "derived from your IP address"
            extra = unique(extra + [concept for concept in of if concept != GENERIC])
        data = unique(extra if data == [GENERIC] and extra else data + extra + self.joined(right, end))
        if action in ("collect", "share", "use") and (forms := self.forms(right, end)):
            vague = all(m.concept in (GENERIC, ANAPHOR) for m in self.of("data", *subject))
            data = unique([*([] if vague else data), *(m.concept for m in reversed(forms))])
        done = Finding(action, start, end, f"passive-{verb_class}", data=data)
        if verb_class == "access" and self.s.word(right) == "by" and self.is_provider(right + 1):
            return self.accessed_by_us(done, right)
        if action == "share":
            return self.passed_on(p, done, right)
        if action == "collect":
            return self.collected(p, done, right)
        if action == "create":
            made = not p.negated and DERIVED.issuperset(data) and self.s.word(right) != "by"
            return [replace(done, action="collect", rule="derive")] if made else []
        if action == "cookies":
            return self.placed(p, start, end) if "Cookies" in data else []
        others = self.by_whom(right, end) if action in ("use", "hold") else []
        kept_by = self.held_where(right, end) if action == "hold" and not (others or p.negated) else []
        found = [Finding("share", start, end, "passive-by", data=data, recipients=others)] if others else []
        if kept_by:
            found = [Finding("share", start, end, "held-by", data=data, recipients=kept_by)]
        if others and self.s.word(right + 1) not in _W["provider"]:
            return found  # and not "used by us and our vendors"
        if action == "hold" and not others and data != ["Cookies"] and self.is_on_device(right, end):
            return []
        if action in ("hold", "dispose"):
            return found + self.hold(p, data, right, end, collects=action == "hold")
        if action == "sell":
            done.recipients = self.recipients(right, end)
        return [*found, done] if action in ("use", "sell") else []

    def joined(self, lo: int, hi: int) -> list[str]:
        """Data that a verb in the passive is said of too: "is recorded together with your name"."""
        at = next((k for k in (lo, lo + 1) if self.s.span(k, k + 1) in _TOGETHER), None)
        return self.data(at + 2, self.break_at(at + 2, hi) - 1) if at is not None else []

    def placed(self, p: Predicate, start: int, end: int) -> list[Finding]:
        """ "Cookies are set by our partners", "third-party cookies may be placed on your computer"."""
        who = self.recipients(p.last + 1, end, by=True)
        if not who and not p.negated and p.status == "main":
            theirs = any(self.s.span(k, k + 1) == ["third", "party"] for k in range(start, p.at))
            who = ["ThirdParty"] if theirs else []
        return (
            [Finding("share", start, end, "passive-place", data=["Cookies"], recipients=who)] if who else []
        )

    def is_with_person(self, lo: int, hi: int) -> bool:
        """Whether data are linked with somebody, which is what makes them personal: "could be linked with a consumer"."""
        to = next((k for k in range(lo, min(lo + 7, hi)) if self.s.word(k) in ("to", "with")), None)
        if to is None:
            return False
        who = [w for w in self.s.span(to + 1, to + 4) if w not in _W["determiners"] - {"you"}]
        return bool(who) and who[0] in _PERSONS

    def is_said_of_user(self, p: Predicate) -> bool:
        """Whether a verb in the passive goes on with what users do: "you sign up and may be asked"."""
        before = next((q for q in reversed(self.predicates) if q.last < p.start), None)
        joined = self.s.word(p.start - 1) in ("and", "or")
        return joined and before is not None and before.voice == "active" and before.subjects == {"user"}

    def is_listed_question(self, at: int) -> bool:
        """Whether a word of manner ends a list of what is told: "who you call, when and for how long, is recorded"."""
        after = self.s.span(at + 1, at + 2)
        return after[:1] in ([","], ["and"]) or self.s.word(at) == "how" and "," in after

    def tells_manner(self, lo: int, hi: int) -> bool:
        """ "The way your data are used", but not "the data you give us when you register are used"."""
        manner = next(
            (k for k in range(lo, hi) if self.s.word(k) in _MANNERS and not self.is_listed_question(k)), None
        )
        if manner is None or self.s.word(manner - 1) in ("this", "that"):
            return False  # "the data collected in this way are used"
        after = self.s.word(manner + 1)
        return not ((after in _W["user"] or after.endswith("ing")) and hi - manner > 2)

    def is_of_service(self, at: int) -> bool:
        """Whether the subject of a verb is what the provider offers: "ensure that our services are used lawfully"."""
        noun = at - 1
        while self.s.word(noun) in _W["instruments"] or self.s.word(noun) in _OWNED:
            noun -= 1
        return noun < at - 2 and self.s.word(noun) in ("ensure", "ensuring", "how", "sure", "that")

    def is_required(self, p: Predicate, start: int, end: int) -> bool:
        """ "Processing it is required for ...", "what we are required to keep", "required by law": nothing is asked for."""
        for_doing = self.s.word(p.at + 1) == "for" and self.s.word(p.at + 2).endswith("ing")
        # "we disclose no data unless it is needed": what is needed is no data
        named = max((m.last for m in self.of("data", start, p.start)), default=p.start)
        return (
            self.s.word(start).endswith("ing")
            or for_doing
            and self.s.word(p.start - 1) == "it"
            and "processing" in self.s.said
            or self.s.word(p.start - 1) in _NOT_ASKED_FOR
            or self.s.stem(p.at) == "requir"
            and any(m.first == p.at for m in self.of("condition", p.at, end))
            or self.s.word(p.start - 1) == "it"
            and named < p.start - 1
            or not _CASES.isdisjoint(self.s.span(named, p.start))
        )

    def is_provider(self, at: int) -> bool:
        """Whether "us" or the provider's name stands at a position, and not "Example users"."""
        if at in self.s.provider_at:
            return self.s.word(at + 1) not in _W["user"]
        return self.s.word(at) == "us"

    def is_given_to_us(self, lo: int, hi: int) -> bool:
        """ "Shared with us", but not "with those who are affiliated with us"."""
        return any(
            self.s.word(k) in _TOWARDS and self.is_provider(k + 1) and self.s.word(k - 1) not in _RELATED
            for k in range(lo, hi + 1)
        )

    def accessed_by_us(self, done: Finding, right: int) -> list[Finding]:
        """ "Can be accessed by us", "cannot be accessed by us or others"."""
        found = [replace(done, action="collect", rule="passive-to-us")]
        who = [r for r in self.recipients(right, done.last, by=True) if r != "Recipient"]
        if who:
            found.append(replace(done, action="share", data=list(done.data), recipients=who))
        return found

    def passed_on(self, p: Predicate, done: Finding, right: int) -> list[Finding]:
        """ "X may be shared with Y", "X is shared with us", "X can be read by others"."""
        verb_class, end = p.classes[0], done.last
        if p.negated and p.modality == "must" and done.data == ["Credentials"]:
            return []  # "your password must not be disclosed": by its owner
        if self.is_given_to_us(right, end):
            given = [replace(done, action="collect", rule="passive-to-us")]
            us = next(k for k in range(right, end + 1) if self.is_provider(k))
            again = (k for k in range(us, end) if self.s.word(k) == "or" and self.s.word(k + 1) in _TOWARDS)
            beside = us if self.s.word(us + 1) in ("and", "or", ",") else next(again, end)
            who = self.recipients(beside - 1, end)  # "to us in Peru or to our partners"
            if who:  # "shared with us or our partners"
                given.append(replace(done, rule="passive-disclose", data=list(done.data), recipients=who))
            return given
        if self.is_to_user(right, end):
            return []
        who = self.recipients(right, end, by=verb_class in ("access", "publish"))
        if not who and verb_class in ("disclose", "give"):
            who = self.dialled() or (["Affiliate"] if self.stays_inside(right, end) else [])
        if verb_class == "access":
            who = self.in_public(who)
        if not who and self.is_published(p, verb_class, right, end):
            who = ["Public"]
        if not who and self.s.span(right, right + 1) == ["through", "our"]:
            return []  # "is passed through our filters"
        if not who and verb_class == "publish":  # "shown on the phone of the person you call"
            who = [r for r in self.concepts("recipient", right, end) if r == "OtherUser"]
        if not who and verb_class == "access" and not p.negated and self.purposes(right, end):
            return [replace(done, action="use", rule="passive-use")]  # "are looked at only to find faults"
        handed_in = self.s.stem(p.at) in _HANDED_IN and not self.of("recipient", right, end)
        if not who and (handed_in or self.reaches_our_servers(right, end)):
            return [replace(done, action="collect", rule="passive-to-us")]
        tells = self.s.stem(p.at) in TELLING and not self.is_to_place(p, right, end)
        if not (who or tells or verb_class == "give" and self.lists_whom(p)):
            return []  # "transmitted to and stored on our servers"
        if not who and not _CIPHERS.isdisjoint(self.s.span(right, end)):
            return []  # "all data are transferred with TLS"
        if not who and self.s.word(right) == "by" and self.recipients(right, right + 6, by=True):
            return []  # "may be transferred by the recipient"
        done.recipients = who or ["Recipient"]
        return [done]

    def lists_whom(self, p: Predicate) -> bool:
        """Whether a list follows of those to whom data are given: "we may provide your name to:", "is sent to the following:"."""
        plain = self.s.plain
        if p.status != "main" or plain[-1] != ":":
            return False
        return plain[-2] in _TO or any(
            plain[k] in _TO and plain[k + 1 : k + 3] == ["the", "following"]
            for k in range(p.at, len(plain) - 3)
        )

    def is_published(self, p: Predicate, verb_class: str, lo: int, hi: int) -> bool:
        """Whether data are given to everybody: "publish", "post it on our website", "publicly share"."""
        if "publicly" in self.s.span(p.start, p.at):
            return True
        if self.s.stem(p.at) == "mak":  # "make it public"
            known = (self.s.word(k - 1) for k in range(lo, hi + 1) if self.s.word(k) == "public")
            return any(before not in ("general", "the", "to", "with") for before in known)
        everywhere = self.s.stem(p.at) == "publish" or not _PLACES_OF_PUBLISHING.isdisjoint(
            self.s.span(lo, hi)
        )
        return verb_class == "publish" and everywhere

    def collected(self, p: Predicate, done: Finding, right: int) -> list[Finding]:
        """ "X is collected", "X is collected by Y", which shares it unless it ends with us."""
        by = next((k for k in range(right, done.last + 1) if self.s.word(k) == "by"), None)
        who = self.in_public(self.recipients(by, done.last, by=True)) if by is not None else []
        if who and not self.is_given_to_us(right, done.last):
            if self.is_passed_to_us(p):
                return []  # which the verb after it says
            done.action, done.recipients = "share", who
        return [done]

    def in_public(self, who: list[str]) -> list[str]:
        """Who does something: others in public places are the public ("posts in forums can be read by others")."""
        public = who == ["ThirdParty"] and not _PLACES_OF_ALL.isdisjoint(self.s.said)
        return ["Public"] if public else who

    def reaches_our_servers(self, lo: int, hi: int) -> bool:
        """ "Uploaded to our servers", "transmitted to and stored on our servers", "sent to the server"."""
        near = range(lo, min(lo + 7, hi))
        at = next((k for k in near if self.s.word(k) == "our" or k in self.s.provider_at), None)
        if self.s.word(lo + 1) == "the" and self.s.word(lo + 3) != "of":
            at = lo + 1
        return (
            at is not None
            and self.s.word(lo) in ("to", "onto")
            and not _OUR_PLACES.isdisjoint(self.s.span(at + 1, at + 2))
        )

    def is_fronted(self, last: int, start: int, p: Predicate) -> bool:
        """ "With this information, pages are made available": data before a comma after which another subject stands."""
        if self.s.word(start) not in _FRONTING:
            return False
        comma = next((k for k in range(p.start - 1, last, -1) if self.s.word(k) == ","), None)
        if comma is None or comma + 1 >= p.start or self.s.word(comma + 1) in _JOINING:
            return False
        return _POINTING.isdisjoint(self.s.span(comma + 1, p.start - 1))

    def shares_subject(self, p: Predicate, floor: int) -> bool:
        """Whether a passive verb has the subject of one before: "data are used to bill you and may be shared"."""
        joint = self.s.word(p.start - 1) in ("and", "but", "nor", "or") and floor < p.start - 1 < p.chain
        if not (joint and p.voice == "passive"):
            return False
        earlier = (q for q in reversed(self.predicates) if q.at < p.start and q.status != "infinitive")
        before = next(earlier, None)
        alone = DIRECTIONS.isdisjoint(self.s.span(p.start - 3, p.start - 2))  # not "shared with or sold to"
        if before and before.voice == "passive" and alone:
            return True
        return p.start < p.chain and not self.of("data", floor, p.at)

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

    def by_whom(self, lo: int, hi: int) -> list[str]:
        """Others who are said to have done it: "stored by our vendors"."""
        by = next((k for k in range(lo, min(lo + 2, hi + 1)) if self.s.word(k) == "by"), None)
        return (
            self.in_public(self.recipients(by, self.break_at(by, hi) - 1, by=True)) if by is not None else []
        )

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
