"""What a heading says of what stands below it: "Information we collect", "Who gets your data?"."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.blocks.frames import Frame
from policytrail.ingest.finding import GENERIC, unique
from policytrail.ingest.words.tokens import Token, stem
from policytrail.ingest.words.wordlists import words

_W = words()
_LIMITS = frozenset("limit opt prevent stop".split())
_SAFE = frozenset("protect protected safe secure securely".split())
_ASKED_OF = _W["generic_nouns"] | {"it", "them"}
# How headings ask that have no verb of theirs above: first words, stems of verbs, and what stands below.
_QUESTIONS = tuple(
    (frozenset(opening.split()), frozenset(map(stem, verbs.split())), action)
    for opening, verbs, action in (
        ("what which categories kinds types", "handle have hold keep know need process store use", "collect"),
        ("who companies organisations third", "access get give pass read receive see send show", "share"),
        ("where", "go goes send", "share"),
        ("why", "ask have need want", "use"),
        ("how", "hold save store", "retain"),
    )
)
_FROM = frozenset("about from of on".split())
_READERS = frozenset(["me", "us", "you"])
_ACTION_OF_NOUN = {
    "collect": "collect", "collection": "collect", "obtain": "collect", "receiv": "collect",
    "use": "use", "purpos": "use",
    "shar": "share", "disclos": "share", "disclosur": "share", "transfer": "share", "recipient": "share",
    "retention": "retain", "retain": "retain", "keep": "retain", "storag": "retain",
}  # fmt: skip
_RIGHTS = frozenset("acces choic control right".split())
_CLAIMING = frozenset("ask demand object request".split())  # what people do who have a right to it
_OF_USERS = frozenset("exercis limit opt stop".split())
_DOCUMENTS = frozenset(["notice", "policy", "statement"])
# How a heading begins that tells where data come from, and from whom: "Directly from you when you call us".
_IN_WHAT_WAY = frozenset("automatically directly indirectly received collected obtained gathered".split())
_SOURCES = frozenset(
    "you your others other third outside external public publicly our partners social".split()
)
_THROUGH = frozenset("during through via when".split())
# What people do of which data tell: other gerunds before "data" are what is done to them.
_ACTIVITIES = frozenset("banking billing browsing calling dating gaming roaming shopping streaming".split())
_BEFORE_NOUN = _W["determiners"] | _W["before_data"]
_BEFORE_SOURCE = _W["modals"] | _W["be"] | _W["before_source"]


def heading_frame(words: Sequence[Token], data: Sequence[str], purposes: Sequence[str] = ()) -> Frame:
    """The weak frame of a heading such as "Information we collect" or "Who we share it with"."""
    stems = [w.stem for w in words]
    said = [w.word for w in words]
    actions = _actions(
        said, stems, of_data=not _ASKED_OF.isdisjoint(said) or said[-1] == "?" and _is_of_data(said, data)
    )
    if said[0] == "using" and not data:
        actions = [a for a in actions if a != "use"]  # "Using Example", "Using our services": what users do
    if not actions and "provid" in stems and data and not {"to", "with"}.isdisjoint(said):
        actions = ["share"]  # "Providing your data to others"
    users = not _OF_USERS.isdisjoint(stems)  # "To opt out of marketing"
    if not actions and purposes and said[0] in ("to", "for") and not users:
        return Frame((("use", "affirm", "asserts"),), purposes=tuple(purposes))
    return Frame(
        tuple((a, "affirm", "asserts") for a in unique(actions)),
        data=tuple(d for d in data if d != GENERIC),
        asked=said[-1] == "?",
    )


def _is_of_data(question: Sequence[str], data: Sequence[str]) -> bool:
    """Whether a question is of data: "Who sees my profile?", "What do you know about me?"."""
    of_readers = any(
        w in _FROM and not _READERS.isdisjoint(question[k + 1 : k + 2]) for k, w in enumerate(question)
    )
    return of_readers or any(d != GENERIC for d in data)


def _actions(said: Sequence[str], stems: Sequence[str], *, of_data: bool) -> list[str]:
    """What is done to data below a heading of these words."""
    actions = [_ACTION_OF_NOUN[each] for each in stems if each in _ACTION_OF_NOUN]
    if not {"you", "your"}.isdisjoint(said) and not _RIGHTS.isdisjoint(stems):
        actions = []
    uses = [k for k, each in enumerate(stems) if each == "use"]
    if uses and all(_is_of_users(said, k) for k in uses):
        actions = [a for a in actions if a != "use"] or ["collect"]  # "When you use our services"
    if not _LIMITS.isdisjoint(stems) or not _SAFE.isdisjoint(said):
        actions = []  # "How to limit sharing", "Keeping your data safe"
    if of_data:
        for opening, verbs, action in _QUESTIONS:
            if said[0] not in opening or verbs.isdisjoint(stems):
                continue
            if action != "collect":
                actions = [action]
            elif (
                not _W["generic_nouns"].isdisjoint(said[:5]) or said[-1] == "?" and not _FROM.isdisjoint(said)
            ):
                actions = ["collect", *actions]
    if said[0] in _CLAIMING or _is_of_document(said):
        actions = []  # "Request the transfer of your data"
    return actions or (["collect"] if tells_source(said) else [])


def _is_of_users(heading: Sequence[str], use: int) -> bool:
    """Whether users use what the provider offers: "when you use our services", "your use of the site"."""
    by_users = heading[use - 1] in ("you", "your") or heading[use + 1 : use + 2] == ["of"]
    return by_users and not _W["instruments"].isdisjoint(heading[use + 1 : use + 7])


def _is_of_document(heading: Sequence[str]) -> bool:
    """Whether a heading is of the document, not of data: "How should this policy be used?", "Terms of use"."""
    asked = heading[-1] == "?" and not _DOCUMENTS.isdisjoint(heading)
    return "terms" in heading or asked and _W["generic_nouns"].isdisjoint(heading)


def tells_source(heading: Sequence[str]) -> bool:
    """Whether a heading tells where data come from: "Information you provide", "Directly from you"."""
    origin = next((k for k, w in enumerate(heading) if w not in _IN_WHAT_WAY), 0)
    if heading[origin : origin + 1] == ["from"] and not _SOURCES.isdisjoint(heading[origin + 1 : origin + 2]):
        return True
    noun = next((k for k, w in enumerate(heading[:9]) if w in _W["generic_nouns"]), None)
    if noun is None:
        return False
    if not (_BEFORE_NOUN.issuperset(heading[:noun]) or _ends_list(heading, noun)):
        return _tells_channel(heading, noun)
    after = [w for w in heading[noun + 1 :] if w not in _BEFORE_SOURCE]
    if after[:1] and after[0] in _W["holding"] and "we" in heading:
        return not any(w.endswith("ed") for w in after[1:3])  # "The types of data we may have:"
    given = after[:1] == ["you"] and after[1:2] and after[1] in _W["handing_over"]
    return bool(given) or after[:1] == ["from"] or bool(after) and after[0] in _W["obtained"]


def _tells_channel(heading: Sequence[str], noun: int) -> bool:
    """Whether one kind of data is told by the way that they came: "Billing data provided or collected through the app"."""
    kind = noun == 1 and (
        heading[0] in _ACTIVITIES or heading[0].isalpha() and not heading[0].endswith("ing")
    )
    way = next((k for k in range(noun + 1, len(heading)) if heading[k] in _THROUGH), noun + 1)
    return kind and way > noun + 1 and (_W["obtained"] | {"or", "and"}).issuperset(heading[noun + 1 : way])


def _ends_list(heading: Sequence[str], noun: int) -> bool:
    """Whether a noun ends a list of kinds: "Contact, billing and other information you provide"."""
    return heading[noun - 1] == "other" and heading[noun - 2] in ("and", "or")
