"""Lists: what joins their members, and the labels of which a member leaves out words that another says."""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.words.lexicon import SKIPPED, Lexicon, Mention
from policytrail.ingest.words.tokens import Token
from policytrail.ingest.words.wordlists import verb_classes

# Between the members of a list.
JOINING = frozenset(["and", "or", ",", "/", "&"])
# Heads of purposes: "for legal, safety and security reasons".
_REASONS = frozenset(["purposes", "reasons"])
_OPENING = frozenset("including like such".split())  # examples
_BESIDE = frozenset(["and", "or"])  # "to provide or maintain"
# Before a noun that others may stand beside: "activity on our site and in our app".
_BEFORE_NOUN = frozenset(["in", "of", "on"])
# In front of the first member.
_BEFORE_MEMBER = (
    JOINING | SKIPPED | frozenset(["(", ":", "about", "as", "including", "like", "of", "regarding"])
)


def elliptical(lexicon: Lexicon, words: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """Words left out in a list: "billing and shipping address", "call, browser (with IP address) and TV records".

    The head may be left out before the last member, and what follows it ("the date and time of your calls").
    """
    found = []
    for mention in (*mentions, *_others(words, mentions)):
        if mention.last == mention.first or mention.scheme not in ("data", "recipient", "purpose"):
            continue
        if mention.scheme == "purpose" and words[mention.last].word not in _REASONS:
            continue
        at, tails = mention.first, None
        while (at := _member_before(words, at, listed=tails is not None)) >= 0:
            tails = tails or _tails(words, mention)
            if words[at].word == "contacts":
                break  # "your contacts, phone number and email"
            last, concept = at, ""
            whole = words[at].word.endswith("s") and lexicon.concept("recipient", (words[at].stem,))
            if whole and mention.scheme == "recipient":
                break  # "affiliates, agents and business partners"
            if at and words[at - 1].word not in JOINING:
                both = (words[at - 1].stem, words[at].stem, *tails[-1])
                concept = lexicon.concept(mention.scheme, both)
                at -= bool(concept)
            # The longest of the tails that makes a label of the word.
            completed = (lexicon.concept(mention.scheme, (words[at].stem, *tail)) for tail in tails)
            concept = concept or next(filter(None, completed), "")
            if not concept:
                break
            found.append(Mention(mention.scheme, concept, at, last))
    return found


def parallel(lexicon: Lexicon, words: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """Data that further nouns of a list name with the words before the first: "your activity on our site and in our app"."""
    found: list[Mention] = []
    for m in mentions:
        joined = m.last + 2 < len(words) and words[m.last + 1].word in JOINING
        if m.scheme != "data" or m.last < m.first + 2 or not joined:
            continue
        kept = [w for w in words[m.first : m.last] if w.word not in SKIPPED]
        if not any(w.word in _BEFORE_NOUN for w in kept[1:]):
            continue
        covered = {k for m in mentions for k in range(m.first, m.last + 1)}
        tails = [tuple(w.stem for w in kept[k:]) for k in range(len(kept) - 1)]
        at = m.last + 1
        while at < len(words) and words[at].word in JOINING:
            while at < len(words) and (_joins(words[at]) or words[at].word in _BEFORE_NOUN):
                at += 1
            if at < len(words) and words[at].word in _OPENING:
                break
            heads = [k for k in (at, at + 1) if k < len(words) and k not in covered]  # "mobile apps"
            named = ((k, lexicon.concept("data", (*t, words[k].stem))) for k in heads for t in tails)
            at, concept = next((each for each in named if each[1]), (len(words), ""))
            if concept and concept != m.concept:
                found.append(Mention("data", concept, at, at))
            at += 1
    return found


def coordinated(lexicon: Lexicon, words: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """Purposes whose verb or object is said once: "create and manage accounts", "process orders and payments"."""
    joints = [k for k in range(1, len(words) - 1) if words[k].word in JOINING]
    if not joints:
        return []
    long = {m.first: m for m in mentions if m.scheme == "purpose" and m.last > m.first}
    within = {k for m in long.values() for k in range(m.first, m.last + 1)}
    found = []
    for at in (k - 1 for k in joints):
        if words[at].word not in JOINING and lexicon.goes_on(words[at].stem):
            verbs, shared = _shared_object(lexicon, words, at)
            for verb in verbs:
                if verb not in within:
                    _, concept = lexicon.resumed("purpose", words[verb].stem, words, shared)
                    if concept:
                        found.append(Mention("purpose", concept, verb, verb))
    for mention in long.values():
        last = mention.last
        while last + 2 < len(words) and words[last + 1].word in JOINING:
            at = next((k for k in range(last + 1, len(words)) if not _joins(words[k])), len(words))
            if at == len(words) or at in long or not _opens_infinitive(words, mention.first):
                break
            last, concept = lexicon.resumed("purpose", words[mention.first].stem, words, at)
            if not concept:
                break
            found.append(Mention("purpose", concept, at, last))
    return found


def _shared_object(lexicon: Lexicon, words: Sequence[Token], at: int) -> tuple[list[int], int]:
    """The verbs of a list but its last, the first at `at`, and where the object that they share begins."""
    verbs: list[int] = []
    gerund, here = words[at].word.endswith("ing"), at
    mixed = False  # "the provision and marketing of services"
    while here + 1 < len(words) and lexicon.goes_on(words[here].stem):
        mixed = mixed or words[here].word.endswith("ing") != gerund
        step = here + 1
        while step < len(words) and words[step].word in JOINING:
            step += 1
        if step == here + 1:
            while step + 1 < len(words) and words[step].word in SKIPPED:
                step += 1
            joint = words[step].word == "of" if mixed else _opens_infinitive(words, at)
            return (verbs, step) if joint or words[step].word == "of" else ([], 0)
        verbs.append(here)
        here = step + 1 if step < len(words) and words[step].word == "to" else step
    return [], 0


def _opens_infinitive(words: Sequence[Token], at: int) -> bool:
    """Whether a verb of purpose may stand here: "to protect", "help us protect", "protecting"."""
    before = words[at - 1].word if at else ""
    return (
        before in ("", "to", "help", "helps", "us", "you")
        or before.endswith("ly")
        or before == "better"
        or words[at].word.endswith("ing")
        or before in _BESIDE
        and at > 2
        and _opens_infinitive(words, at - 2 - 2 * (words[at - 2].word == "/"))
    )


def _joins(word: Token) -> bool:
    return word.word in JOINING or word.word in SKIPPED


def _tails(words: Sequence[Token], mention: Mention) -> list[tuple[str, ...]]:
    """What a mention may lend to the members before it: its ends, the longest first, the last its head."""
    kept = [w for w in words[mention.first + 1 : mention.last + 1] if w.word not in SKIPPED]
    clause = any(w.word in ("you", "we") for w in kept)  # "services and apps you use"
    return [tuple(w.stem for w in kept[k:]) for k in range(len(kept) - 1 if clause else 0, len(kept))]


def _others(words: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """Where "other data" or "other providers" end a list, as its last members: "payment, hosting and other providers"."""
    heads = {m.first: m.scheme for m in mentions if m.scheme == "recipient" and m.first == m.last}
    heads |= {at: "data" for at, word in enumerate(words) if word.word in ("data", "information")}
    found = []
    for at, scheme in heads.items():
        if at < 3 or words[at - 1].word != "other" or words[at - 2].word not in ("and", "or"):
            continue
        member = at - 3 - (words[at - 3].word == ",")
        whole = words[member].word.endswith("s") or member > 0 and words[member - 1].word in SKIPPED
        if not whole:  # not "messages and other information", "the content and other data"
            found.append(Mention(scheme, "", at - 1, at))
    return found


def _member_before(words: Sequence[Token], at: int, *, listed: bool) -> int:
    """The last word of the list's member before the one at `at`, over brackets; -1 if that begins no list.

    Args:
        listed: that one is itself a member that was found so, so that a comma goes on with its list.
    """
    own = False  # a determiner of its own: "a service, the IP address" is no list
    while at and words[at - 1].word in SKIPPED:
        at -= 1
        own = own or words[at].word not in ("any", "other")
    end = at
    while at and words[at - 1].word in JOINING:
        at -= 1
    if at == end or not at:
        return -1
    joined = listed or any(words[k].word not in (",", "/") for k in range(at, end))
    at -= 1
    if words[at].word == ")":
        while at and words[at].word != "(":
            at -= 1
        at -= 1
    begins = at < 1 or words[at - 1].word in _BEFORE_MEMBER or words[at - 1].stem in verb_classes()
    return at if joined or begins and not own else -1
