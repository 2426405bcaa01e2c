"""Ways out that a sentence offers: cookies to refuse, mail to unsubscribe from, companies and actions to opt out of."""

from __future__ import annotations

from policytrail.ingest.clauses.conditions import is_outlived
from policytrail.ingest.clauses.recipients import ONES_OWN
from policytrail.ingest.clauses.refused_messages import RefusedMessages
from policytrail.ingest.clauses.wishes import ACTION_OF
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import action_words, verb_classes, words
from policytrail.ontology.taxonomy import taxonomy

_W = words()
_REFUSING = _W["refusing"]
_ADDRESSED = _W["user"] | {"your", "to"}
_ASKING = frozenset("questions concerns".split())
_TRACKING = frozenset(["analyt", "analytic", "cooki", "cookie"])
_CLEARED = frozenset("all any cookies it the them your".split())
_NOT_BY_USERS = frozenset(["no", "we"])  # "we delete cookies after a year"
_RIGHTS = frozenset("right rights".split())
_LAWS = frozenset("act law laws statute".split())
_ENTITLING = frozenset("allow entitl giv permit provid".split())
_LOCATING = frozenset("geolocation gps location location-based".split())
_PURPOSES = frozenset("purpose purposes".split())
_AFTER_NOUN = frozenset(", and by of or /".split())
_ALLIANCES = ("Alliance", "Initiative")
_SEVERAL = 3  # so many purposes before "this use" leave open which is meant
_UNDERGOING = frozenset("be being having".split())
# What stands before that which users can ask not to be done.
_NOT_DONE = (["us", "not", "to"], ["that", "we", "not"], ["we", "do", "not"], ["to", "have", "us"])
_HEEDING = frozenset(map(stem, "honor honour react recognise recognize respond support".split()))
_SIGNALS = frozenset(map(stem, "mechanism request setting signal".split()))


class WaysOut(RefusedMessages):
    """A sentence that may offer a way out; what it says is added to `findings`."""

    def read_opt_out(self) -> None:
        """ "You can set your browser to refuse cookies", "you can opt out of marketing e-mails"."""
        end = len(self.s.words) - 1
        addressed = self.s.plain[0] == "opt" or not _ADDRESSED.isdisjoint(self.s.said)
        if not addressed or not _ASKING.isdisjoint(self.s.said) or self.is_unheeded():
            return
        if not self.findings and (unwanted := self.unwanted_actions() or self.unwanted_contact()):
            self.findings += unwanted
            if not any(f.action == "use" for f in unwanted) and next(self.refusals(), None) is not None:
                self.read_refused_marketing(
                    0, end
                )  # "if you do not want us to pass it on, or to get our e-mails"
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

    def read_refused_cookies(self, *, offered: bool) -> None:
        """ "You can set your browser to refuse cookies": they are collected unless refused, third-party ones too."""
        if any(f.rule == "instrument" for f in self.findings) and not offered:
            return
        known = any(f.data == ["Cookies"] and "OptOut" in f.conditions for f in self.findings)
        if known or not (offered or self.refuses()):
            return
        end = len(self.s.words) - 1
        ads = [c for c in self.purposes(0, end) if "Advertising" in taxonomy().ancestors(c)]
        action = "share" if (who := self.companies_with_cookies()) else "collect"
        self.findings.append(self.of_noun(action, end, "opt-out", ["Cookies"], who, ads, "OptOut"))

    def companies_with_cookies(self) -> list[str]:
        """Whose cookies are refused: "cookies from Zyxcorp", "cookies set by Zyxcorp"."""
        return [
            r.concept
            for m in self.of("data", 0, len(self.s.words) - 1)
            if m.concept == "Cookies"
            for r in self.of("recipient", m.last + 1, m.last + 6)
            if r.concept.startswith("org:") and self.s.word(r.first - 1) in ("by", "from")
        ]

    def refuses(self) -> bool:
        """Whether a verb tells what users do to cookies that they do not want; "clear pictures" and "no control" do not."""
        if _REFUSING.isdisjoint(self.s.stems) and "accept" not in self.s.said:
            return False
        return any(
            (self.s.stem(k) in _REFUSING or self.s.word(k) == "accept" and self.is_denied(k))
            and (self.s.word(k) != "clear" or self.s.word(k + 1) in _CLEARED)
            and _NOT_BY_USERS.isdisjoint(self.s.span(k - 4, k))
            # "we neither reach nor control cookies": "do not have access to or control"
            and not (
                self.s.word(k) == "control" and self.is_denied(k - 3) and "you" not in self.s.span(k - 3, k)
            )
            # but not "advertisers use cookies to manage their ads"
            and (self.s.word(k) != "manage" or self.is_managed_by_users(k))
            for k in range(len(self.s.words))
        )

    def is_managed_by_users(self, at: int) -> bool:
        """Whether users are told that, or how, they can manage something."""
        addressed = not (_ADDRESSED - {"to"}).isdisjoint(self.s.said)
        return at < 2 or addressed or "how" in self.s.span(at - 2, at)

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
                k for k in range(lo, hi + 1) if self.s.word(k) in participles and self.is_suffering(k)
            ]
            forbidden = self.forbidden(lo, hi)
            if not (named or undergone or forbidden):
                located = not _LOCATING.isdisjoint(self.s.span(lo, m.last + 2))
                if located and "settings" not in self.s.span(lo, m.last):  # "turn off location services"
                    return [self.refused("collect", ["LocationData"], [], [], to_us=False)]
                continue
            first = named[0] + 1 if named else lo
            data = self.data(first, self.break_at(first, hi) - 1) or self.data(first, hi)
            purposes = [
                c for c in self.purposes_or_idle(lo, hi) if c != "BusinessTransfer"
            ]  # "not to sell it"
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
            who = who or self.told_before(first, hi)
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
        """What users can ask not to be done: "you may tell us not to share your name", "request that we do not share it"."""
        classes = verb_classes()
        verbs = [k for k in range(lo + 3, hi + 1) if self.s.span(k - 3, k - 1) in _NOT_DONE]
        verbs += [j for k in verbs for j in range(k + 2, k + 5) if self.s.word(j - 1) in ("and", "or")]
        return [a for k in verbs if (a := ACTION_OF.get(classes.get(self.s.stem(k), ("",))[0], ""))]

    def is_suffering(self, at: int) -> bool:
        """Whether a participle tells what is done to data: "being shared", "not to have your name shared", not "we have shared"."""
        before = self.s.span(at - 8, at - 1)
        return not _UNDERGOING.isdisjoint(before) or ["to", "have"] in (before[k : k + 2] for k in range(7))

    def told_before(self, lo: int, hi: int) -> list[str]:
        """Who was said to receive what the first data between two positions point to: "choose not to share such data"."""
        named = self.of("data", lo, hi)[:1]
        pointing = any(self.s.word(k) in _W["pointers"] for m in named for k in (m.first - 1, m.first))
        return self.concepts("recipient", 0, lo) if pointing else []

    def names_action(self, at: int) -> bool:
        """Whether a word that can be a verb is a noun: "the use of", "our access to", "the use and disclosure of"."""
        after = self.s.word(at + 1)
        return (
            self.s.word(at).endswith("ing")
            or after in _AFTER_NOUN
            or after == "to"
            and self.s.stem(at) == "acces"
        )
