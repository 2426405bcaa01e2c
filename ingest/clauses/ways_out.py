"""Ways out that a sentence offers: cookies to refuse, mail to unsubscribe from, companies and actions to opt out of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policytrail.ingest.clauses.conditions import is_outlived, limits
from policytrail.ingest.clauses.recipients import ONES_OWN
from policytrail.ingest.clauses.wishes import ACTION_OF, Wishes
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import action_words, verb_classes, words
from policytrail.ontology.taxonomy import taxonomy

_W = words()
_REFUSING = _W["refusing"]
_ADDRESSED = _W["user"] | {"your", "to"}
_ASKING = frozenset("questions concerns".split())
_SAID_AGAIN = _W["pointers"] | {"future", "further"}
_PROMOTING = frozenset(
    "catalog catalogs catalogue catalogues commercial mailing marketing offers promotion promotional promotions".split()
)
_MEANS = frozenset(
    ". , ; : ( at by click clicking contact go here how in on please see through using via visit visiting".split()
)
_CALLING = frozenset(["telemarket"])
_TRACKING = frozenset(["analyt", "analytic", "cooki", "cookie"])
_USING = frozenset(["proces", "use"])
# What is said of messages (stems): other marketing need not reach people.
_CONTACTING = frozenset(
    "call communicat communication contact list mail mess messag newsletter notification notify receiv send sent solicitation survey text".split()
)
_CLEARED = frozenset("all any cookies it the them your".split())
_RIGHTS = frozenset("right rights".split())
_LAWS = frozenset("act law laws statute".split())
_ENTITLING = frozenset("allow entitl giv permit provid".split())
_INDUSTRY = frozenset("aboutads daa edaa nai networkadvertising youradchoices youronlinechoices".split())
_LOCATING = frozenset("geolocation gps location location-based".split())
_PURPOSES = frozenset("purpose purposes".split())
_AFTER_NOUN = frozenset(", and by of or /".split())
_GOING_ON = frozenset(
    "among and any connection for including or particular specifically such with within".split()
)  # after "," or "in"
_ALLIANCES = ("Alliance", "Initiative")
_SEVERAL = 3  # so many purposes before "this use" leave open which is meant
_UNDERGOING = frozenset("be being having".split())
_HEEDING = frozenset(map(stem, "honor honour react recognise recognize respond support".split()))
_SIGNALS = frozenset(map(stem, "mechanism request setting signal".split()))


class WaysOut(Wishes):
    """A sentence that may offer a way out; what it says is added to `findings`."""

    def read_opt_out(self) -> None:
        """ "You can set your browser to refuse cookies", "you can opt out of marketing e-mails"."""
        end = len(self.s.words) - 1
        addressed = self.s.plain[0] == "opt" or not _ADDRESSED.isdisjoint(self.s.said)
        if not addressed or not _ASKING.isdisjoint(self.s.said) or self.is_unheeded():
            return
        if not self.findings and (unwanted := self.unwanted_actions() or self.unwanted_contact()):
            self.findings += unwanted
            return
        if chosen := self.chosen_actions() or self.chosen_data() or self.chosen_audience():
            self.findings = [f for f in self.findings if f.conditions] + chosen
            return
        offered = next(self.refusals(), None) is not None
        if (
            offered
            and not self.findings
            and (refused := self.refused_companies() or self.refused_actions() or self.refused_beforehand())
        ):
            self.findings += refused
        elif any(m.concept == "Cookies" for m in self.of("data", 0, end)):
            self.read_refused_cookies(offered=offered)
        elif offered and not self.findings:
            self.read_refused_marketing(0, end)
        elif not self.findings and (lo := self.chosen_messages()):
            self.read_refused_marketing(lo, end)
        elif not offered and "condition" in self.s.by_scheme:
            outlived = [
                m for m in self.of("condition", 0, end) if m.concept == "OptOut" and is_outlived(self.s, m)
            ]
            for m in outlived:
                self.read_refused_marketing(m.first, self.end_of_object(m))
            if outlived and not self.findings and "TargetedAdvertising" in self.concepts("purpose", 0, end):
                # "if you opt out, ads will still be shown, but be less relevant"
                data = self.refused_data(0, end, ["TargetedAdvertising"])
                self.findings.append(
                    Finding("use", 0, end, "opt-out", data=data, purposes=["TargetedAdvertising"],
                            conditions=["OptOut"])
                )  # fmt: skip

    def is_unheeded(self) -> bool:
        """ "We do not respond to signals or other mechanisms that let you opt out of the collection of data": no way out."""
        if _HEEDING.isdisjoint(self.s.stems) or _SIGNALS.isdisjoint(self.s.stems):
            return False
        heeding = next(k for k in range(len(self.s.plain)) if self.s.stem(k) in _HEEDING)
        return not _W["negations"].isdisjoint(self.s.span(heeding - 4, heeding)) and any(
            self.s.stem(k) in _SIGNALS and self.s.word(k + 1) in ("that", "which")
            for k in range(heeding, len(self.s.plain))
        )

    def refusals(self) -> Iterator[Mention]:
        """The words that offer a way out."""
        return (
            m for m in self.s.by_scheme.get("condition", ()) if m.concept == "OptOut" and limits(self.s, m)
        )

    def end_of_object(self, refusal: Mention) -> int:
        """Where the words end that tell what is refused: before the means of doing so."""
        end = len(self.s.words) - 1
        return next(
            (
                k - 1
                for k in range(refusal.last + 1, end + 1)
                if self.s.word(k) in _MEANS
                and self.s.word(k + 1) not in _GOING_ON
                and not (self.s.word(k) == "," and self.s.word(k - 1) == "specifically")
                # "proprietary information (CPNI)"
                and not (self.s.word(k) == "(" and self.s.word(k + 2) == ")")
                and not (self.s.word(k) == "by" and self.is_party(k + 1))  # "used by us for marketing"
            ),
            end,
        )

    def is_party(self, at: int) -> bool:
        """Whether the provider or others are named from a position on: "us", "Example Analytics", but not "clicking"."""
        if self.s.word(at) == "us" or at in self.s.provider_at:
            return True
        named = any(m.first < at + 3 for m in self.of("recipient", at, at + 6))
        return named and not self.s.word(at).endswith("ing")

    def read_refused_cookies(self, *, offered: bool) -> None:
        """ "You can set your browser to refuse cookies": they are collected unless refused, third-party ones too."""
        if any(f.rule == "instrument" for f in self.findings) and not offered:
            return
        known = any(f.data == ["Cookies"] and "OptOut" in f.conditions for f in self.findings)
        if known or not (offered or self.refuses()):
            return
        end = len(self.s.words) - 1
        ads = [c for c in self.purposes(0, end) if "Advertising" in taxonomy().ancestors(c)]
        self.findings.append(
            Finding("collect", 0, end, "opt-out", data=["Cookies"], purposes=ads, conditions=["OptOut"])
        )

    def refuses(self) -> bool:
        """Whether a verb tells what users do to cookies that they do not want; "clear pictures" and "no control" do not."""
        if _REFUSING.isdisjoint(self.s.stems) and "accept" not in self.s.said:
            return False
        return any(
            (self.s.stem(k) in _REFUSING or self.s.word(k) == "accept" and self.is_denied(k))
            and (self.s.word(k) != "clear" or self.s.word(k + 1) in _CLEARED)
            and "no" not in self.s.span(k - 4, k)
            for k in range(len(self.s.words))
        )

    def refused_companies(self) -> list[Finding]:
        """ "To opt out of Google Analytics", "to opt out of the ads of an ad network": what they see is shared with them."""
        for m in self.refusals():
            hi = self.end_of_object(m)
            about = {self.s.stem(k) for k in range(m.last + 1, hi + 1)}
            if "out" not in self.s.span(m.first, m.last):
                continue
            purposes = self.concepts("purpose", m.last + 1, hi)
            advertised = any("Advertising" in taxonomy().ancestors(c) for c in purposes)
            if about.isdisjoint(_TRACKING) and not advertised:
                continue
            named = self.of("recipient", m.last + 1, hi)
            # "opt out of ads from Example" may be the provider's own
            who = [
                r.concept
                for r in named
                if r.concept.startswith("org:")
                and not r.concept.endswith(_ALLIANCES)  # whose members are meant
                and (not advertised or "from" not in self.s.span(m.last, r.first))
                or advertised
                and r.concept == "Advertiser"
            ]
            if who:
                data = ["Cookies" if "cookie" in about else "WebUsageData"]
                return [self.refused("share", data, purposes, unique(who), to_us=False)]
        return []

    def refused_actions(self) -> list[Finding]:
        """ "You may opt out of the sharing of your name", "you can turn off our access to your location"."""
        nouns, participles = action_words("nouns"), action_words("participles")
        for m in self.refusals():
            lo, hi = m.first, self.end_of_object(m)
            named = [k for k in range(lo, hi + 1) if self.s.word(k) in nouns and self.names_action(k)]
            undergone = [
                k
                for k in range(lo, hi + 1)
                if self.s.word(k) in participles and not _UNDERGOING.isdisjoint(self.s.span(k - 8, k - 1))
            ]
            forbidden = self.forbidden(lo, hi)
            if not (named or undergone or forbidden):
                located = not _LOCATING.isdisjoint(self.s.span(lo, m.last + 2))
                if located and "settings" not in self.s.span(lo, m.last):  # "turn off location services"
                    return [self.refused("collect", ["LocationData"], [], [], to_us=False)]
                continue
            first = named[0] + 1 if named else lo
            data = self.data(first, self.break_at(first, hi) - 1) or self.data(first, hi)
            purposes = self.purposes_or_idle(lo, hi)
            by_law = any(
                self.s.word(k) in _LAWS and self.s.stem(k + 1) in _ENTITLING for k in range(lo)
            )  # "the law allows consumers to opt out of sales"
            stated = (
                not by_law
                and _RIGHTS.isdisjoint(self.s.span(0, lo))
                and not {"object"} & set(self.s.span(lo, m.last))
            )
            told = stated and self.s.span(lo - 2, lo - 1) != ["how", "to"]
            marketed = any("Marketing" in taxonomy().ancestors(c) for c in purposes)
            if not data or "Cookies" in data or not (told or marketed):
                continue  # a right tells nothing that is done, nor does "how to limit"
            if not purposes and not _PURPOSES.isdisjoint(self.s.span(lo, len(self.s.words))):
                purposes = self.earlier_purposes  # "for these purposes"
            this_use = named and self.s.span(named[0] - 1, named[0]) == ["this", "use"]
            if not purposes and this_use and len(self.earlier_purposes) < _SEVERAL:
                purposes = self.earlier_purposes
            data = [d for d in data if d != GENERIC] or data
            actions = unique(
                [nouns[self.s.word(k)] for k in named]
                + [participles[self.s.word(k)] for k in undergone]
                + forbidden
            )
            who = self.concepts("recipient", lo, hi)
            if others := self.collecting(lo, hi):
                actions, who = ["share" if a in ("collect", "use") else a for a in actions], others
            if (
                named
                and self.s.word(named[0] - 1) == "their"
                and (users := self.named(self.of("recipient", 0, lo)))
            ):
                actions, who = (
                    ["share"],
                    users,
                )  # "we require our vendors to let you opt out of their use of data"
            to_us = any(self.s.span(k, k + 1) == ["with", "us"] for k in range(m.last, hi))
            return [self.refused(action, data, purposes, who, to_us=to_us) for action in actions]
        return []

    def refused_beforehand(self) -> list[Finding]:
        """ "We give you the chance to opt out before we share your location": what is done unless people say no."""
        if "before" not in self.s.said:
            return []
        before = self.s.plain.index("before")
        p = next((q for q in self.predicates if before < q.at < before + 9), None)
        action = ACTION_OF.get(p.classes[0], "") if p else ""
        if p is None or action not in ("share", "sell") or "user" in p.subjects:
            return []
        last = len(self.s.words) - 1
        end = next((k - 1 for k in range(p.last + 1, last) if self.s.word(k) == ","), last)
        data = self.data(before, p.at) if p.voice == "passive" else self.objects(p.last + 1, end)
        who = self.recipients(p.last + 1, end, direct=True)
        return [self.refused(action, data, [], who, to_us=False)] if data else []

    def collecting(self, lo: int, hi: int) -> list[str]:
        """Whose collection or use a way out is of: "limit the collection of data by these companies", but not by an alliance of them."""
        by = next((k for k in range(lo, hi) if self.s.word(k) == "by"), hi)
        who = self.recipients(by, hi, by=True)
        return [r for r in who if r not in ONES_OWN and not r.endswith(_ALLIANCES)]

    def forbidden(self, lo: int, hi: int) -> list[str]:
        """What users can ask not to be done: "you may tell us not to share your name"."""
        classes = verb_classes()
        verbs = [k for k in range(lo + 3, hi + 1) if self.s.span(k - 3, k - 1) == ["us", "not", "to"]]
        return [a for k in verbs if (a := ACTION_OF.get(classes.get(self.s.stem(k), ("",))[0], ""))]

    def names_action(self, at: int) -> bool:
        """Whether a word that can be a verb is a noun: "the use of", "our access to", "the use and disclosure of"."""
        after = self.s.word(at + 1)
        return (
            self.s.word(at).endswith("ing")
            or after in _AFTER_NOUN
            or after == "to"
            and self.s.stem(at) == "acces"
        )

    def read_refused_marketing(self, lo: int, hi: int) -> None:
        """ "You can opt out of marketing e-mails": contact data are used for marketing unless refused."""
        named = self.purposes_named(lo, hi)
        marketed = any(m.concept == "Marketing" for m in named)
        purposes = unique(
            [
                m.concept
                for m in named
                if "Marketing" in taxonomy().ancestors(m.concept)
                or m.concept == "Personalisation"
                and self.is_refused(m)
                or m.concept == "Survey"
                and "receiv" in self.s.stems
                or m.concept == "UserCommunication"
                and _PROMOTING.isdisjoint(
                    self.s.span(m.first - 2, m.last + 1)
                )  # "marketing messages" are no news
                and not (marketed and self.is_said_again(m))
            ]
        ) or (["Marketing"] if any(self.promotes(k) for k in range(max(lo, 0), hi + 1)) else [])
        if not purposes:
            return
        again = [m for m in named if m.concept == "UserCommunication" and self.is_said_again(m)]
        if again and purposes == ["UserCommunication"] and "Marketing" in self.earlier_purposes:
            purposes = ["Marketing"]  # "we send you offers; if you do not want these messages"
        if "TargetedAdvertising" in purposes:  # "opt out of this advertising" is said of the same
            purposes = [c for c in purposes if c != "Advertising"]
        if purposes == ["Advertising"] and "TargetedAdvertising" in self.earlier_purposes:
            purposes = ["TargetedAdvertising"] if self.points_at_advertising(lo, hi) else purposes
        data = self.channel(lo, hi)
        if data and not _CALLING.isdisjoint(self.s.stems):
            data = unique([*data, "PhoneNumber"])  # "postal marketing or telemarketing"
        data = data or self.refused_data(lo, hi, purposes)
        self.findings.append(
            Finding("use", lo, hi, "opt-out", data=data, purposes=purposes, conditions=["OptOut"])
        )
        if any("Advertising" in taxonomy().ancestors(c) for c in purposes) and (who := self.advertisers()):
            self.findings.append(
                self.refused("share", ["Cookies"], ["TargetedAdvertising"], who, to_us=False)
            )

    def promotes(self, at: int) -> bool:
        """Whether a word names promotion, and is no verb: not "Example offers you a choice"."""
        after = self.s.word(at + 1)
        verb = self.s.word(at) == "offers" and after in _W["user"] and (after == "you" or after.endswith("s"))
        return self.s.word(at) in _PROMOTING and not verb

    def is_refused(self, purpose: Mention) -> bool:
        """Whether the way out is of a purpose, which else is but a loss: "features like personalisation will not work"."""
        return any(r.first <= purpose.first <= self.end_of_object(r) for r in self.refusals())

    def is_said_again(self, message: Mention) -> bool:
        """ "Opt out of these communications", "of future messages": of those named before."""
        said = self.s.span(message.first - 2, message.last)
        return not _SAID_AGAIN.isdisjoint(said)

    def advertisers(self) -> list[str]:
        """Whose cookies a way out is of: "these companies", or those who let people opt out together ("the NAI")."""
        plain = self.s.plain
        if "general" not in plain and (
            not _INDUSTRY.isdisjoint(plain)
            or any(
                w in ("alliance", "initiative") and plain[k - 1] == "advertising" for k, w in enumerate(plain)
            )
        ):
            return ["Advertiser"]
        pointed = any(w in _W["companies"] and plain[k - 1] in _W["pointers"] for k, w in enumerate(plain))
        return list(self.earlier_parties) if pointed else []

    def points_at_advertising(self, lo: int, hi: int) -> bool:
        """ "This type of advertising", "these ads"."""
        return any(
            not _W["pointers"].isdisjoint(self.s.span(m.first - 3, m.first))
            for m in self.of("purpose", lo, hi)
        )

    def refused_data(self, lo: int, hi: int, purposes: Sequence[str]) -> list[str]:
        """Which data are not to be used: those that are named, cookies for ads, or those to reach people with."""
        named = self.of("data", lo, hi)
        if any(m.concept == "CPNI" for m in named):
            return ["CPNI"]
        for k in range(lo, hi):  # "the use of your location data for marketing"
            if (
                self.s.stem(k) in _USING
                and self.s.word(k - 1) != "by"
                and (data := self.data(k + 1, min(k + 8, hi)))
            ):
                return data
        if any(m.concept == GENERIC and "your" in self.s.span(m.first - 2, m.last) for m in named):
            return [GENERIC]  # "your information used for marketing"
        if all("Advertising" in taxonomy().ancestors(c) for c in purposes):
            return ["Cookies"] if "Cookies" in self.antecedent else [GENERIC]
        if not _CALLING.isdisjoint(self.s.stems):
            return ["PhoneNumber"]
        return [GENERIC] if _CONTACTING.isdisjoint(self.s.stems) else ["ContactData"]
