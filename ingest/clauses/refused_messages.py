"""Ways out of what the provider sends: "you can opt out of marketing e-mails", "reply STOP to end our texts"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policytrail.ingest.clauses.conditions import limits
from policytrail.ingest.clauses.wishes import Wishes
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import auxiliaries, verb_classes, words
from policytrail.ontology.taxonomy import taxonomy

_W = words()
_HANDLING = frozenset("disclose give obtain sell use".split())  # classes of verbs
_AUXILIARIES = auxiliaries()
_SAID_AGAIN = _W["pointers"] | {"future", "further"}
_PROMOTING = frozenset(
    "catalog catalogs catalogue catalogues commercial mailing marketing offers promotion promotional promotions".split()
)
_MEANS = frozenset(
    ". , ; : ( at by click clicking contact go here how in on please see through using via visit visiting".split()
)
_CALLING = frozenset(["telemarket"])
_USING = frozenset(["proces", "use"])
# What is said of messages (stems): other marketing need not reach people.
_CONTACTING = frozenset(
    "alert call communicat communication contact correspondence letter list mail mess messag newsletter notification notify receiv send sent solicitation survey text".split()
)
_INDUSTRY = frozenset("aboutads daa edaa nai networkadvertising youradchoices youronlinechoices".split())
_GOING_ON = frozenset(
    "among and any connection for including or particular specifically such with within".split()
)  # after "," or "in"
# What the provider sends (stems), of which so called ones are promotional, and those that nobody can refuse, or that others send.
_MESSAGES = frozenset(
    map(
        stem,
        """alert announcement call communication contact correspondence email letter mail mailing message newsletter
        notification solicitation text""".split(),
    )
)
_PROMOTIONAL = frozenset("mailings newsletter newsletters solicitation solicitations".split())
_UNREFUSED = frozenset(
    "account administrative junk legal operational service spam transaction transactional unsolicited".split()
)
_NEAR = 9  # words after a refusal that name what is refused


class RefusedMessages(Wishes):
    """A sentence that may tell which messages people can refuse."""

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
                # "not to share, rent or sell"
                and not (self.s.word(k) == "," and self.acts(k - 1) and self.acts(k + 1))
                and not (self.s.word(k) == "on" and "basis" in self.s.span(k + 2, k + 4))
                and not (self.s.word(k) == "," and self.s.word(k - 1) == "specifically")
                # "proprietary information (CPNI)"
                and not (self.s.word(k) == "(" and self.s.word(k + 2) == ")")
                and not (self.s.word(k) == "by" and self.is_party(k + 1))  # "used by us for marketing"
            ),
            end,
        )

    def acts(self, at: int) -> bool:
        """Whether a word can say that data are handed over or used."""
        return not _HANDLING.isdisjoint(verb_classes().get(self.s.stem(at), ())[:1])

    def is_party(self, at: int) -> bool:
        """Whether the provider or others are named from a position on: "us", "Example Analytics", but not "clicking"."""
        if self.s.word(at) == "us" or at in self.s.provider_at:
            return True
        named = any(m.first < at + 3 for m in self.of("recipient", at, at + 6))
        return named and not self.s.word(at).endswith("ing")

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
        purposes = purposes or self.messages_refused()
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

    def messages_refused(self) -> list[str]:
        """What messages are for that nothing else tells: "opt out of receiving e-mails from us", "any further calls"."""
        for refusal in self.refusals():
            end = min(self.end_of_object(refusal), refusal.last + _NEAR)
            end = next((k for k in range(refusal.last + 1, end) if self.s.word(k) in _W["modals"]), end)
            at = next((k for k in range(refusal.first + 1, end + 1) if self.is_message(k)), None)
            if at is None:
                continue
            near = set(self.s.span(at - 3, at - 1))
            if not _UNREFUSED.isdisjoint(near) or self.is_from_others(at) or self.is_of_device(refusal):
                return []
            marketed = "Marketing" in self.earlier_purposes
            if not near.isdisjoint(_W["pointers"]) and (
                marketed or "UserCommunication" in self.earlier_purposes
            ):
                return []  # "these e-mails": what the sentence before told of
            listed = not {"list", "lists"}.isdisjoint(self.s.span(at + 1, at + 3))
            promotional = (
                listed or self.s.word(at) in _PROMOTIONAL or marketed and not near.isdisjoint(_SAID_AGAIN)
            )
            return ["Marketing" if promotional else "UserCommunication"]
        return []

    def is_message(self, at: int) -> bool:
        """Whether a word names messages, and not what is done with them: "calls", but not "to call you", "messaging settings"."""
        word, stem_ = self.s.word(at), self.s.stem(at)
        if stem_ not in _MESSAGES or self.s.word(at + 1) in _W["user"] or self.s.stem(at + 1) == "addres":
            return False
        if stem_ == "contact":  # "any contacts from us", not "your contacts"
            return self.s.word(at + 1) == "from"
        return word == "mailing" or not word.endswith("ing")

    def is_from_others(self, message: int) -> bool:
        """Whether others send messages: "texts from your friends", "callers from whom you do not want to get calls"."""
        if "whom" in self.s.said or self.s.word(message - 1) == "their":
            return True
        sender = next((k + 1 for k in range(message + 1, message + 9) if self.s.word(k) == "from"), None)
        if sender is None:
            return False
        named = range(sender, sender + 4)
        return not any(self.s.word(k) in _W["provider"] or k in self.s.provider_at for k in named)

    def is_of_device(self, refusal: Mention) -> bool:
        """ "Your old phone will stop receiving messages": nobody refuses any."""
        at = refusal.first - 1
        while self.s.word(at) in _AUXILIARIES:
            at -= 1
        return self.s.word(at) in _W["own_devices"]

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
