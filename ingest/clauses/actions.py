"""What a verb says, from its class, its subject and its voice: one or more findings.

The tables are in rules/verbs.toml; this module reads the objects of each kind of action.
"""

from __future__ import annotations

from dataclasses import replace

from policytrail.ingest.clauses.among import DERIVED
from policytrail.ingest.clauses.channels import EMAIL, PHONE
from policytrail.ingest.clauses.contacting import Contacting
from policytrail.ingest.clauses.recipients import ONES_OWN
from policytrail.ingest.clauses.standing import Predicate
from policytrail.ingest.finding import ANAPHOR, GENERIC, Finding, unique
from policytrail.ingest.words.wordlists import action_table, words

_W = words()
_THEIRS = frozenset("access obtain place".split())  # what others do in the provider's sight
_OF_TOOLS = frozenset("create hold use".split())  # and what they do with their tools
_LINKING = frozenset("assign associat link".split())  # stems
_VISITS = frozenset(["visit", "visits"])
_NO_ONE = frozenset(["no", "nobody"])
_STORING = frozenset(["sav", "stor"])  # stems
_CARRYING = frozenset("BrowserType DeviceData DeviceType OperatingSystem".split())  # where cookies are
_TRACES = frozenset(
    ["Cookies", "DeviceIdentifier", "IPAddress", "LogData"]
)  # what is used to collect: "we use cookies and log files"
_HELPING = frozenset("allow assist enabl for help let".split())  # stems before "us" to which nothing is given
_GRANTED = _W["leave"] | {"access"}  # what is given with these is told by `read_grant`
_LINKS, _LEAVING = frozenset(["click", "link", "links"]), frozenset(["leave", "leaving"])
_OF_STAFF = frozenset(["ask", "disclose", "hold", "obtain", "sell", "use"])
_BEING = frozenset("be consist contain have match".split())
_TOOLS = frozenset("technologies technology tools".split())
_OF_ROLES = frozenset(["a", "an", "the", "unique"])
# What processing rests on that is no party.
_GROUNDS = frozenset(
    "article articles basis bases clauses consent interest interests legal legitimate safeguards".split()
)
_INTO = frozenset(["into", "onto", "to"])


class Actions(Contacting):
    """A sentence whose verbs can be read as actions."""

    def read_predicate(self, p: Predicate, start: int, right: int, end: int, hi: int) -> list[Finding]:
        """Findings of one verb: its objects between `right` and `end`, its clause up to `hi`."""
        if self.warns(p):
            return []
        if p.voice == "passive":
            return self.read_passive(p, start, right, end)
        found: list[Finding] = []
        classes, subjects = p.classes, p.subjects
        staff = bool(p.parties) and all(m.concept == "Employee" for m in p.parties)
        if staff and classes[0] in _OF_STAFF and self.s.word(right) != "access":
            subjects = frozenset(["provider"])  # what "our staff" ask for and record
        addressed = "provider" in subjects and self.s.word(right) == "you"
        if addressed and (self.is_kept_informed(p) or self.brings_offers(p, right, end)):
            return self.read_contact(p, right, end)
        if "contact" in classes and "provider" in subjects:
            contact = self.read_contact(p, right, end)
            if contact or classes == ("contact",):
                return contact
        verb_class = classes[0]
        if "provider" in subjects or p.status in ("infinitive", "gerund") and not subjects:
            found += self.provider_does(p, verb_class, right, end)
        if (
            "user" in subjects
            and not p.negated
            and action_table().get(("active", "user", verb_class)) == "collect"
        ):
            if (
                self.s.stem(p.at) == "tel"
                and self.s.word(right) == "us"
                and ["that", "you"] in [self.s.span(k, k + 1) for k in range(right, end)]
            ):
                return []  # "tell us that you do not want your usage to be analysed"
            if self.s.word(right) in _INTO and (kept := self.of("data", right, right + 3)):
                right = kept[0].last + 1  # "what you upload to your profile, such as your photo"
            data = self.objects(right, end)
            asked = self.s.stem(p.start) in _W["asking"]  # "we ask you to provide"
            if not data and p.status == "main" and self.awaits_object(right, end):
                found.append(Finding("collect", p.start, end, "lead-in"))  # "you may give us:"
            if (
                data
                and _GRANTED.isdisjoint(self.s.span(right, right + 2))
                and (self.s.stem(p.at), self.s.word(right)) != ("releas", "us")  # from a claim
                and not self.goes_to_others(right, data)
                and (
                    self.s.stem(p.at) != "send"
                    and "us" in self.s.span(right, right + 2)
                    or not self.recipients(right, end, direct=True)
                )
                and (asked or self.to_provider(right, end, data))
            ):
                finding = Finding("collect", p.start, end, "user-gives", data=data)
                if self.s.word(p.start - 1) == "that" and self.s.stem(p.start - 2) == "requir":
                    finding.purposes = self.purposes_or_idle(0, p.start - 2)  # "creating an account requires"
                for q in self.predicates if asked else ():
                    if q.at == p.start and q.negated:  # "we do not require you to give us your name"
                        finding.first, finding.polarity = q.start, "deny"
                        finding.rule += "+denied"
                found.append(finding)
                if finding.polarity == "affirm" and (who := self.receiving_too(right, end)):
                    found.append(replace(finding, action="share", data=list(data), recipients=who))
            elif data and p.status == "main" and (who := self.sent_by_device(p, right, end)):
                found.append(
                    Finding("share", p.start, end, f"active-{verb_class}", data=data, recipients=who)
                )
        if "third" in subjects:
            found += [self.with_task(f, p) for f in self.third_does(p, verb_class, right, end)]
        return found

    def sent_by_device(self, p: Predicate, right: int, end: int) -> list[str]:
        """Who gets what a device of the user's sends to others: "your browser then transmits your IP address to Zyxcorp"."""
        device = not _W["own_devices"].isdisjoint(self.s.span(p.start, p.at - 1))
        who = self.recipients(right, end) if device and self.s.word(p.start) == "your" else []
        return [r for r in who if r not in ONES_OWN]

    def with_task(self, finding: Finding, p: Predicate) -> Finding:
        """What vendors receive data for who are described by it: "agents, who help us with billing, collect"."""
        if finding.action != "share" or not p.parties or p.parties[-1].concept != "ServiceProvider":
            return finding
        at = p.parties[-1].last + 1
        while self.s.word(at) in ("of", ",") or at in self.s.provider_at:
            at += 1  # "agents of Example, who"
        described = at < p.at and self.s.word(at) in ("who", "that", "which")
        if described and self.s.stem(at + 1) in _W["serving"]:
            finding.purposes = unique(finding.purposes + self.concepts("purpose", at, p.at - 1))
        return finding

    def receiving_too(self, lo: int, hi: int) -> list[str]:
        """Who receives what users give beside the provider: "you provide us (and our payment processors) with"."""
        us = next((k for k in range(lo, lo + 3) if self.s.word(k) == "us" or k in self.s.provider_at), None)
        if us is None:
            return []
        joint = next((k for k in (us + 1, us + 2) if self.s.word(k) in ("and", "or")), None)
        if joint is None:
            return []
        reach = next((m.first for m in self.of("data", lo, hi)), lo)
        named = self.of("recipient", joint + 1, reach)
        return self.named(named) if named and named[0].first < joint + 4 else []

    def to_provider(self, lo: int, hi: int, data: list[str]) -> bool:
        """Whether what users give goes to the provider: it says so, or is more than "information"."""
        said = (
            k for k in range(lo, hi + 1) if self.s.word(k) in ("us", "we") or k in self.s.provider_at
        )  # but "help us understand", "do research for us"
        return data != [GENERIC] or any(self.s.stem(k - 1) not in _HELPING for k in said)

    def provider_does(self, p: Predicate, verb_class: str, right: int, end: int) -> list[Finding]:
        """What the provider does with data."""
        action = action_table().get(("active", "provider", verb_class), "")
        stated = self.s.word(p.start - 1) not in _W["circumstances"]
        if stated and self.s.stem(p.at) == "rely" and _GROUNDS.isdisjoint(self.s.span(right, right + 3)):
            right += 1  # "we rely on tools that ..."
        if verb_class == "ask":
            asked = range(right, min(right + 4, end + 1))
            what = next((m.first for m in self.of("data", right, end)), end)
            others = [
                m
                for m in self.of("recipient", right, min(right + 6, what))
                if self.s.word(m.first) not in _W["user"] or self.s.word(m.first + 1) not in ("for", "to")
            ]
            if any(self.s.word(k) in ("them", "they") for k in asked) or others:
                return []  # what vendors are required to do
            right = next((k + 1 for k in asked if self.s.word(k) == "for" and k < what), right)
            if self.sets_rule(right, end):
                return []
        if self.s.word(p.at) == "get" and self.s.word(right) == "you":
            return []  # "to get you the information that you asked for"
        data = self.objects(right, end, reopened=action != "use")
        if (
            action == "collect" and data
        ):  # "monitor and record calls": what the first verb names with the object
            data = unique([m.concept for m in self.of("data", p.at, p.at)] + data)
        if data and self.s.stem(p.at) == "receiv" and self.is_asked_for(right, end):
            return []
        if action == "use" and data and (self.is_guarded(right, end) or self.is_moved(right, end)):
            return []
        if action == "use" and (role := self.role(right, end)):
            data = self.data(right, role - 1) or data
        if self.s.stem(p.at) in ("need", "requir") and data and self.is_pointed(right):
            return [Finding("use", p.start, end, "active-use", data=data)]
        if action == "use" and (channel := self.channel_used(right, end)):
            purposes = self.concepts("purpose", right, end) or ["UserCommunication"]
            return [Finding("use", p.start, end, "channel", data=channel, purposes=purposes)]
        if action in ("create", "cookies") or action == "share" and self.sends_cookies(p, data):
            return self.makes(p, action, data, end)
        if action in ("use", "engage") and (listed := self.listed_next(right)):
            given = self.data(right, end) or [GENERIC]
            return [Finding("share", p.start, end, "engage", data=given, recipients=listed)]
        announces = action in ("collect", "use", "share", "hold") and data in ([], [GENERIC])
        if announces and self.awaits_object(right, end) and not (action == "hold" and self.rules(p, right)):
            said = "collect" if action == "hold" or self.processes(p) else action
            return [Finding(said, p.start, end, "lead-in", recipients=self.recipients(right, end))]
        if action == "use" and data and self.uses_party(right, end):
            told = self.engages(p, right, end)
            if told or self.puts_to_work(right):
                return told
        if action == "engage" or action == "use" and not data:
            return self.engages(p, right, end)
        if action == "share":
            return self.gives(p, verb_class, data, right, end)
        if action == "permit":
            return self.permits(p, right, end)
        if action == "hold" and data not in ([], [GENERIC], ["Cookies"]) and self.is_on_device(right, end):
            return []
        if action in ("hold", "dispose"):
            return self.hold(p, data, right, end, collects=action == "hold")
        if not data or action not in ("collect", "use", "sell"):
            return []
        if action == "sell":
            who = self.recipients(right, end)
            return [Finding("sell", p.start, end, "active-sell", data=data, recipients=who)]
        if self.s.stem(p.at) == "aggregat":
            return []  # what comes of it is collected
        carried = (_CARRYING | _TRACES).issuperset(data) and not self.is_pointed(right)
        if action == "use" and "Cookies" in data and carried:
            engaged = self.engages(p, right, end) if self.is_of_engaged(right, end) else []
            data = [d for d in data if d in _TRACES]
            return [*engaged, Finding("collect", p.start, end, "instrument", data=data)]
        return [Finding(action, p.start, end, f"active-{verb_class}", data=data)]

    def sets_rule(self, lo: int, hi: int) -> bool:
        """ "We require your password to be long": what is asked of data, and not for them, as in "your name to be entered"."""
        for m in self.of("data", lo, hi)[:1]:
            verb, after = self.s.word(m.last + 2), self.s.word(m.last + 3)
            if self.s.word(m.last + 1) == "to" and verb in _BEING:
                return verb != "be" or not after.endswith("ed") and after not in _W["participles"] | {"able"}
        return False

    def role(self, lo: int, hi: int) -> int:
        """Where "as" tells what is made of the data: "we use your number as an identifier", 0 if nothing does."""
        for at in range(lo + 1, hi):
            if self.s.word(at) == "as" and at - 1 in self.s.ends and self.s.ends[at - 1].scheme == "data":
                first = at + 1 + (self.s.word(at + 1) in _OF_ROLES)
                if any(m.first in (at + 1, first) for m in self.of("data", at + 1, first + 4)):
                    return at
        return 0

    def channel_used(self, lo: int, hi: int) -> list[str]:
        """The contact data of a channel that is used to reach people: "use e-mail to tell you", not "as identifiers"."""
        alone = self.s.word(lo + 1) in _W["connectors"] or self.s.word(lo + 1) == "to"
        if not alone or self.s.word(lo) not in EMAIL | PHONE or "you" not in self.s.span(lo, hi):
            return []  # "we use e-mail addresses", "mobile device identifiers"
        return self.channel(lo, hi)

    def makes(self, p: Predicate, action: str, data: list[str], end: int) -> list[Finding]:
        """What comes into being: cookies that are placed, statistics that are derived."""
        if data == ["Cookies"]:
            return [Finding("collect", p.start, end, "instrument", data=data)]
        if action == "create" and data and (DERIVED.issuperset(data) or self.s.stem(p.at) == "generat"):
            return [Finding("collect", p.start, end, "derive", data=data)]
        return []

    def is_pointed(self, at: int) -> bool:
        """Whether what stands at a position points back: "we need this information to ..." uses it."""
        return any(m.concept == ANAPHOR for m in self.of("data", at, at + 2))

    def listed_next(self, lo: int) -> list[str]:
        """Who is engaged where their list follows: "we use the following providers to send our mail:"."""
        if self.s.plain[-1] != ":":
            return []
        at = next((k for k in range(lo, lo + 4) if self.s.word(k) == "following"), None)
        named = self.of("recipient", at + 1, at + 4) if at is not None else []
        return [m.concept for m in named[:1] if m.concept not in ONES_OWN]

    def third_does(self, p: Predicate, verb_class: str, right: int, end: int) -> list[Finding]:
        """What others do: what they collect is shared with them, what they give to the provider is collected."""
        if not (_LINKS.isdisjoint(self.s.said) or _LEAVING.isdisjoint(self.s.said)):
            return []  # "if you follow a link, you leave our site, and others may collect your data"
        action = action_table().get(("active", "third", verb_class), "")
        if self.s.stem(p.at) == "tel" and self.s.word(right) != "us":
            return []
        who = unique(
            [
                *self.named(p.parties),
                *self.exemplified(p.parties[-1].last + 1 if p.parties else p.at, p.at, p.last),
            ]
        )
        if (
            not who
            and (verb_class in _THEIRS or verb_class in _OF_TOOLS and self.whose_tool(p))
            and self.is_said_of_them(p)
        ):
            # "they may place cookies", said of those just named
            here = [r for r in self.concepts("recipient", 0, p.start - 1) if r not in ONES_OWN]
            who = self.whose_tool(p) or self.listed_before(p.start) or here or self.earlier_parties
        if not who and self.s.word(p.start) == "they" and verb_class in ("disclose", "give"):
            who = self.listed_before(p.start) if self.s.word(right) == "us" else []
        if self.s.word(p.start) == "they" and not who and verb_class == "access":
            who = [r for r in self.concepts("recipient", 0, p.start) if r == "OtherUser"]
        if not who and self.is_told_by_others(p, right, end) and (data := self.objects(right, end)):
            return [Finding("collect", p.start, end, "third-gives", data=data)]
        if not who or self.are_users(p) and (verb_class != "access" or not self.is_of_others(right, end)):
            return []
        if verb_class == "use" and not p.negated and self.points_at_cookies(right):
            return [Finding("share", p.start, end, "third-use", data=["Cookies"], recipients=who)]
        data = self.objects(right, end)
        if self.s.stem(p.at) in _LINKING and not _VISITS.isdisjoint(self.s.span(right, right + 2)):
            data = ["WebUsageData"]  # "Zyxcorp can link your visit to your account there"
            return [Finding("share", p.start, end, "third-use", data=data, recipients=who)]
        if (
            verb_class == "access"
            and not p.negated
            and data in ([], [GENERIC])
            and self.awaits_object(right, end)
        ):
            return [Finding("share", p.start, end, "third-access", recipients=who)]
        pointed = self.is_pointed(right)
        if "Cookies" in data and not pointed and not {"access", "place", "use"}.isdisjoint(p.classes):
            data = [d for d in data if d not in _CARRYING]  # where the cookies are
        if action == "share" and data and (verb_class != "hold" or "provider" in p.subjects):
            return [Finding("share", p.start, end, f"third-{verb_class}", data=data, recipients=who)]
        if action == "share-cookies" and data and "provider" in p.subjects and "use" in p.classes:
            return [Finding("share", p.start, end, "joint-use", data=data, recipients=who)]
        # guideline 7: data that they got from us
        received = pointed or ["from", "us"] in [self.s.span(k, k + 1) for k in range(right, end)]
        if (
            action == "share-cookies"
            and "use" in p.classes
            and not p.negated
            and set(data) - {GENERIC}
            and not received
        ):
            return [Finding("share", p.start, end, "third-use", data=data, recipients=who)]
        places = action == "share-cookies" or self.s.stem(p.at) in _STORING
        if places and "Cookies" in data and not received:
            return [Finding("share", p.start, end, "third-cookies", data=["Cookies"], recipients=who)]
        others = {self.s.word(k) for k in range(right, end + 1)}
        if (
            action == "collect-from"
            and data
            and others & {"each", "another", "themselves"}
            and others & {"with", "among", "between"}
        ):
            return [Finding("share", p.start, end, "third-each-other", data=data, recipients=who)]
        if (
            action == "collect-from"
            and "provider" not in p.subjects
            and data
            and self.to_provider(right, end, [GENERIC])
            and not (p.parties and self.s.word(p.parties[0].first) in _NO_ONE)
        ):
            return [Finding("collect", p.start, end, "third-gives", data=data)]
        opened = self.s.stem(p.at) == "export" and action == "collect-from"  # "owners can export your chats"
        if data and (opened or "access" in [self.s.word(k) for k in range(right, end + 1)]):
            return [Finding("share", p.start, end, "third-access", data=data, recipients=who)]
        return []

    def points_at_cookies(self, at: int) -> bool:
        """ "Our partners use these technologies too", after cookies were named."""
        tool = at + 1 + (self.s.word(at + 1) in ("same", "similar", "tracking"))
        pointed = self.s.word(at) in _W["pointers"] and self.s.word(tool) in _TOOLS
        return pointed and "Cookies" in self.antecedent

    def is_told_by_others(self, p: Predicate, right: int, end: int) -> bool:
        """ "When others use our app, they may provide your number": what is the reader's own, and goes to nobody else."""
        return (
            self.s.word(p.start) == "they"
            and "give" in p.classes
            and self.s.word(right) == "your"
            and not self.recipients(right, end)
        )

    def is_said_of_them(self, p: Predicate) -> bool:
        """Whether "they" or "these features" are the subject of a verb, or of the one before its infinitive."""
        if p.status == "infinitive":
            # not a verb that goes on with the subject of another: "they use cookies or employ other means to collect"
            earlier = [
                q for q in self.predicates if q.at < p.at and q.status != "infinitive" and q.start < q.at
            ]
            p = earlier[-1] if earlier else p
        return (
            self.s.word(p.start) == "they"
            or bool(self.whose_tool(p))
            or self.s.word(p.start) in _W["pointers"]
            and "third" in p.subjects
        )

    def whose_tool(self, p: Predicate) -> list[str]:
        """Those named before whose tool is the subject of a verb: "it collects", "this tool collects"."""
        at = p.start + (self.s.word(p.start) in _W["pointers"] | {"the"})
        return list(self.s.owners) if self.s.word(at) in self.s.theirs and "third" in p.subjects else []

    def are_users(self, p: Predicate) -> bool:
        """Whether a verb's subjects are users in general, who use what is theirs, and not "other users"."""
        return bool(p.parties) and all(
            m.first == m.last
            and self.s.word(m.last) in _W["user"]
            and self.s.word(m.first - 1) not in ("other", "another")
            for m in p.parties
        )
