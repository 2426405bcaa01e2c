"""Which words of a sentence are verbs of data handling where they stand: "we access logs", and not "Internet access"."""

from __future__ import annotations

from policytrail.ingest.clauses.coordination import is_participle
from policytrail.ingest.clauses.standing import DETERMINERS
from policytrail.ingest.clauses.subjects import INSTRUMENTS
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import particles, verb_classes, words

_W = words()
_PARTICLES = particles()
_ANSWERABLE = frozenset("accountable harmless liable responsible".split())
_OBJECTS = _W["possessives"] | _W["trackers"] | frozenset("all any certain each every the".split())
_GOING = frozenset("into off onto out".split())
_AFTER_NOTE = frozenset(", : in on".split())
_NOTING = frozenset(["log", "monitor", "record"])
_SEEN = frozenset("accessible available public visible".split())
_TOOLS = _W["instruments"] | _W["trackers"]
_MESSAGES = _W["messages"] | {"emails", "offers", "reminders"}
_SENT = _MESSAGES | frozenset("alerts communications newsletters notifications updates".split())
_MEASURES = frozenset(
    map(
        stem,
        "certification clauses controls measures policies practices procedures program safeguards security standards".split(),
    )
)
_AFTER_MEASURES = frozenset(". ; against designed for from in of on over that to which with".split())


def is_verb(s: Sentence, at: int) -> bool:
    """Whether the word can be a verb here, from its neighbours."""
    word, before, after = s.word(at), s.word(at - 1), s.word(at + 1)
    relative = before == "that" and (
        s.word(at - 2) in _TOOLS or _are_parties(s, at - 2)
    )  # "tools that collect"
    made = s.word(at) == "use" and s.stem(at - 1) == "mak"  # "we make use of"
    if after == "of" and not made or before in DETERMINERS and not relative:
        return False
    if (
        word.endswith("s")
        and s.word(at + 2) in ("us", "we")
        and "give" in verb_classes().get(s.stem(at + 1), ())
    ):
        return False  # "public registers supply us"
    if (with_it := _PARTICLES.get(s.stem(at))) and after not in with_it:
        return False
    if word == "enter" and after == "into" or word == "access" and after == "to":
        return False  # "we enter into agreements", "the app's access to your contacts"
    if word in ("get", "gets") and is_participle(after) and s.stem(at + 1) in verb_classes():
        return False  # "logs get deleted"
    if s.stem(at) == "download" and _W["trackers"].isdisjoint(s.span(at + 1, at + 4)):
        return False  # but "advertisers may download cookies to your phone"
    if s.stem(at) == "need" and s.span(at + 1, at + 2) == ["to", "be"]:
        return False  # "data on our users need to be shared"
    if s.stem(at) == "note" and (after in _W["relatives"] or after in _AFTER_NOTE):
        return False  # "we note that", "please note: we"
    if s.stem(at) == "log" and after in _GOING:
        return False  # "the server your computer is logged onto"
    if word == "access" and before == "internet" or word in ("held", "hold") and after in _ANSWERABLE:
        return False  # "Internet access customers", "we cannot be held responsible"
    if s.stem(at) == "know" and (after in _W["relatives"] or after == "if"):
        return False  # "we know whether you read it"
    if after == "which" and s.word(at + 2) == "of":
        return False  # "to determine which of your friends are members"
    if word == "registered" and before in _W["be"] and s.word(at - 2) in ("contacts", "friends"):
        return False  # "which of your contacts are registered"
    if s.stem(at) == "trac" and after == "back" or word == "used" and after == "up":
        return False  # "it cannot be traced back to you"
    if s.word(at) == "queued" and s.span(at + 1, at + 2) == ["for", "deletion"]:
        return False
    told = before in ("we", "will") and "we" in s.span(at - 2, at) and after in _W["possessives"]
    if s.stem(at) == "know" and not told and _W["negations"].isdisjoint(s.span(at - 4, at)):
        return False  # "we do not know your name", but "you have the right to know"
    if s.stem(at) == "tel" and after != "us" and at + 1 not in s.provider_at and not _is_told(s, at):
        return False  # "we can tell which pages you visit"
    if word == "records" and before in ("business", "call", "customer"):
        return False
    if word == "receive" and before in ("and", "or", "and/or") and s.word(at - 3) in ("you", "users"):
        return False  # "the calls you make and receive"
    if s.stem(at) == "requir" and _binds_others(s, at + 1):
        return False  # "we require that they keep your data safe"
    if s.stem(at) == "maintain" and _keeps_up(s, at + 1):
        return False  # "we maintain safeguards for your data"
    if word in _MESSAGES and after not in _W["user"] | {"our", "your", "the"}:
        return False  # "Example emails"
    if s.stem(at) == "keep" and after.endswith("ing") and at + 1 not in s.inside:
        return False  # "we keep improving our service", not "we keep billing data"
    if word.endswith("s") and (after in _W["modals"] or after in _W["be"] or after in _W["have"]):
        return False  # "our partners may"
    if s.stem(at) == "mak" and (
        _SEEN.isdisjoint(s.span(at + 1, at + 15)) or "efforts" in s.span(at + 1, at + 4)
    ):
        return False
    if is_participle(word) or word.endswith("ing"):
        return True
    # a plain form after an adjective or noun, or before a noun that it modifies, is a noun
    return before not in _W["be"] or before == "be"


def gets_messages(s: Sentence, verb: int) -> bool:
    """Whether an infinitive tells what people get: "sign up to receive e-mails or updates", not "to receive your messages"."""
    near = s.span(verb + 1, verb + 4)
    sent = next((k for k, w in enumerate(near) if w in _SENT), None)
    return s.word(verb) == "receive" and sent is not None and _W["possessives"].isdisjoint(near[:sent])


def _binds_others(s: Sentence, at: int) -> bool:
    """Whether others than users are required to do something: "that they keep it", "those who see it to", "our partners to"."""
    at += s.word(at) == "that"
    at += s.word(at) == "all"
    if s.word(at) in ("they", "those"):
        return True
    return s.word(at) == "our" and _W["user"].isdisjoint(s.span(at + 1, at + 3)) and at + 1 not in s.inside


def _keeps_up(s: Sentence, at: int) -> bool:
    """Whether what begins at a position is no data but a measure: "administrative and technical safeguards", "a security program"."""
    for k in range(at, min(at + 12, len(s.words))):
        if s.word(k) in _AFTER_MEASURES or k in s.ends and s.stem(k + 1) not in _MEASURES:
            return False
        if s.stem(k) in _MEASURES:
            return True
    return False


def _are_parties(s: Sentence, last: int) -> bool:
    """Whether words up to a position name parties."""
    named = s.ends.get(last)
    return named is not None and named.scheme == "recipient"


def _is_told(s: Sentence, tell: int) -> bool:
    """Whether somebody is told something: "we tell the police where you are", "dealers are told your name"."""
    if s.word(tell) == "told" and s.word(tell - 1) in _W["be"]:
        return True
    party = tell + 1
    while s.word(party) in _W["determiners"]:
        party += 1
    return any(m.first == party for m in s.by_scheme.get("recipient", ()))


def has_subject(s: Sentence, at: int) -> bool:
    """Whether a word within a mention is a verb all the same: "information we collect", "do not record calls"."""
    before, after = s.word(at - 1), s.word(at + 1)
    if (
        before in INSTRUMENTS
        and (after in _OBJECTS or s.word(at) == "uses")
        or s.stem(at) in _NOTING
        and after in _W["possessives"]
    ):
        return True  # "our servers log each request", "they record your calls"
    return before in ("we", "you", "not") or before in _W["modals"] or at - 1 in s.provider_at
