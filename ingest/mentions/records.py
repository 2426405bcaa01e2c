"""Records: that messages were sent, and not what is in them; when a server was asked for something."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.mentions.data import is_member
from policytrail.ingest.words.lexicon import SKIPPED, Mention
from policytrail.ingest.words.lists import JOINING
from policytrail.ingest.words.tokens import Token
from policytrail.ingest.words.wordlists import words

_W = words()
_CALLING = frozenset(["cal", "phone", "telephone", "voic"])  # stems
_RECORDS = frozenset("history log logs record records".split())
_EXCHANGED = frozenset("exchange make receive send".split())
_LISTED = JOINING | SKIPPED | _EXCHANGED | {"you"}  # between "information about" and messages
_LOGGED = frozenset("BrowserType Cookies DeviceType IPAddress LogData OperatingSystem WebUsageData".split())
DATES = frozenset(["date", "dates"])
_TIMES = frozenset(["time", "times"])


def kept_as_records(mention: Mention, found: Sequence[Token]) -> Mention:
    """ "Records of your calls and messages", "information about the texts you send": that they were sent, and not what is in them."""
    if mention.concept != "MessageContent":
        return mention
    at = mention.first - 1
    while at > 0 and (found[at].word in _LISTED or found[at].stem in _CALLING):
        at -= 1
    before, noun = (found[k].word if k >= 0 else "" for k in (at, at - 1))
    recorded = before == "of" and noun in _RECORDS
    if not recorded and before in _W["about"] and noun in _W["generic_nouns"]:
        after = [w.word for w in found[mention.last + 1 : mention.last + 4]]
        recorded = "you" in after and not _EXCHANGED.isdisjoint(after)
    return mention._replace(concept="MessageMetadata") if recorded else mention


def times_logged(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Your IP address, the date and time, and your browser": when, in a list of what servers log."""
    near = {k for m in mentions if m.concept in _LOGGED for k in (m.first, m.last)}
    taken = {k for m in mentions if m.scheme == "data" for k in range(m.first, m.last + 1)}
    added = []
    for at in range(len(found) - 2):
        first, joint, last = (w.word for w in found[at : at + 3])
        pair = first in DATES and last in _TIMES or first in _TIMES and last in DATES
        begin = at - (at > 0 and found[at - 1].word == "the")
        if pair and joint in JOINING and at not in taken and is_member(found, begin, near, at + 2):
            added.append(Mention("data", "LogData", at, at + 2))
    return [*mentions, *added]
