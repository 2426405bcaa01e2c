"""Ways out that a sentence offers: cookies to refuse, mail to unsubscribe from, companies to opt out of."""

from __future__ import annotations

from policytrail.ingest.arguments import Arguments
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.purposes import IDLE
from policytrail.ingest.wordlists import words
from policytrail.ontology.taxonomy import taxonomy

_W = words()
_REFUSING = _W["refusing"]
_ADDRESSED = _W["user"] | {"your", "to"}
_ASKING = frozenset("questions concerns".split())
_PROMOTING = frozenset("marketing offers promotion promotional promotions".split())
_MEANS = frozenset(
    ". , ; : ( at by click clicking go here how in on please see through using via visit".split()
)
_SHARING = frozenset(["disclosur", "disclos", "shar"])
_TRACKING = frozenset(["analyt", "analytic", "cooki", "cookie"])
_CLEARED = frozenset("all any cookies it the them your".split())


class WaysOut(Arguments):
    """A sentence that may offer a way out; what it says is added to `findings`."""

    def read_opt_out(self) -> None:
        """ "You can set your browser to refuse cookies", "you can opt out of marketing e-mails"."""
        end = len(self.s.words) - 1
        if _ADDRESSED.isdisjoint(self.s.plain) or not _ASKING.isdisjoint(self.s.plain):
            return
        offered = "OptOut" in self.conditions(0, end)
        if offered and not self.findings and (shared := self.refused_sharing()):
            self.findings.append(shared)
        elif any(m.concept == "Cookies" for m in self.of("data", 0, end)):
            self.read_refused_cookies(offered=offered)
        elif offered and not self.findings:
            self.read_refused_marketing()

    def read_refused_cookies(self, *, offered: bool) -> None:
        """ "You can set your browser to refuse cookies": they are collected unless refused, third-party ones too."""
        if any(f.rule == "instrument" for f in self.findings) and not offered:
            return
        known = any(f.data == ["Cookies"] and "OptOut" in f.conditions for f in self.findings)
        if known or not (offered or self.refuses()):
            return
        end = len(self.s.words) - 1
        self.findings.append(Finding("collect", 0, end, "opt-out", data=["Cookies"], conditions=["OptOut"]))

    def refuses(self) -> bool:
        """Whether a verb tells what users do to cookies that they do not want; "clear pictures" and "no control" do not."""
        return not _REFUSING.isdisjoint(self.s.stems) and any(
            self.s.stem(k) in _REFUSING
            and (self.s.word(k) != "clear" or self.s.word(k + 1) in _CLEARED)
            and "no" not in self.s.span(k - 4, k)
            for k in range(len(self.s.words))
        )

    def refused_sharing(self) -> Finding | None:
        """ "To opt out of Google Analytics", "you may opt out of the sharing of your name with advertisers"."""
        end = len(self.s.words) - 1
        for m in self.of("condition", 0, end):
            if m.concept != "OptOut":
                continue
            hi = next((k - 1 for k in range(m.last + 1, end + 1) if self.s.word(k) in _MEANS), end)
            about = {self.s.stem(k) for k in range(m.last + 1, hi + 1)}
            data: list[str] = []
            if not about.isdisjoint(_SHARING):
                who, data = self.recipients(m.last + 1, hi), self.data(m.last + 1, hi)
            elif not about.isdisjoint(_TRACKING) and "out" in self.s.span(m.first, m.last):
                who = [r for r in self.concepts("recipient", m.last + 1, hi) if r.startswith("org:")]
                data = ["Cookies" if "cookie" in about else "WebUsageData"]
            else:
                continue
            if who:
                return Finding("share", 0, end, "opt-out", data=data or [GENERIC], recipients=who,
                               purposes=self.concepts("purpose", m.last + 1, hi), conditions=["OptOut"])  # fmt: skip
        return None

    def read_refused_marketing(self) -> None:
        """ "You can opt out of marketing e-mails": contact data are used for marketing unless refused."""
        end = len(self.s.words) - 1
        purposes = unique(
            [
                m.concept
                for m in [*self.of("purpose", 0, end), *self.of(IDLE, 0, end)]
                if "Marketing" in taxonomy().ancestors(m.concept)
                or m.concept in ("Survey", "Personalisation")
                or m.concept == "UserCommunication"
                and _PROMOTING.isdisjoint(
                    self.s.span(m.first - 2, m.last + 1)
                )  # "marketing messages" are no news
            ]
        ) or (["Marketing"] if not _PROMOTING.isdisjoint(self.s.plain) else [])
        if not purposes:
            return
        advertised = all("Advertising" in taxonomy().ancestors(c) for c in purposes)
        named = [d for d in self.data(0, end) if d == "CPNI"]
        about = self.antecedent or [GENERIC] if advertised else ["ContactData"]
        data = self.channel(0, end) or named or about
        self.findings.append(
            Finding("use", 0, end, "opt-out", data=data, purposes=purposes, conditions=["OptOut"])
        )
