"""What headings, labels and the titles of columns say of what stands under them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.finding import GENERIC, unique
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.wordlists import words

_W = words()
_JOINING = frozenset("and or your other related , / : &".split())
_SHARING = (
    _W["personal"]
    | _W["modals"]
    | frozenset(
        "disclose disclosed disclosing disclosure disclosures of share shared sharing the to we when with".split()
    )
)
_WHOSE_DATA = frozenset("Customer Employee OtherUser".split())  # a heading with these tells of whom data are


def granted(title: Sentence) -> list[str]:
    """What a heading or label "Camera permission" sets as a condition of what stands under it (guideline 26)."""
    return ["Consent"] if "permission" in title.stems else []


def topic_of(label: Sentence) -> str:
    """The one concept that a label names, "" if it names none or several."""
    named = {m.concept for m in label.by_scheme.get("data", ())}
    if len(named) != 1 or named == {GENERIC} and _W["personal"].isdisjoint(label.plain):
        return ""
    return named.pop()


def names_only_data(title: Arguments) -> bool:
    """Whether a heading names kinds of data and says nothing else: "Contact and billing information"."""
    named = [
        m for m in title.of("data", 0, len(title.s.plain)) if m.concept != "Cookies"
    ]  # they are explained
    return consists_of(title, named)


def names_only_parties(title: Arguments) -> list[str]:
    """The kinds of parties that a heading names and nothing but sharing: "Advertisers", "Sharing with our partners"."""
    named = title.of("recipient", 0, len(title.s.plain))
    alone = consists_of(title, named, _SHARING) and _WHOSE_DATA.isdisjoint(m.concept for m in named)
    return unique([m.concept for m in named]) if alone else []


def consists_of(title: Arguments, named: Sequence[Mention], beside: Collection[str] = ()) -> bool:
    """Whether a heading has no words but those of mentions, what joins them, and some `beside` them."""
    covered = {k for m in named for k in range(m.first, m.last + 1)}
    return bool(covered) and all(
        k in covered or w in _JOINING or w in _W["generic_nouns"] or w in beside
        for k, w in enumerate(title.s.plain)
    )


def names_basis(words: Sentence) -> bool:
    """Whether a heading or lead-in announces legal bases, so that what the law requires is one of them."""
    return not {"legal", "lawful"}.isdisjoint(words.plain) and not {"bases", "basis", "grounds"}.isdisjoint(
        words.plain
    )
