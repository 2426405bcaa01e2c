"""What the words around mentions tell of them: a table of steps, each with the words without which it changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from policytrail.ingest.mentions.calls import (
    MEASURES,
    asked_of_calls,
    calls_described,
    kinds_of_traffic,
    numbers_called,
    use_of_telephony,
)
from policytrail.ingest.mentions.conversations import recorded_calls, talks
from policytrail.ingest.mentions.correspondence import told_us
from policytrail.ingest.mentions.data import (
    CONTACTS,
    PAYMENTS,
    PHONES,
    PLACES,
    contacts,
    kinds_listed,
    parted,
    payments_handled,
    phones,
    places,
)
from policytrail.ingest.mentions.free_objects import (
    MAKING,
    PROVIDING,
    purposes_made,
    purposes_protecting,
    purposes_providing,
)
from policytrail.ingest.mentions.impersonal import (
    IMPERSONAL,
    UNIDENTIFYING,
    made_impersonal,
    not_personal,
    unidentified,
)
from policytrail.ingest.mentions.incidental import DEPENDING, ENDING, not_depended_on, not_ended
from policytrail.ingest.mentions.nested import ABOUT, COUNTS, counted, told_about
from policytrail.ingest.mentions.parties import (
    DOING,
    PEOPLE,
    PROVIDERS,
    pointed_parties,
    providers_of,
    reached,
    services_done,
)
from policytrail.ingest.mentions.purposes import PROTECTING
from policytrail.ingest.mentions.records import DATES, times_logged
from policytrail.ingest.mentions.usage import USES, uses_listed
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.tokens import Token
from policytrail.ingest.words.wordlists import words

_W = words()
_COMPANIES = _W["companies"] | frozenset(
    """contacts institution organisation organization parent parents platform platforms school university
    workplace""".split()
)
_REACHED = PEOPLE | {"recipient"}
Refine = Callable[[Sequence[Mention], Sequence[Token]], list[Mention]]
DATA_AND_PURPOSES: tuple[tuple[Collection[str], Refine], ...] = (
    (IMPERSONAL, made_impersonal),
    (PHONES, phones),
    (PLACES, places),
    (UNIDENTIFYING, unidentified),
    (CONTACTS, contacts),
    (ABOUT, parted),
    (ABOUT, told_about),
    (COUNTS, counted),
    (["typ"], kinds_listed),
    (USES, uses_listed),
    (["number", "email", "addres"], numbers_called),
    (MEASURES, calls_described),
    (("who", "whom"), asked_of_calls),
    (["quantity"], use_of_telephony),
    (DATES, times_logged),
    (["content", "contents"], told_us),
    (PROTECTING, purposes_protecting),
    (MAKING, purposes_made),
    (PROVIDING, purposes_providing),
    (DEPENDING, not_depended_on),
    (ENDING, not_ended),
)
TALKS_AND_PARTIES: tuple[tuple[Collection[str], Refine], ...] = (
    (["not"], not_personal),
    (_W["talks"], recorded_calls),
    (_W["talks"], talks),
    (["("], kinds_of_traffic),
    (PAYMENTS, payments_handled),
    (_COMPANIES, pointed_parties),
    (PROVIDERS, providers_of),
    (DOING, services_done),
    (_REACHED, reached),
)


def refined(
    steps: Sequence[tuple[Collection[str], Refine]],
    mentions: list[Mention],
    found: Sequence[Token],
    said: frozenset[str],
) -> list[Mention]:
    """The mentions after the steps of which a word is among `said`, the words and stems of the sentence."""
    for asked, refine in steps:
        if not said.isdisjoint(asked):
            mentions = refine(mentions, found)
    return mentions
