"""Which verbs of a sentence say what happens to data, who does it, and whether it is denied.

No parser: verbs are recognised from the closed-class words around them (subjects, auxiliaries,
"to", coordination), which policies use in few ways. Rules in rules/verbs.toml and rules/words.toml.
"""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.clauses.coordination import goes_on_with_purposes, joined_with
from policytrail.ingest.clauses.disowning import disowned
from policytrail.ingest.clauses.standing import DETERMINERS, Predicate, Status, standing
from policytrail.ingest.clauses.subjects import INSTRUMENTS, is_user, subject_before
from policytrail.ingest.clauses.verb_groups import Group, rules_out, verb_group
from policytrail.ingest.clauses.verbs import has_subject, is_verb
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.wordlists import verb_classes, words

_W = words()
_NOBODY = frozenset("neither no nobody none nor".split())
_INVERTING = frozenset("neither never nor nowhere".split())
_TOOLS = _W["instruments"] | _W["trackers"]
_AFTER_MODIFIER = _W["clause_end"] | frozenset(["", "and", "by", "for", "in", "on", "or", "to"])
_OWED = frozenset("account accounts debt debts".split())  # what is referred to collectors
_HANDED_ON = ("disclose",)
_USER = frozenset(["user"])
_THEM = frozenset("they you your".split())
_PARTING = frozenset("they you who that which to ; . :".split())
_BREAKING = frozenset("but except if other than that unless until when where which who without".split())
_OF_USE = frozenset("create disclose obtain".split())  # what people use a service for


def predicates(sentence: Sentence) -> list[Predicate]:
    """The verbs of data handling in reading order, each with its subject, voice, polarity and status."""
    found: list[Predicate] = []
    classes = verb_classes()
    for at in [at for at, (_, _, _, form) in enumerate(sentence.words) if form in classes]:
        inside = at in sentence.inside and not has_subject(sentence, at)
        if not inside and is_verb(sentence, at):
            handed_on = sentence.stem(at) == "refer" and not _OWED.isdisjoint(sentence.span(at - 6, at + 4))
            verb_class = _HANDED_ON if handed_on else classes[sentence.stem(at)]
            predicate = _read(sentence, at, verb_class, found)
            if predicate is not None:
                found.append(predicate)
    return found


def _read(s: Sentence, at: int, verb_class: tuple[str, ...], found: list[Predicate]) -> Predicate | None:
    """The predicate of the verb at `at`, or None where it is no verb of a clause."""
    group = verb_group(s, at)
    if us := group.barred:  # "it is impossible for us, or for anybody else, to read"
        others = tuple(m for m in s.mentions if m.scheme == "recipient" and us < m.first < group.here)
        who = frozenset({"provider", "third"} if others else {"provider"})
        return Predicate(verb_class, at, us - 2, at, "active", who, others, True, group.modality, "main", at)
    if s.word(at) == "read" and group.voice == "active" and not (found and found[-1].voice == "passive"):
        group.participle = False  # "we do not record your calls or read your e-mails"
    if _is_attempted(s, group.here):
        return None

    if s.word(at) == "set" and (s.word(at + 1) in DETERMINERS or s.word(at + 1) in _W["trackers"]):
        group.participle = False  # "our partners set cookies"
    # "neither used for billing nor shared": "nor" denies and joins
    joint = group.here + (group.participle and s.word(group.here + 1) == "nor")
    joined = joined_with(
        s, at, joint, found, participle=group.participle, gerund=group.gerund, finite=group.finite
    )
    if joined is not None:
        return _joined(s, group, verb_class, found, *joined)
    if group.agent:
        who = frozenset({group.agent})
        status: Status = "infinitive" if _is_enabled(s, group.here, verb_class, found) else "main"
        return Predicate(
            verb_class, at, group.here, at, "active", who, (), group.negated, group.modality, status, at
        )
    if group.infinitive:
        return _infinitive(s, group, verb_class, found)
    if group.participle and group.voice == "active" and not group.finite:
        subject, _, start = subject_before(s, group.here)
        modifies = s.word(group.here) in INSTRUMENTS and s.word(at + 1) in _AFTER_MODIFIER
        if not subject & {"provider", "user"} or start == at or modifies:
            return None  # "information collected by us", "the system used": modifies its noun
    if group.gerund and not group.finite:
        return _gerund(s, group, verb_class, found)
    return _finite(s, group, verb_class, found)


def _is_attempted(s: Sentence, here: int) -> bool:
    """Whether a verb ends a list of what attempts aim at: "attempts to view, copy or disclose it"."""
    if s.word(here) not in ("and", "or"):
        return False
    to = next((k for k in range(here - 1, here - 8, -1) if s.word(k) in DETERMINERS or s.word(k) == "to"), 0)
    return s.word(to) == "to" and s.word(to - 1) in ("attempt", "attempts")


def _joined(
    s: Sentence,
    group: Group,
    verb_class: tuple[str, ...],
    found: list[Predicate],
    previous: Predicate,
    shares: bool,
) -> Predicate:
    """A verb beside an earlier one: "collect and store your name", "collect your name and share it"."""
    at = group.at
    predicate = Predicate(
        verb_class, at, previous.start if shares else at, at, previous.voice, previous.subjects, previous.parties,
        previous.negated if shares else group.negated or _carried(s, group.here, previous), previous.modality,
        previous.status, previous.chain if shares else at,
    )  # fmt: skip
    if shares:
        for other in found:
            if other.chain == previous.chain:
                other.last = at
    elif previous.subjects != _USER and _is_of_users(s, group.here, [previous]):
        predicate.subjects, predicate.parties = _USER, ()
    elif (
        previous.status == "infinitive"
        or "permit" in previous.classes
        and "to" in s.span(previous.last, at)
        or previous.status == "main"
        and goes_on_with_purposes(s, previous, at)
    ):
        predicate.status = "infinitive"  # "allow others to change or otherwise access your account"
    return predicate


def _infinitive(
    s: Sentence, group: Group, verb_class: tuple[str, ...], found: Sequence[Predicate]
) -> Predicate | None:
    """ "To collect": its subject is that of the verb before it, or whom that lets do it; None for what users do."""
    at, here = group.at, group.here
    if here == 0 and s.implied == "affirm":  # an item "To share it with vendors" of what data are for
        who = frozenset({"provider"})
        return Predicate(verb_class, at, 0, at, "active", who, (), group.negated, group.modality, "main", at)
    subject, parties, _ = subject_before(s, here - 1)
    root = next((q for q in reversed(found) if q.status != "infinitive"), None)
    if root and "permit" in root.classes and root.status == "main" and "third" not in subject:
        after = range(root.last + 1, root.last + 4)
        let = tuple(m for m in s.mentions if m.scheme == "recipient" and m.first in after)
        subject, parties = (frozenset({"third"}), let) if let else (subject, parties)
    if s.word(here - 1) in _W["user"] and s.word(here - 2) in _W["about"]:
        subject, parties = frozenset(), ()  # "information about you to create statistics"
    if s.word(here - 1) == "," and "provider" not in subject:
        subject, parties = frozenset(), ()  # "from third parties, to collect"
    if root and root.subjects == {"user"} and "use" in root.classes and verb_class[0] in _OF_USE:
        return None  # "you may not use it to collect names", "you use our service to share data"
    unused = root is not None and _is_unused(s, root, here)
    if unused and root and _uses_data(s, root.last):
        return None  # "we do not use your name to find your location"
    letting = found[-1] if found and "permit" in found[-1].classes else root
    negated = unused or group.negated or _is_forbidden(s, letting, parties)
    if root and root.negated and s.word(root.at - 1) == "from" and "third" not in subject:
        negated = True  # "the law prohibits us from using your line to collect data"
    if "third" not in subject and root and root.status == "main" and "third" in root.subjects:
        # "our vendors use cookies to help us and to collect"
        subject, parties, negated = root.subjects, root.parties, negated or root.negated
    return Predicate(
        verb_class, at, here, at, "active", subject, parties, negated, group.modality, "infinitive", at
    )


def _gerund(
    s: Sentence, group: Group, verb_class: tuple[str, ...], found: Sequence[Predicate]
) -> Predicate | None:
    """ "By collecting", "prior to sharing"; None where the gerund is a noun."""
    at, negated = group.at, group.negated
    status: Status = "gerund"
    ours = frozenset({"provider"})
    if (begin := disowned(s, at)) is not None:
        return Predicate(verb_class, at, begin, at, "active", ours, (), True, "asserts", "main", at)
    if at == 0 and s.implied == "affirm":  # an item "Sharing it with vendors" of what data are for
        return Predicate(verb_class, at, 0, at, "active", ours, (), negated, "asserts", "main", at)
    prior = s.word(at - 2) == "prior" and s.word(at - 1) == "to"
    if not prior and s.word(at - 1) not in _W["prepositions_of_gerund"] and s.stem(at - 1) != "involv":
        return None
    if s.span(at - 3, at - 1) == ["the", "business", "of"]:  # "we are not in the business of selling"
        negated, status = not _W["negations"].isdisjoint(s.span(at - 6, at - 5)), "main"
    who = ours
    parties: tuple[Mention, ...] = ()
    learns = verb_class[0] == "obtain" and s.word(at - 1) == "by"
    if learns and found and found[-1].status == "main" and found[-1].subjects == {"third"}:
        who, parties = found[-1].subjects, found[-1].parties  # "ad networks track you by collecting"
    return Predicate(verb_class, at, at, at, "active", who, parties, negated, "asserts", status, at)


def _finite(
    s: Sentence, group: Group, verb_class: tuple[str, ...], found: Sequence[Predicate]
) -> Predicate | None:
    """A verb with a subject of its own, or in the passive."""
    at, here, active = group.at, group.here, group.voice == "active"
    subject, parties, start = subject_before(s, here)
    negated = group.negated
    hands_over = verb_class[0] in ("give", "disclose") and s.stem(at) not in ("send", "report", "communicat")
    if hands_over and is_user(s, subject, parties):
        subject, parties = frozenset({"user"}), ()
    if subject == _USER and s.word(here) in ("host", "hosts") and verb_class[0] == "access":
        subject, parties = (
            frozenset({"third"}),
            (Mention("recipient", "OtherUser", here, here),),
        )  # of a meeting
    if here < 0 and s.implied and not group.participle and not group.gerund:
        subject, start = frozenset({"provider"}), 0
        negated = negated or s.implied == "deny"
    if active and not subject and group.finite and s.word(here) in ("and", "but", "or"):
        opening = frozenset({"provider"} if 0 in s.provider_at or s.word(0) == "we" else ())
        # "we use it to provide our service and will not use it to", of whom the aim says nothing
        acting = [p for p in found if p.subjects or p.status != "infinitive"] or found
        carried = acting[-1].subjects if acting else opening
        subject, start = _USER if _is_of_users(s, here, found) else carried, at
        if found and subject == found[-1].subjects:
            parties = found[-1].parties  # "they may use cookies, but will not collect your name"
        if len(found) > 1 and here < found[-1].at and found[-2].subjects == _USER:
            subject = _USER  # "you give us your name and may be asked to provide"
    if active and not (subject or found) and "contact" in verb_class and _is_told_beside(s, at, here):
        subject = frozenset({"provider"})
    if active and not subject and (group.finite or s.word(here) == ",") and _opens_with_provider(s):
        subject = frozenset({"provider"})  # "We, our partner or the operator may ..."
        between = tuple(m for m in s.mentions if m.scheme == "recipient" and m.last < here and m.first < 12)
        if between and s.word(here) == ",":  # "We, and companies that act on our behalf, collect ..."
            subject, parties, start = subject | {"third"}, between, 0
    if active and not subject:
        return _by_means(s, at, here, verb_class, found)
    negated = negated or not group.finite and _is_forbidden(s, found[-1] if found else None, parties)
    begin = start if active else here + 1
    predicate = Predicate(
        verb_class, at, begin, at, group.voice, subject, parties, negated, group.modality, "main", at
    )
    enabled = active and _is_enabled(s, start, verb_class, found)
    predicate.status = "infinitive" if enabled else standing(s, begin, predicate)
    ahead = [start - 1] if active else range(found[-1].last + 1 if found else 0, here)
    inverted = any(s.word(k) in _W["modals"] and s.word(k - 1) in _INVERTING for k in ahead)
    predicate.negated |= (
        not active
        and s.word(here) == "no"
        or _is_ruled_out(s, start, found)
        or _no_subject(s, start)
        or inverted  # "nor will we ever sell", "nor will your name be sold"
    )
    return predicate


def _is_told_beside(s: Sentence, at: int, here: int) -> bool:
    """Whether a provider tells people something besides what its first verb says: "we may block your line and notify you"."""
    if s.word(here) not in ("and", "or") or s.word(at + 1) != "you":
        return False
    modal = next((k for k in range(here) if s.word(k) in _W["modals"]), 0)
    ours = s.word(modal - 1) == "we" or modal - 1 in s.provider_at or modal < 12 and _opens_with_provider(s)
    return (
        modal > 0 and ours and _THEM.isdisjoint(s.span(0, modal)) and _PARTING.isdisjoint(s.span(modal, here))
    )


def _is_unused(s: Sentence, root: Predicate, here: int) -> bool:
    """ "We do not use cookies to collect your name": what is denied is what they would be used for."""
    uses = root.status == "main" and root.voice == "active" and root.classes[0] == "use"
    between = s.span(root.last + 1, here)
    joined = between.count("to") > 1 and not {"and", ";"}.isdisjoint(between)
    return (
        uses
        and root.negated
        and s.word(root.last + 1) != "to"
        and _BREAKING.isdisjoint(between)
        and not joined
    )


def _uses_data(s: Sentence, verb: int) -> bool:
    """Whether the object of a verb of use is data, and nothing that serves to collect them."""
    return any(
        m.scheme == "data" and verb < m.first < verb + 4 and m.concept != "Cookies" for m in s.mentions
    )


def _is_of_users(s: Sentence, here: int, found: Sequence[Predicate]) -> bool:
    """Whether a verb goes on with what users are enabled to do: "so that you can change your plan and keep your number"."""
    return any(
        s.word(k) in ("you", "users")
        and (
            s.word(k + 1) == "to"
            and (s.word(k - 1) == "for" or s.stem(k - 1) in _W["letting"] - {"requir"})
            or s.word(k + 1) in _W["modals_may"]
            and ("so" in (s.word(k - 1), s.word(k - 2)))
        )
        for k in range(found[-1].last + 1 if found else 0, here)
    )


def _by_means(
    s: Sentence, at: int, here: int, verb_class: tuple[str, ...], found: Sequence[Predicate]
) -> Predicate | None:
    """ "We and our vendors use tools that collect your name": what tools do, those who use them do."""
    if s.word(here) in ("that", "which") and verb_class[0] == "obtain" and _is_ours(s, here - 1):
        who = frozenset({"provider"})  # "some phones come with our apps that collect your location"
        return Predicate(verb_class, at, at, at, "active", who, (), False, "asserts", "main", at)
    if not found or s.word(here) not in ("that", "which") or found[-1].status != "main" or found[-1].negated:
        return None
    user = found[-1]
    between = s.span(user.last + 1, here - 1)
    tools = not _TOOLS.isdisjoint(between) and (between[-1] in _TOOLS or between[-1] == ")")
    if not (tools and {"use", "place"} & set(user.classes)):
        return None
    return Predicate(
        verb_class, at, at, at, "active", user.subjects, user.parties, False, user.modality, "main", at
    )


def _is_ours(s: Sentence, tool: int) -> bool:
    """Whether an instrument that ends at a position is the provider's: "Example-provided system applications", "our apps"."""
    near = range(tool - 1, max(-1, tool - 5), -1)
    own = next((k for k in near if s.word(k) == "our" or k in s.provider_at), None)
    if own is None or s.word(tool) not in INSTRUMENTS or not _W["negations"].isdisjoint(s.span(0, tool)):
        return False
    # and not "our advertisers may use tools"
    return all(
        k not in s.ends and s.word(k) not in _W["modals"] and s.stem(k) not in verb_classes()
        for k in range(own + 1, tool)
        if k not in s.provider_at and s.word(k) != "provided"
    )


def _is_enabled(s: Sentence, start: int, verb_class: tuple[str, ...], found: Sequence[Predicate]) -> bool:
    """Whether a verb only tells what something is for: "to help us detect", "so that we can contact you"."""
    contacts = "contact" in verb_class
    if "us" in s.span(start, start + 1):
        helps = start if s.word(start) != "us" else start - 1
        serves = contacts or verb_class[0] in ("obtain", "use") and any(p.status == "main" for p in found)
        return serves and s.stem(helps) in _W["enabling"]
    so = start - 2 if s.word(start - 1) == "that" else start - 1
    return contacts and s.word(start) == "we" and s.word(so) == "so"


def _opens_with_provider(s: Sentence) -> bool:
    """Whether a list of subjects opens the sentence, the provider first."""
    first = next((k for k in range(3) if k not in s.provider_at), 0)
    return (0 in s.provider_at or s.word(0) == "we") and s.word(max(first, 1)) in (",", "and", "or")


def _carried(s: Sentence, here: int, previous: Predicate) -> bool:
    """Negation reaches a further verb over "or" and "nor", not over "and"."""
    return previous.negated and s.word(here) in ("or", "nor")


def _is_forbidden(s: Sentence, letting: Predicate | None, parties: Sequence[Mention]) -> bool:
    """Whether others are said to do what they are not let to: "we do not allow any of our carriers to collect"."""
    if not (letting and parties and letting.negated and "permit" in letting.classes):
        return False
    between = range(letting.last + 1, parties[0].first)
    return all(s.word(k) in _W["determiners"] or s.word(k) == "of" for k in between)


def _is_ruled_out(s: Sentence, start: int, found: Sequence[Predicate]) -> bool:
    """Whether "under no circumstances", "in no event" stand before a verb, or begin the sentence of the first."""
    never = start - 2 if s.word(start - 1) in _W["modals"] else 2 if not found else 0
    return rules_out(s, never)


def _no_subject(s: Sentence, start: int) -> bool:
    """Whether a verb is denied by its subject: "no third party", "none of our partners", "nobody at Example", "not even we"."""
    if s.word(start) in _NOBODY or s.span(start - 2, start - 1) == ["not", "even"]:
        return True
    while s.word(start - 1) in DETERMINERS - _NOBODY or s.word(start - 1) in ("at", "of", "within"):
        start -= 1
    return s.word(start - 1) in _NOBODY or s.span(start - 2, start - 1) == ["no", "one"]
