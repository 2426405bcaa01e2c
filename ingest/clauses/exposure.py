"""Who gets to see data without a verb of sharing: by visibility, through cookies, on a takeover."""

from __future__ import annotations

from dataclasses import replace

from policytrail.ingest.clauses.access import Access
from policytrail.ingest.clauses.subjects import EMBEDDED
from policytrail.ingest.clauses.triggers import on
from policytrail.ingest.finding import ANAPHOR, GENERIC, Finding, unique
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import action_words, verb_classes, words

_W = words()
_FRONTED = frozenset("for in to".split())
_FRONTING = frozenset("after even if once when".split())
# What goes on after "is public", "is public information".
_AFTER_PUBLIC = (
    _W["clause_end"]
    | _W["subordinators"]
    | frozenset(
        "and as at but by content data for from in information knowledge on or record records through to via with within".split()
    )
)
_WIDELY = frozenset("freely generally publicly widely".split())
_VISIBLE = frozenset("visible viewable available accessible public searchable".split())
# Sentences about these ask or tell who receives data, and do not say it.
_ASKED = frozenset(
    "categories category identities identity list names preceding request requests right rights".split()
)
_OF_CALLERS = frozenset("CallParties Name PhoneNumber PhotoData".split())
_CALLER_ID = frozenset(["caller", "callerid"])
_DISPLAYING = frozenset(["appear", "display", "displai", "show"])  # stems
_PROVIDING = frozenset("deliver pass provid send transmit".split())  # stems
_STAYING = frozenset("become becomes made making remain remains stay stays".split())
_PLACED = frozenset("controlled dropped from managed operated owned placed provided sent served set".split())
_BEFORE_PLACED = _W["be"] | _W["modals"] | frozenset(["that", "which"])
_MAKING = frozenset(["make", "makes"])
_NOT_MADE = frozenset(["it", "use"])
_ACTORS = _W["user"] | frozenset(["please", "they", "to", "we"])
_PARTS = frozenset("; : ( )".split())
HANDING = frozenset(["disclose", "give"])
"""Classes of verbs with which data are handed to others."""
_TURNING = frozenset(["although", "though"])
_AFTER_MADE = (
    _W["directions"] | _W["clause_end"] | frozenset("by for in only under unless when where without".split())
)
_BEFORE_SENDING = _W["modals"] | _W["adverbs"] | frozenset(["that", "which"])
_ABOUT = _W["about"] - {"on"}
_PLUGGED = EMBEDDED - {"features", "ins"} | {"plug"}  # which are not only those of others
_MOVED = frozenset("transferred assigned assets".split())
_REVEALING = frozenset(map(stem, "disclose divulge provide reveal share".split()))
_BEYOND = frozenset(["beyond", "outside"])
_UNMADE = frozenset("before longer prevent remove request stop".split())
_SUGGESTING = frozenset(map(stem, "introduce propose recommend suggest".split()))
_SOMEBODY = frozenset(["others", "people", "someone"])


class Exposure(Access):
    """A sentence that can be read for who gets to see data; each reader adds to `findings`."""

    @on(words=["which", "whom"])
    def read_relatives(self) -> None:
        """ "The agents to whom we transfer your data" names a recipient in passing."""
        if not _ASKED.isdisjoint(self.s.said):
            return  # "you may ask for the categories of third parties to whom we disclosed"
        for p in self.predicates:
            if (
                p.status != "relative"
                or "provider" not in p.subjects
                or HANDING.isdisjoint(p.classes)
                or p.negated
            ):
                continue
            if self.s.word(p.start - 1) not in ("whom", "which") or self.s.word(p.start - 2) not in (
                "to",
                "with",
            ):
                continue
            known = [f for f in self.findings if f.action == "share"]
            antecedents = self.of("recipient", max(0, p.start - 14), p.start - 3)
            who = [m.concept for m in antecedents]
            if who and not known:
                hi = min(p.last + 8, len(self.s.words) - 1)
                data = self.objects(p.last + 1, hi)
                if not data and "disclose" not in p.classes:
                    continue  # "to whom we provide services"
                data = data or [GENERIC]
                self.findings.append(
                    Finding(
                        "share",
                        antecedents[0].first,
                        hi,
                        "relative",
                        modality=p.modality,
                        data=data,
                        recipients=unique(who),
                    )
                )

    @on(words=["not", "without"])
    def read_withheld(self) -> None:
        """ "We share usage data, not including your name", "we suggest you to others without revealing your number"."""
        shared = [f for f in self.findings if f.action == "share" and f.polarity == "affirm"]
        if not shared:
            return
        for at, w in enumerate(self.s.plain):
            gerund = self.s.word(at + 1)
            if w == "not" and gerund == "including" or w == "without" and self.s.stem(at + 1) in _REVEALING:
                last = self.break_at(at + 2, len(self.s.words) - 1) - 1
                last = next((k - 1 for k in range(at, last) if self.s.word(k) in (")", ";", ":")), last)
                data = unique([m.concept for m in self.of("data", at + 2, last)])
                if data and data != [ANAPHOR]:
                    who = unique([r for f in shared for r in f.recipients])
                    self.findings.append(
                        Finding("share", at, last, "withheld", "deny", data=data, recipients=who)
                    )
                return

    @on(words=["party"])
    def read_third_party_cookies(self) -> None:
        """ "We use cookies, including third-party cookies": others collect through them."""
        used = [
            f
            for f in self.findings
            if f.action == "collect" and "Cookies" in f.data and f.polarity == "affirm"
        ]
        if not used:
            return
        for m in self.of("data", 0, len(self.s.words) - 1):
            third = self.s.span(m.first - 2, m.last - 1)
            if m.concept == "Cookies" and any(
                third[k : k + 2] == ["third", "party"] for k in range(len(third))
            ):
                self.findings.append(
                    replace(
                        used[0],
                        action="share",
                        rule="third-cookies",
                        data=["Cookies"],
                        recipients=["ThirdParty"],
                    )
                )
                return

    @on(words=_PLACED, unless="share")
    def read_cookies_of_others(self) -> None:
        """ "We use cookies set by our partners", "cookies from Zyxcorp": others collect through them."""
        used = [f for f in self.findings if f.rule == "instrument" and f.polarity == "affirm"]
        for m in self.of("data", 0, len(self.s.words) - 1) if used else ():
            at = m.last + 1
            while self.s.word(at) in _BEFORE_PLACED:
                at += 1
            by = at + (self.s.word(at) != "from")
            if (
                m.concept != "Cookies"
                or self.s.word(at) not in _PLACED
                or self.s.word(by) not in ("by", "from")
            ):
                continue
            named = self.of("recipient", by + 1, self.break_at(by + 1, len(self.s.words) - 1) - 1)
            if named and named[0].first < by + 5 and self.s.word(by + 1) not in _W["provider"]:
                who = unique(self.named(named))
                self.findings.append(
                    replace(used[0], action="share", rule="third-cookies", data=["Cookies"], recipients=who)
                )
                return

    @on(words=_VISIBLE)
    def read_visible(self) -> None:
        """ "Your profile is visible to other users", "will be publicly available"."""
        shared = self.tells("share")  # "is made public and can be read by other users"
        if shared and "made" not in self.s.said:
            return
        if "control" in self.s.said and not _BEYOND.isdisjoint(self.s.said):
            return  # what others do "is beyond our control"
        end = len(self.s.words) - 1
        for at, word in enumerate(self.s.plain):
            if word not in _VISIBLE or self.s.span(at + 1, at + 2) == ["to", "us"]:
                continue
            public = word == "public"
            known = self.s.word(at - 1) in _WIDELY or public and self.s.word(at - 1) not in ("the", "general")
            if public and not (known and self.s.word(at + 1) in _AFTER_PUBLIC):
                continue  # not "in a public forum"
            be = next((k for k in range(at - 1, max(-1, at - 6), -1) if self.is_being(k)), None)
            make = self.making(at)
            if shared and not (public and self.is_made(at - 1)):
                continue
            data = self.data(make or self.subject_start(at), at - 1)
            be = make or be
            everybody = any(m.first == at and m.concept == "Public" for m in self.s.mentions)
            everybody |= any(self.is_everywhere(k) for k in range(at + 1, min(at + 8, end)))
            reach = next((k for k in range(at, end) if self.s.word(k) in _TURNING), end)
            who = ["Public"] if known or everybody else self.recipients(at + 1, reach, by=True)
            if self.s.span(at + 1, at + 2) == ["to", "them"]:  # "messages that you sent to others"
                named = [m.concept for m in self.of("recipient", 0, at) if not m.concept.startswith("org:")]
                who = named[-1:] or who
            asked = any(self.s.word(m.first - 1) == "what" for m in self.of("data", 0, at))
            if be is None or asked or not (data and who):
                continue  # "you control what information is public"
            if self.s.word(be - 1) in ("that", "which", "have", "has") or not _UNMADE.isdisjoint(
                self.s.plain[:at]
            ):
                return  # "information that is publicly available" is where it comes from
            negated = not _W["negations"].isdisjoint(self.s.plain[max(0, be - 2) : at])
            if negated and any(at <= k < end for k in self.exceptions):
                return
            polarity = "deny" if negated else "affirm"
            met = [] if negated else self.conditions(0, end)
            aimed = next((k for k in range(at, reach) if self.s.word(k) in _W["circumstances"]), reach)
            why = [] if negated else self.purposes(at + 1, aimed)
            self.findings.append(
                Finding("share", 0, end, "visible", polarity, data=data, recipients=who, purposes=why, conditions=met)
            )  # fmt: skip
            return

    def making(self, visible: int) -> int:
        """Where the verb stands of "this may make your name visible", 0 where others, or only users, make it so."""
        make = next((k for k in range(visible - 2, 0, -1) if self.s.word(k) in _MAKING), 0)
        signed = not _PARTS.isdisjoint(self.s.span(make, visible)) or self.s.word(make + 1) in _NOT_MADE
        made = _ACTORS.isdisjoint(self.s.span(make - 5, make - 1)) and (
            self.s.word(0).endswith("ing") or not self.of("recipient", 0, make)
        )
        return make if made and not signed else 0

    def is_everywhere(self, at: int) -> bool:
        """Whether a word tells that all can see what is available: "worldwide", "around the world", "on the internet"."""
        reached = {"around", "on", "over", "via"} & set(self.s.span(at - 2, at - 1))
        return (
            self.s.word(at) == "worldwide"
            or bool(reached)
            and self.s.word(at) in ("internet", "web", "world")
        )

    def subject_start(self, at: int) -> int:
        """Where the subject begins of what is said at a position, after a fronted purpose or circumstance."""
        if ";" in self.s.plain[:at]:
            return at - self.s.plain[at::-1].index(";")
        if self.s.word(0) not in _FRONTED | _FRONTING:
            return 0
        # "if you hide your profile, your messages", but not "if you post a photo, video or text, it"
        opened = _W["possessives"] | {"the"} if self.s.word(0) in _FRONTING else ()
        commas = (k for k in range(1, at) if self.s.word(k) == "," and self.of("data", k, at))
        comma = next((k for k in commas if not opened or self.s.word(k + 1) in opened), None)
        return comma + 1 if comma is not None else 0

    def is_made(self, at: int) -> bool:
        """Whether what a clause is about "is made" something, and not "data that are made public"."""
        before = next((k for k in range(at - 1, at - 5, -1) if self.s.word(k) not in _W["adverbs"]), at)
        while self.s.word(before) in _W["be"] | _W["modals"] | _W["negations"]:
            before -= 1
        return self.s.word(at) == "made" and before < at - 1 and self.s.word(before) not in ("that", "which")

    def is_being(self, at: int) -> bool:
        """Whether data are said there to be or to become something."""
        return self.s.word(at) in _W["be"] or self.s.word(at) in _STAYING

    @on(words=["made"], unless="anything")
    def read_made(self) -> None:
        """ "No disclosure of your data will be made", "transfers of it are only made to our agents": a noun names the action."""
        if "of" not in self.s.said:
            return
        nouns, end = action_words("nouns"), len(self.s.words) - 1
        for at in range(end - 3):
            if nouns.get(self.s.word(at)) != "share" or self.s.word(at + 1) != "of":
                continue
            made = next((k for k in range(at + 3, min(at + 16, end)) if self.s.word(k) == "made"), 0)
            data = self.data(at + 2, made)
            if not data or self.s.word(made - 1) not in _W["be"] | _W["adverbs"]:
                return
            if self.s.word(made + 1) not in _AFTER_MADE:
                return  # "the transfer of your data is made lawful by"
            cut = next((k - 1 for k in self.exceptions if k > made), end)
            who = self.recipients(made + 1, cut) or self.recipients(at + 2, made) or ["Recipient"]
            denied = self.s.word(at - 1) == "no" or not _W["negations"].isdisjoint(
                self.s.span(made - 4, made)
            )
            met = self.conditions(0, end, excepted=denied)
            why = [] if denied else self.purposes(made + 1, cut)
            done = Finding("share", 0, end, "made", data=data, recipients=who, purposes=why)
            if denied:
                self.findings.append(replace(done, polarity="deny"))
            if not denied or met and self.exceptions:
                self.findings.append(replace(done, data=list(data), recipients=list(who), conditions=met))
            return

    @on(words=_PLUGGED, unless="share")
    def read_embedded(self) -> None:
        """ "Plug-ins may send your IP address to the social network", "widgets that provide information to their makers"."""
        end = len(self.s.words) - 1
        for at in (k for k, w in enumerate(self.s.plain) if w in _PLUGGED):
            verb = at + 1 + (self.s.word(at) == "plug")
            while self.s.word(verb) in _BEFORE_SENDING or self.s.word(verb).endswith("ly"):
                verb += 1
            classes = verb_classes().get(self.s.stem(verb), ("",))
            if classes[0] not in ("disclose", "give") or self.s.word(verb + 1) in _W["provider"] | _W["user"]:
                continue
            who = self.recipients(verb + 1, end, direct=True)
            about = next((k for k in range(verb + 1, end) if self.s.word(k) in _ABOUT), end)
            data = self.objects(verb + 1, about - 1) or self.objects(verb + 1, end)
            data = self.data(about, end) if data == [GENERIC] and about < end else data
            if who and data and self.s.word(verb) != self.s.word(at):
                self.findings.append(
                    Finding("share", 0, end, "embedded", data=data or [GENERIC], recipients=who)
                )
            return

    @on(words=_CALLER_ID)
    def read_caller_id(self) -> None:
        """ "Caller ID shows your name": those called see who calls."""
        plain, end = self.s.plain, len(self.s.words) - 1
        if (_DISPLAYING | _PROVIDING).isdisjoint(self.s.stems):
            return
        at = next(k for k, w in enumerate(plain) if w in _CALLER_ID)
        shown = next((k for k in range(at) if self.s.stem(k) in _DISPLAYING), 0)
        given = next((k for k in range(at) if self.s.stem(k) in _PROVIDING and plain[at - 1] == "for"), 0)
        acts = {w.stem for w in self.s.words[at + 1 : at + 4]} & (_DISPLAYING | _PROVIDING)
        if acts and "your" in plain[at:]:
            shown = (plain + ["to"]).index("to", at)  # "caller ID sends your name to those you call"
        named = plain[at] == "callerid" or plain[at + 1 : at + 2] == ["id"]
        lo, hi = (
            (given, at) if given else (at + 2 if shown > at else 0, shown)
        )  # "we provide your name for caller ID"
        said = [*self.data(lo, hi), *(["CallParties"] if "number" in self.s.span(lo, hi) else [])]
        data = unique([{"CallParties": "PhoneNumber"}.get(d, d) for d in said if d in _OF_CALLERS])
        known = any(f.action == "share" and f.recipients != ["Recipient"] for f in self.findings)
        if known or not (named and data) or not _W["negations"].isdisjoint(plain[: shown or given]):
            return
        unless = next((k for k in range(at, end) if plain[k] == "unless"), end)
        met = ["OptOut"] if any(self.s.stem(k) == "block" for k in range(unless, end)) else []
        self.findings = [f for f in self.findings if f.action != "share"]
        self.findings.append(
            Finding("share", 0, end, "caller-id", data=data, recipients=["OtherUser"], conditions=met)
        )

    @on(stems=_SUGGESTING)
    def read_suggested(self) -> None:
        """ "We may suggest you as a contact to other users": they are shown who is there."""
        if "you" not in self.s.said:
            return
        end = len(self.s.words) - 1
        for at in range(1, end - 2):
            shown = self.s.stem(at) in _SUGGESTING and self.s.word(at + 1) == "you"
            if not shown or self.s.word(at - 1) not in _W["modals"] | _W["adverbs"] | {"we", "and", "or"}:
                continue
            to = next((k for k in range(at + 2, min(at + 10, end)) if self.s.word(k) == "to"), 0)
            near = self.of("recipient", to + 1, to + 4) if to else []
            if any(m.concept == "OtherUser" for m in near) or to and self.s.word(to + 1) in _SOMEBODY:
                polarity = "affirm" if _W["negations"].isdisjoint(self.s.span(at - 3, at)) else "deny"
                met = self.conditions(to, end, excepted=True)
                self.findings.append(
                    Finding("share", 0, end, "visible", polarity, data=[GENERIC], recipients=["OtherUser"], conditions=met)
                )  # fmt: skip
            return

    @on(words=_MOVED, unless="share")
    def read_takeover(self) -> None:
        """ "If we are acquired, your data will be one of the assets transferred"."""
        plain = self.s.plain
        moved = next(k for k, w in enumerate(plain) if w in _MOVED)
        end = len(plain) - 1
        if "BusinessTransferEvent" not in self.conditions(0, end):
            return
        finally_moved = max(k for k, w in enumerate(plain) if w in _MOVED)
        sold = [
            m.last for m in self.of("condition", 0, finally_moved - 1) if m.concept == "BusinessTransferEvent"
        ]
        # not of what is sold, where said in front
        data = self.data(max(sold, default=0), end) or self.data(0, end)
        if data and not {"you", "not"} & set(self.s.span(moved - 4, moved - 1)):
            bought = {"acquired", "acquirer", "acquiring"} & set(plain) or "Acquirer" in self.concepts(
                "recipient", 0, end
            )
            who = ["Acquirer"] if bought else ["Recipient"]
            self.findings.append(
                Finding("share", 0, end, "takeover", data=data, recipients=who, purposes=["BusinessTransfer"],
                        conditions=["BusinessTransferEvent"])
            )  # fmt: skip
