"""The channels that a sentence names, which need contact data: e-mail, telephone, post."""

from __future__ import annotations

from policytrail.ingest.clauses.among import Among
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words
from policytrail.ontology.taxonomy import taxonomy

_W = words()
EMAIL = _W["email"]
PHONE = _W["phone"]
_ON_MOBILES = frozenset(
    map(stem, "ad ads advertisements advertising app application device operating".split())
)  # no calls
_POSTED = frozenset("mailer mailers mailshot mailshots post postal".split())


class Channels(Among):
    """A sentence that can be asked how it says that people are reached."""

    def is_instead(self, at: int) -> bool:
        """Whether what follows a position is not meant: "by e-mail instead of by post", "in lieu of letters"."""
        return self.s.word(at + 1) == "of" and (
            self.s.word(at) == "instead" or self.s.span(at - 1, at) == ["in", "lieu"]
        )

    def channel(self, lo: int, hi: int) -> list[str]:
        """The contact data that a named channel needs: e-mail, telephone, post."""
        kinds = taxonomy().descendants("TrafficData")  # not "your call records"
        traffic = {
            k for m in self.of("data", lo, hi) if m.concept in kinds for k in range(m.first, m.last + 1)
        }
        hi = next((k for k in range(lo + 1, hi + 1) if self.is_instead(k)), hi + 1) - 1
        near = [
            self.s.word(k)
            for k in range(lo, hi + 1)
            if k not in traffic and not (self.s.word(k) == "mobile" and self.s.stem(k + 1) in _ON_MOBILES)
        ]
        data = []
        if any(x in EMAIL for x in near):
            data.append("EmailAddress")
        if any(x in PHONE for x in near):
            data.append("PhoneNumber")
        if any(
            x in _POSTED or (x == "mail" and near[i - 1] in ("by", "direct", "or", "postal", ","))
            for i, x in enumerate(near)
        ):
            data.append("PostalAddress")
        return data
