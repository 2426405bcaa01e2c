"""How others come to data through the provider: it gives them, lets others have them, or engages others."""

from __future__ import annotations

from policytrail.ingest.clauses.among import IMPERSONAL
from policytrail.ingest.clauses.arguments import TASKS
from policytrail.ingest.clauses.passives import TELLING, Passives
from policytrail.ingest.clauses.recipients import ONES_OWN
from policytrail.ingest.clauses.standing import Predicate
from policytrail.ingest.finding import GENERIC, Finding
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words

_W = words()
_IN_SIGHT = frozenset(["Advertiser", "MarketingProvider", "SocialMediaPlatform"])
_OFFICES = frozenset("officer ombudsman representative".split())
_NOT_ENGAGED = frozenset(
    "Recipient ThirdParty Customer OtherUser Employee PublicAuthority LawEnforcement Court Public".split()
)
_HELPING = frozenset("allow enabl help let".split())
_ADS = frozenset("ad ads advertisement advertisements advertising".split())
_HOW = frozenset("how whether why".split())
_TOLD_HOW = _W["determiners"] | _W["generic_nouns"] | {"personal", "we"}
_NOTICES = frozenset(
    "adverts advertisements ads changes notice notices policy rules statement terms update updates version".split()
)
_SUPPLYING = frozenset("giv provid send supply".split())
# What people are given that is said to them: "we may provide you with service announcements".
_MESSAGES = frozenset(
    "announcements communications marketing messages newsletters notifications reminders".split()
)
# How what tells of nobody is made from data about people (stems).
_MADE = frozenset(map(stem, "compile create derive generate prepare produce".split()))
_PASSING = frozenset("forward send transmit".split())  # stems
_HANDLING = frozenset("access disclose hold obtain sell".split())  # classes of verbs
_THEM = frozenset("it them these those".split())
_ACTING = frozenset("that they we which you".split())
_WHO = frozenset("that which who".split())
_PLACING = frozenset(["send", "transmit"])  # stems
_CALLING_BACK = frozenset(map(stem, "remarketing retargeting".split()))
_SEEN = frozenset("accessible available public visible".split())
_REACHING = frozenset(["access", "obtain"])  # classes of verbs
_GATHERING = frozenset(["obtain", "place", "use"])  # the same


class Giving(Passives):
    """A sentence whose verbs may give data to others."""

    def gives(self, p: Predicate, verb_class: str, data: list[str], right: int, end: int) -> list[Finding]:
        """ "We share your name with vendors", "we publish it"; what goes to the provider's own servers is collected."""
        how = right + self.s.word(right).endswith("ly")
        if self.s.word(how) in _HOW and self.s.word(how + 1) in _TOLD_HOW:
            return []  # "we disclose (clearly) how your data are used"
        if verb_class == "publish" and self.is_of_no_data(right, end):
            return []
        handed = p.status == "main" and self.s.stem(p.at) != "send" and self.s.word(right) == "you"
        if handed and not _MESSAGES.isdisjoint(self.s.span(right + 1, right + 4)):
            why = self.concepts("purpose", right, end) or ["UserCommunication"]
            data = self.channel(right, end) or ["ContactData"]
            return [Finding("use", p.start, end, "contact", data=data, purposes=why)]
        if (
            self.s.stem(p.at) == "distribut"
            and self.is_by_means_of_data(right, end)
            or self.are_ads(right, end)
        ):
            return []
        if (source := self.source(right, end)) < end:
            data = self.objects(right, source)
        who = self.recipients(right, end, direct=True) or self.dialled()
        if not who and p.parties and {"another", "each"} & set(self.s.span(right, end)):
            who = self.named(p.parties)  # "we and our affiliates share it with each other"
        to = next((k for k in range(right + 1, end - 1) if self.s.word(k) in ("to", "onto")), None)
        cookies = "Cookies" in self.concepts("data", p.start, p.at)  # what they tell is read elsewhere
        # "our modem sends us your line speed", "reports your line speed to us"
        to_us = self.s.word(right) == "us" or to is not None and not who and self.reports_to_us(p, right, to)
        # "we do not upload your contacts"
        taken = self.s.stem(p.at) == "upload" and not self.is_published(p, verb_class, right, end)
        reached = to and self.reaches_our_servers(to, end)
        if data and (to_us and not cookies or not who and (taken or reached)):
            return [Finding("collect", p.start, end, "active-to-us", data=data)]
        aside = next(
            (k for k in range(right, source) if self.s.span(k, k + 1) == ["in", "connection"]), source + 1
        )
        if verb_class == "enrich":  # "we add your name to directories"
            if not to or self.opens_purpose(to):
                return []
            aside, who = to, self.recipients(to, min(to + 8, end))
        if who and (before := self.objects(right, aside - 1)):
            data = before  # what follows is the connection in which data are given
        if verb_class == "disclose" and not who and self.stays_inside(right, end):
            who = ["Affiliate"]
        directory = who == ["ThirdParty"] and self.is_in_directory(p, right, end)
        if directory or not who and self.is_published(p, verb_class, right, end):
            who = ["Public"]
        elsewhere = verb_class == "publish" and "elsewhere" in self.s.span(right, end)
        if elsewhere and not who and self.of("data", right, right + 5):
            who = ["Recipient"]  # "we show your name in your profile and elsewhere on our service"
        us = p.at - 1 - (self.s.word(p.at - 1) == "to")
        helped = self.s.word(us) == "us" and self.s.stem(us - 1) in _HELPING
        served = verb_class == "give" and who == ["OtherUser"] and not self.of("data", right, right + 3)
        if self.is_given_to_user(right, end, others=bool(who)) or helped and (who == ["Customer"] or served):
            return []  # "to help us deliver offers to our customers"
        if not (data and who) and self.is_told(p, right) or data and not who and self.lists_whom(p):
            who = who or ["Recipient"]
        elif verb_class != "disclose" and not (data and who):
            return []
        if self.s.stem(p.at) == "mak":  # "make available"
            seen = next((k for k in range(right, end) if self.s.word(k) in _SEEN), end)
            data = self.data(right, min(max(right + 7, seen), end))
            data = data or self.data(seen, min(seen + 12, end))
            if not data and self.s.word(right) not in _W["pointers"]:
                return []  # "we make our policies available to all"
        dealt = self.s.stem(p.at) == "hand" and self.s.word(p.at + 1) == "out"  # as SIM cards are
        tells = self.s.stem(p.at) in TELLING and (p.negated or not dealt)
        if not who and (not data or not tells or self.is_to_place(p, right, end)):
            return []
        return [
            Finding(
                "share", p.start, end, f"active-{verb_class}", data=data or [GENERIC], recipients=who or ["Recipient"]
            )
        ]  # fmt: skip

    def is_of_no_data(self, lo: int, hi: int) -> bool:
        """Whether what is published are notices or ads, whatever they tell of: "we post a notice of how we use your data"."""
        first = next((m.first for m in self.of("data", lo, hi)), hi + 1)
        return not _NOTICES.isdisjoint(self.s.span(lo, min(first - 1, lo + 6)))

    def reports_to_us(self, p: Predicate, right: int, to: int) -> bool:
        """Whether what is the provider's gives data to it: "our modem reports its line speed to us", not "we share what you gave to us"."""
        alone = _ACTING.isdisjoint(self.s.span(right, to)) and p.status == "main"
        return alone and self.s.word(p.start) != "we" and self.is_provider(to + 1)

    def is_by_means_of_data(self, lo: int, hi: int) -> bool:
        """Whether data only tell how something else is handed out: "we distribute ads with data such as your age"."""
        named = self.of("data", lo, hi)[:1]
        return any(m.first > lo + 1 and self.s.word(m.first - 1) in ("using", "with") for m in named)

    def are_ads(self, lo: int, hi: int) -> bool:
        """Whether ads are given, and data only tell to whom: "deliver ads to our members, based on your age"."""
        named = self.of("data", lo, hi)[:1]
        parties = any(m.first == lo for m in self.of("recipient", lo, hi))  # "ad companies"
        return (
            self.s.word(lo) in _ADS
            and not parties
            and any("based" in self.s.span(lo, m.first) for m in named)
        )

    def sends_cookies(self, p: Predicate, data: list[str]) -> bool:
        """ "We send cookies to your computer": they are placed there."""
        others = {m.concept for m in self.s.by_scheme.get("recipient", ())} - ONES_OWN
        return data == ["Cookies"] and not others and self.s.stem(p.at) in _PLACING

    def goes_to_others(self, lo: int, data: list[str]) -> bool:
        """Whether users give data to a thing that is another's: "you provide that application with your password"."""
        with_ = next((k for k in range(lo + 2, lo + 5) if self.s.word(k) == "with"), 0)
        other = self.s.word(lo) in ("that", "such", "another") and not self.of("data", lo, with_ - 1)
        return with_ > 0 and other and data != [GENERIC]

    def source(self, lo: int, hi: int) -> int:
        """Where data end before what they are made from: "give advertisers statistics prepared by combining your visits"."""
        for m in self.of("data", lo, hi):
            made = self.s.stem(m.last + 1) in _MADE and self.s.word(m.last + 2) in ("by", "from")
            if made and m.concept in IMPERSONAL:
                return m.last
        return hi

    def is_told(self, p: Predicate, right: int) -> bool:
        """Whether data are given, whoever gets them: "we do not collect or provide your name", "we may communicate your name"."""
        verb = self.s.stem(p.at)
        if not self.data(right, right + 6):
            return False
        passes = verb == "provid" or p.negated and verb in _PASSING
        gone = p.negated and verb == "giv" and self.s.word(p.at + 1) in ("away", "out")
        return verb == "communicat" and self.s.word(right) != "with" or gone or passes and self.is_chained(p)

    def is_in_directory(self, p: Predicate, lo: int, hi: int) -> bool:
        """Whether directories are what is published: "we publish and distribute telephone directories"."""
        stems = {self.s.stem(k) for k in range(max(0, p.start - 10), lo)}
        told = self.of("recipient", lo, hi)
        listed = told and all(self.s.stem(m.last) == "directory" for m in told)
        return bool(listed) and "publish" in stems and "others" not in self.s.span(lo, hi)

    def is_given_to_user(self, lo: int, hi: int, *, others: bool) -> bool:
        """Whether the object of a verb goes to the reader: "give you a receipt", "provide users with"."""
        if self.s.word(lo) == "you" or self.s.span(lo, lo + 1) == ["to", "you"]:
            return True
        if self.s.word(lo) in _W["user"] and self.s.word(lo + 1) == "with":
            return True
        return not others and any(
            self.s.word(k) in ("to", "with")
            and self.s.word(k + 1) == "you"
            and not self.s.word(k - 1).endswith("ed")  # "for purposes disclosed to you"
            and not any(p.at == k - 1 and p.status == "relative" for p in self.predicates)
            for k in range(lo, hi + 1)
        )

    def is_chained(self, p: Predicate) -> bool:
        """Whether a verb stands in a row with others that tell what is done to the same data."""
        others = [q for q in self.predicates if q.chain == p.chain and q is not p]
        handling = _HANDLING if p.negated else _HANDLING - {"access", "hold", "sell"}
        return any(handling & set(q.classes) or self.s.stem(q.at) == "retain" for q in others)

    def permits(self, p: Predicate, right: int, end: int) -> list[Finding]:
        """ "We let partners access your name"; not what users can do themselves."""
        if self.s.word(right) in _W["user"] | _W["provider"]:
            return []  # "the service allows you to access your account"
        know = next((k for k in range(right + 1, right + 6) if self.s.word(k) == "know"), 0)
        if know and self.s.stem(p.at) == "let":  # "we let your friends know when you are online"
            told, who = self.data(know, end), self.recipients(right, know, direct=True)
            return (
                [Finding("share", p.start, end, "notice", data=told, recipients=who)] if told and who else []
            )
        data = self.data(right, end)
        access = any(self.s.stem(k) == "acces" for k in range(right, end + 1))
        acting = _REACHING | {"place"} if data == ["Cookies"] else _REACHING
        if not data or p.negated and not access and not any(acting & set(q.classes) for q in self.predicates):
            return []  # "we do not permit vendors to use it for their own purposes"
        who = self.recipients(right, min(right + 8, end), direct=True)
        if access and not who and (named := self.of("data", right, end)):
            who = self.recipients(named[0].last + 1, end, direct=False)
        acts = any((acting | {"use"}) & set(q.classes) for q in self.predicates if q.at > p.at)
        if not access and not (who and acts):
            return []
        return [Finding("share", p.start, end, "permit", data=data, recipients=who or ["Recipient"])]

    def engages(self, p: Predicate, right: int, end: int) -> list[Finding]:
        """ "We hire companies to send our bills", "we use Example Analytics": they see what they work on."""
        if self.s.word(right) == "in":
            return []  # "we do not engage in sales of names"
        who = self.recipients(right, right + 8, direct=True) and self.recipients(right, end, direct=True)
        kinds = [r for r in who if r not in _NOT_ENGAGED]
        if self.s.stem(p.at) == "appoint" and not _OFFICES.isdisjoint(self.s.span(right, end)):
            return []  # "as our representative": who answers questions works on no data
        if self.s.stem(p.at) == "cooperat":  # "with the police", who are told what they need
            kinds = [r for r in who if r == "LawEnforcement"]
        if who and not kinds and self.performs(right, end):
            kinds = ["ServiceProvider"]
        told = self.gathered_by_engaged(right) if who else []
        if told and not kinds and who == ["ThirdParty"] and not self.giving_us(right, len(self.s.words) - 1):
            kinds = who
        if not kinds or p.subjects != {"provider"} or self.is_told_again(p, right):
            return []
        if (us := self.giving_us(right, end)) and (data := self.objects(us + 1, end)):
            return [Finding("collect", p.start, end, "third-gives", data=data)]
        joint = self.s.stem(p.at) in ("work", "partner")
        reached = self.described_from(right, end) - 1 if joint else end
        data = self.data(right, reached) or told
        told_elsewhere = _IN_SIGHT.issuperset(kinds) and _CALLING_BACK.isdisjoint(self.s.stems)
        if not data and self.s.stem(p.at) == "use" and told_elsewhere:
            return []  # "we use advertising networks to serve ads": what they see is told elsewhere
        trusted = any(self.s.span(k, k + 1) == ["whom", "we"] for k in range(right, end))
        aimless = trusted or not self.concepts("purpose", right, end)
        kept = any(q.negated and q.status == "relative" and q.start > right for q in self.predicates)
        if (not data or kept) and aimless and joint:
            return []  # "we only work with partners whom we trust", "who do not collect your data"
        later = (
            q.start - 1
            for q in self.predicates
            if q.start > end and q.status == "main" and not self.is_by_means(q)
        )
        reach = next(later, len(self.s.words) - 1)
        supplied = {m.concept for m in self.of("data", right, reach) if self.are_supplied(m)}
        data = [d for d in self.data(right, reach) if d not in supplied] or self.engaged_with(
            kinds, right, reach
        )
        return [Finding("share", p.start, end, "engage", data=data, recipients=kinds)]

    def described_from(self, lo: int, hi: int) -> int:
        """Where a clause begins that tells nothing of data but how those engaged are: "we work with vendors | who protect them"."""
        party = next((m.last for m in self.of("recipient", lo, hi)), hi)
        at = party + 1 + (self.s.word(party + 1) == ",")
        handles = any(
            q.status == "relative" and q.subjects == {"third"} for q in self.predicates if q.at > at
        )
        return at if self.s.word(at) in _WHO and not handles else hi + 1

    def gathered_by_engaged(self, lo: int) -> list[str]:
        """What a clause on those who are engaged says that they collect: "we work with advertisers that gather information here"."""
        q = next((q for q in self.predicates if q.at > lo and q.classes[0] in _GATHERING), None)
        if q is None or q.negated or q.status != "relative" or q.subjects != {"third"}:
            return []
        if any(
            self.s.word(k) == "us" and self.s.word(k - 1) in ("to", "with")
            for k in range(q.last, len(self.s.words))
        ):
            return []  # "that collect it elsewhere and share it with us"
        plain = self.s.word(q.last + 1) in _W["generic_nouns"]
        data = self.objects(q.last + 1, len(self.s.words) - 1) or ([GENERIC] if plain else [])
        return data if q.classes[0] == "obtain" or "Cookies" in data else []

    def is_by_means(self, p: Predicate) -> bool:
        """Whether a verb tells what a tool does that is used: "we use Example Analytics on our site, which sets cookies"."""
        return p.start == p.at and self.s.word(p.start - 1) in _WHO

    def is_of_engaged(self, lo: int, hi: int) -> bool:
        """Whether those who are engaged are said to use the data: "we use Example Analytics, which uses cookies"."""
        data = next((m.first for m in self.of("data", lo, hi)), lo)
        who = self.of("recipient", lo, min(lo + 8, data))
        return bool(who) and not _WHO.isdisjoint(self.s.span(who[0].last + 1, data))

    def uses_party(self, lo: int, hi: int) -> bool:
        """Whether parties are used, of whom the data are told: "we use analytics tools that collect your visits"."""
        who, what = self.of("recipient", lo, min(lo + 8, hi)), self.of("data", lo, hi)
        if not (who and what):
            return False
        return not _WHO.isdisjoint(self.s.span(who[0].last + 1, what[0].first - 1)) or self.puts_to_work(lo)

    def puts_to_work(self, lo: int) -> bool:
        """Whether it is parties themselves that are used, and no data: "we use third parties to run our chat"."""
        who = self.of("recipient", lo, lo + 2)
        alone = bool(who) and not self.of("data", lo, who[0].last)
        return alone and self.s.word(who[0].last + 1) == "to"

    def giving_us(self, lo: int, hi: int) -> int:
        """Where "us" stands if those engaged are a source: "we work with partners, who may provide us with your name", else 0."""
        return next(
            (
                at
                for at in range(lo + 2, hi)
                if self.s.word(at) == "us"
                and self.s.stem(at - 1) in _SUPPLYING
                and not _WHO.isdisjoint(self.s.span(at - 4, at - 2))
            ),
            0,
        )

    def performs(self, lo: int, hi: int) -> bool:
        """Whether those engaged are to do something for the provider: "companies to perform functions", "to run our app"."""
        for k in range(lo, min(lo + 12, hi)):
            if self.s.word(k) == "to" and self.s.stem(k + 1) in _W["serving"]:
                ours = "our" in self.s.span(k + 2, k + 4)
                if not ours and self.s.word(k - 1) == "party" and self.s.word(k - 2) in ("another", "other"):
                    return False  # "we partner with another party to offer special services"
                return ours or not TASKS.isdisjoint(self.s.span(k, k + 8))
        return False

    def are_supplied(self, mention: Mention) -> bool:
        """Whether data are what those engaged deliver: "firms to run our app and supply maps and location data"."""
        for at in range(mention.first - 1, mention.first - 9, -1):
            if self.s.stem(at) in _SUPPLYING:
                return self.s.word(at + 1) not in _THEM
            if self.s.word(at) == "to" or self.s.word(at) in _W["infinitives"]:
                break
        return False

    def is_told_again(self, p: Predicate, right: int) -> bool:
        """Whether those engaged were said to receive: "share it with labs and may work with those labs to do research"."""
        return p is not self.predicates[0] and any(
            self.s.word(m.first - 1) in _W["pointers"] and self.of("recipient", 0, p.at)
            for m in self.of("recipient", right, right + 4)
        )

    def engaged_with(self, parties: list[str], lo: int, hi: int) -> list[str]:
        """What a hired company works on where the sentence does not say: the data just named, for a tool or "this".

        Those who measure the use of a website see that use.
        """
        plain = {self.s.word(k) for k in range(lo, hi + 1)}
        tool = any(party.startswith("org:") for party in parties) or "this" in plain
        if tool and self.antecedent:
            # "we use Zyxcorp for this purpose": on what the sentence before was about
            return self.latest if self.latest and {"this", "purpose"} <= plain else self.antecedent
        measures = any(party == "AnalyticsProvider" or "nalytics" in party for party in parties)
        if not _CALLING_BACK.isdisjoint(self.s.stems):
            return ["WebUsageData"]  # who shows ads to those who were here
        named = all(party.startswith("org:") for party in parties)  # "we use Zyxcorp to measure visits"
        measures = measures or named and self.concepts("purpose", lo, hi) == ["Analytics"]
        return ["WebUsageData"] if measures else [GENERIC]
