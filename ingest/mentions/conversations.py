"""What people say and write to each other: calls, recordings and messages, told by the words around them."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.mentions.data import is_member
from policytrail.ingest.words.lexicon import SKIPPED, Mention
from policytrail.ingest.words.tokens import Token, stem
from policytrail.ingest.words.wordlists import words

_W = words()
_NOTING = frozenset(["monitor", "record"])  # stems
_MAIL = frozenset("email emails mail mails".split())
_READING = frozenset(map(stem, "examine filter inspect open read scan".split()))


def talks(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """ "Your communications with us, such as emails and calls": what is said in them."""
    near = {k for m in mentions if m.concept == "MessageContent" for k in (m.first, m.last)}
    return list(mentions) + [
        Mention("data", "CallContent", at, at)
        for at, w in enumerate(found)
        if w.word == "calls"
        and not any(m.first <= at <= m.last and m.scheme == "data" for m in mentions)
        and is_member(found, at - 1 if at and found[at - 1].word in ("phone", "telephone") else at, near, at)
    ]


def recorded_calls(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """Calls that are recorded or listened to are data, though a call as such is not."""
    taken = {k for m in mentions if m.scheme == "data" for k in range(m.first, m.last + 1)}
    heard = list(mentions)
    for at, token in enumerate(found):
        if token.word not in _W["talks"]:
            continue
        near = found[max(0, at - 8) : at + 14]
        helped = next((m for m in heard if m.concept == "SupportData" and m.first == at), None)
        if helped and not _NOTING.isdisjoint(w.stem for w in found[helped.last + 1 : helped.last + 12]):
            heard.remove(helped)  # "calls to our support team may be recorded"
            taken -= set(range(helped.first, helped.last + 1))
        if any(w.stem in ("listen", "eavesdrop") for w in near):
            heard.append(Mention("data", "CallContent", at, at))
        if at in taken:
            continue
        if any(
            w.stem == "record" and w.word != "records" and (w.word != "record" or not _is_noun(found, k))
            for k, w in enumerate(near, max(0, at - 8))
        ):
            heard.append(Mention("data", "CallRecording", at, at))
        if any(w.stem == "monitor" for w in near):
            heard.append(Mention("data", "CallContent", at, at))
    return heard


def _is_noun(found: Sequence[Token], at: int) -> bool:
    """Whether "record" is a thing: "a data record", "the record"."""
    before = found[at - 1].word if at else ""
    return before in SKIPPED or before in ("data", "detail")


def written_to(mention: Mention, found: Sequence[Token]) -> Mention:
    """ "Calls, emails and chats", "we do not read your mail": messages, not addresses."""
    if mention.concept == "EmailAddress" and found[mention.last].word in ("emails", "mails"):
        near = found[max(0, mention.first - 4) : mention.last + 5]
        passed = found[mention.last + 1 : mention.last + 2]
        if any(w.word in _W["messages"] for w in near) or any(w.word in ("sent", "received") for w in passed):
            return mention._replace(concept="MessageContent")
    if mention.concept == "EmailAddress" and found[mention.last].word in _MAIL:
        at = next((k for k in range(mention.first - 1, -1, -1) if found[k].word not in SKIPPED), 0)
        by_users = any(w.word == "you" for w in found[max(0, at - 4) : at])  # "whether you opened our email"
        if found[at].stem in _READING and not by_users:
            return mention._replace(concept="MessageContent")
    return mention


def heard(mention: Mention, found: Sequence[Token]) -> Mention:
    """Conversations that are listened to are calls, "your interactions" that are recorded are with those who help."""
    if mention.concept == "UsageData" and found[mention.last].stem == "interaction":
        before = [w.word for w in found[max(0, mention.first - 3) : mention.first]]
        after = found[mention.last + 1].word if mention.last + 1 < len(found) else ""
        alone = mention.first == mention.last and after not in ("on", "with")
        return mention._replace(concept="SupportData") if alone and "record" in before else mention
    if mention.concept != "CommunicationsContent" or found[mention.last].word not in _W["talks"]:
        return mention
    near = found[max(0, mention.first - 14) : mention.last + 9]
    listens = any(w.stem in ("listen", "eavesdrop") for w in near)
    return mention._replace(concept="CallContent") if listens else mention
