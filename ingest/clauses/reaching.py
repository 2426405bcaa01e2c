"""How data reach others whom no verb gives them: they go there, are listed there, lie there or can be seen there."""

from __future__ import annotations

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.clauses.recipients import ONES_OWN
from policytrail.ingest.clauses.triggers import on
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import auxiliaries, words

_W = words()
_GOING = frozenset("flow flows go goes pass passes travel travels".split())
_UNDER_WAY = _W["adverbs"] | frozenset(
    "along back directly first immediately on onward onwards out over straight".split()
)
_BEFORE = auxiliaries() | _W["negations"]
# Lists that everybody can look into, and what is done to data that come to stand there (stems).
_DIRECTORIES = frozenset("directories directory phonebook phonebooks".split())
_BOOKS = (
    ["phone", "book"],
    ["phone", "books"],
    ["telephone", "book"],
    ["white", "pages"],
    ["yellow", "pages"],
)
_LISTS = _DIRECTORIES | {word for _, word in _BOOKS}
_LISTED = frozenset(map(stem, "appear enter feature include insert list print publish".split()))
_IN_LISTS = frozenset("in into on within".split())
_LISTS_FOR = frozenset(["list", "print", "publish", "releas"])  # stems of what directories do
_OF_CALLERS = frozenset(["CallParties", "Name", "PhoneNumber"])
_APPEARING = frozenset("appear appears".split())
_OUR_THINGS = frozenset(
    "app data database databases forum network platform portal server servers service services shop site systems website websites".split()
)
_HOSTING = frozenset("handled host hosted hosts maintained managed operated run".split())
_FOR_US = (["for", "us"], ["our", "behalf"])
_SERVING = frozenset(
    "AnalyticsProvider HostingProvider MarketingProvider PaymentProcessor ServiceProvider ShippingProvider SupportProvider".split()
)


class Reaching(Arguments):
    """A sentence that may tell where data come to others; what it says is added to `findings`."""

    @on(words=_GOING, unless="share")
    def read_flows(self) -> None:
        """ "Your call records go straight to our billing vendor": who gets what is on its way there."""
        end = len(self.s.words) - 1
        for at, word in enumerate(self.s.plain):
            if word not in _GOING:
                continue
            to = at + 1
            while self.s.word(to) in _UNDER_WAY:
                to += 1
            if self.s.word(to) in ("through", "to") and (subject := self.data_before(at)):
                reach = self.break_at(to + 1, end) - 1
                who = [r for r in self.recipients(to, reach) if r not in ONES_OWN]
                theirs = subject != [GENERIC] or not _W["possessives"].isdisjoint(self.s.span(0, at))
                if who and theirs:
                    self.add(at, Finding("share", 0, end, "flows", data=subject, recipients=who))
                return

    @on(words=_LISTS, unless="share")
    def read_listings(self) -> None:
        """ "Your name appears in the phone book", "directory assistance will list your number": what anybody can look up."""
        if _LISTED.isdisjoint(self.s.stems):
            return
        end = len(self.s.words) - 1
        for at in range(1, len(self.s.words) - 1):
            if self.s.stem(at) not in _LISTED or self.s.word(at).endswith("ing"):
                continue
            place = next((k for k in range(at + 1, at + 9) if self.s.word(k) in _IN_LISTS), 0)
            if place and self.is_directory(place):
                before = self.data_before(at)
                ours = (
                    self.s.word(at - 1) == "we"
                    or self.s.word(at - 1) in _W["modals"]
                    and "we" in self.s.span(at - 3, at)
                )
                data = before or (self.data(at + 1, place - 1) if ours else [])
                if data:
                    self.add(at, Finding("share", 0, end, "listing", data=data, recipients=["Public"]))
                return
            who = [m for m in self.of("recipient", 0, at - 1) if "directory" in self.s.span(m.first, m.last)]
            if who and self.s.stem(at) in _LISTS_FOR and self.s.word(at - 1) in _BEFORE:
                data = self.objects(at + 1, len(self.s.words) - 1)
                if data:
                    listing = Finding("share", 0, end, "listing", data=data, recipients=[who[-1].concept])
                    self.add(at, listing)
                return

    def is_directory(self, place: int) -> bool:
        """Whether a directory is named within some words of a preposition."""
        near = self.s.span(place + 1, place + 6)
        near = near[: next((k for k, w in enumerate(near) if w in _W["clause_end"]), len(near))]
        return not _DIRECTORIES.isdisjoint(near) or any(near[k : k + 2] in _BOOKS for k in range(len(near)))

    @on(words=_APPEARING, unless="share")
    def read_displays(self) -> None:
        """ "Your number appears on the called party's display": those called see who calls."""
        end = len(self.s.words) - 1
        at = next(k for k, w in enumerate(self.s.plain) if w in _APPEARING)
        data = ["PhoneNumber" if d == "CallParties" else d for d in self.data_before(at)]
        who = self.of("recipient", at + 1, min(at + 12, len(self.s.words)))
        if data and _OF_CALLERS.issuperset(data) and who and who[0].concept == "OtherUser":
            self.add(at, Finding("share", 0, end, "caller-id", data=data, recipients=["OtherUser"]))

    @on(words=["which"], unless="share")
    def read_views(self) -> None:
        """ "Your profile, which anyone can view": a clause beside data tells who sees them."""
        end = len(self.s.words) - 1
        for p in self.predicates:
            who = self.s.plain[: p.start].count("which") and p.parties
            if not who or p.negated or p.classes[0] != "access" or p.subjects != {"third"}:
                continue
            which = p.parties[0].first - 1
            while self.s.word(which) in _W["determiners"] - _W["relatives"]:
                which -= 1
            named = self.s.ends.get(which - 2)
            if self.s.span(which - 1, which) == [",", "which"] and named and named.scheme == "data":
                data = self.data(named.first, named.last)
                if data != [GENERIC]:
                    self.add(
                        p.at, Finding("share", 0, end, "viewed", data=data, recipients=self.named(p.parties))
                    )
                return

    @on(words=_HOSTING, unless="share")
    def read_hosts(self) -> None:
        """ "Our website is hosted by Zyxcorp", "we host our servers with Zyxcorp": who has what lies there."""
        end = len(self.s.words) - 1
        for at, word in enumerate(self.s.plain):
            if word not in _HOSTING:
                continue
            if "host" not in word and not any(self.s.span(k, k + 1) in _FOR_US for k in range(at, at + 5)):
                continue  # "our website is operated by Example"
            passive = self.s.word(at - 1) in _W["be"] | _W["adverbs"]
            near = self.s.span(max(0, at - 8), at) if passive else self.s.span(at, at + 6)
            ours = "our" in near or not passive and self.s.word(at - 1) == "we"
            ours = ours and not _OUR_THINGS.isdisjoint(near) or "host" not in word and passive
            if not ours or not _W["negations"].isdisjoint(self.s.span(0, at)):
                continue
            by = next(
                (k for k in range(at + 1, end) if self.s.word(k) in ("at", "by", "in", "on", "with")), end
            )
            named = self.of("recipient", by, min(by + 7, end))
            who = [m.concept for m in named if m.concept.startswith("org:") or m.concept in _SERVING]
            if who:
                self.findings.append(
                    Finding("share", 0, end, "hosted", data=[GENERIC], recipients=unique(who))
                )
            return

    @on(words=["our"], unless="anything")
    def read_roles(self) -> None:
        """ "Our payment processor is Zyxcorp", "Zyxcorp is our hosting provider": who does what others see data for."""
        if not self.s.by_scheme.get("recipient"):
            return
        end = len(self.s.words) - 1
        for at in range(1, end):
            if self.s.word(at) not in ("are", "is"):
                continue
            last = at - 1 - (self.s.word(at - 1) == ".")  # "Zyxcorp Inc. is"
            before, after = self.s.ends.get(last), self.of("recipient", at + 1, min(at + 6, end))
            if before is None or before.scheme != "recipient" or not after:
                return
            kind, named = (before, after) if before.concept in _SERVING else (after[0], [before])
            ours = self.s.word(kind.first - 1) == "our"
            who = [m.concept for m in named if m.concept.startswith("org:")]
            if ours and who and kind.concept in _SERVING:
                data = ["WebUsageData"] if kind.concept == "AnalyticsProvider" else [GENERIC]
                self.findings.append(Finding("share", 0, end, "role", data=data, recipients=unique(who)))
            return

    def data_before(self, verb: int) -> list[str]:
        """The data that are the subject of a verb without a class of its own."""
        subject = verb - 1
        while self.s.word(subject) in _BEFORE:
            subject -= 1
        named = self.s.ends.get(subject)
        if named is None or named.scheme != "data":
            return []
        return self.data(self.clause_of(named.first), subject)

    def clause_of(self, at: int) -> int:
        """Where the clause begins that a position stands in: after a comma that no list has, or the nearest other sign."""
        while at > 0 and self.s.word(at - 1) not in _W["clause_end"]:
            at -= 1
        before = self.s.ends.get(at - 2) if self.s.word(at - 1) == "," else None
        return self.clause_of(before.first) if before is not None and before.scheme == "data" else at

    def add(self, verb: int, reached: Finding) -> None:
        """Keep that data reach somebody, or that they do not, with what the sentence says of it."""
        near = verb - 1
        while self.s.word(near) in auxiliaries() - _W["negations"]:
            near -= 1
        if self.s.word(near) in _W["negations"]:
            reached.polarity, reached.rule = "deny", f"{reached.rule}+denied"
        else:
            reached.conditions = self.conditions(0, reached.last)
            reached.purposes = self.purposes(verb + 1, reached.last)
            if "BusinessTransferEvent" in reached.conditions:
                reached.purposes = reached.purposes or ["BusinessTransfer"]
        self.findings.append(reached)
