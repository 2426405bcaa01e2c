"""Which verbs of a sentence say what happens to data, who does it, and whether it is denied.

No parser: verbs are recognised from the closed-class words around them (subjects, auxiliaries,
"to", coordination), which policies use in few ways. Rules in rules/verbs.toml and rules/words.toml.
"""

from __future__ import annotations

from collections.abc import Sequence

from policytrail.ingest.coordination import goes_on_with_purposes, is_participle, joined_with
from policytrail.ingest.lexicon import Mention
from policytrail.ingest.sentence import Sentence
from policytrail.ingest.standing import Predicate, standing
from policytrail.ingest.subjects import INSTRUMENTS, is_user, subject_before
from policytrail.ingest.tokens import stem
from policytrail.ingest.wordlists import verb_classes, words

_W = words()
_SEMI = frozenset(stem(w) for w in _W["semi_modals"])
_DETERMINERS = _W["determiners"] - {"us", "you", "them", "all", "both", "each", "more"}
_NOBODY = frozenset("neither no nobody none nor".split())
_OBJECTS = _W["possessives"] | _W["trackers"]
_TOOLS = _W["instruments"] | _W["trackers"]
# What may stand between a verb and its subject, but for words in "-ly".
_BEFORE_VERB = _W["negations"] | _W["modals"] | _W["be"] | _W["have"] | _W["adverbs"] | {"to", "and", ","}
_EFFORTS = frozenset("attempt attempts effort efforts endeavors endeavours steps".split())
_ASKING = _W["asking"]
_LETTING = _W["letting"]
_CLAUSE_END = _W["clause_end"]
_COMPELLED = frozenset(["required", "obliged", "obligated", "compelled"])
_IMPOSSIBLE = frozenset(["impossible", "way"])  # "there is no way for us to read them"
_RULING_OUT = frozenset(["at", "in", "under"])
_NEVER = frozenset("case circumstance circumstances condition event time way".split())
_MESSAGES = _W["messages"] | {"emails", "offers", "reminders"}


def predicates(sentence: Sentence) -> list[Predicate]:
    """The verbs of data handling in reading order, each with its subject, voice, polarity and status."""
    found: list[Predicate] = []
    classes = verb_classes()
    for at in [at for at, (_, _, _, form) in enumerate(sentence.words) if form in classes]:
        inside = at in sentence.inside and not _has_subject(sentence, at)
        if not inside and _is_verb(sentence, at):
            predicate = _read(sentence, at, classes[sentence.stem(at)], found)
            if predicate is not None:
                found.append(predicate)
    return found


def _is_verb(s: Sentence, at: int) -> bool:
    """Whether the word can be a verb here, from its neighbours."""
    before, after = s.word(at - 1), s.word(at + 1)
    relative = before == "that" and s.word(at - 2) in _TOOLS  # "tools that collect"
    made = s.word(at) == "use" and s.stem(at - 1) == "mak"  # "we make use of"
    if after == "of" and not made or before in _DETERMINERS and not relative:
        return False
    word = s.word(at)
    if word == "enter" and after == "into" or word == "access" and after == "to":
        return False  # "we enter into agreements", "the app's access to your contacts"
    if word == "records" and before in ("business", "call", "customer"):
        return False
    if word == "receive" and before in ("and", "or", "and/or") and s.word(at - 3) in ("you", "users"):
        return False  # "the calls you make and receive"
    if word in _MESSAGES and after not in _W["user"] | {"our", "your", "the"}:
        return False  # "Example emails"
    if s.stem(at) == "keep" and after.endswith("ing") and at + 1 not in s.inside:
        return False  # "we keep improving our service", not "we keep billing data"
    if word.endswith("s") and (after in _W["modals"] or after in _W["be"] or after in _W["have"]):
        return False  # "our partners may"
    if s.stem(at) == "mak" and not any(
        s.word(k) in ("available", "public", "accessible", "visible") for k in range(at + 1, at + 16)
    ):
        return False
    if is_participle(word) or word.endswith("ing"):
        return True
    # a plain form after an adjective or noun, or before a noun that it modifies, is a noun
    return before not in _W["be"] or before == "be"


def _has_subject(s: Sentence, at: int) -> bool:
    """Whether a word within a mention is a verb all the same: "information we collect", "do not record calls"."""
    before = s.word(at - 1)
    if before in INSTRUMENTS and s.word(at + 1) in _OBJECTS:
        return True  # "the feature uses your location"
    return before in ("we", "you", "not") or before in _W["modals"] or at - 1 in s.provider_at


def _read(s: Sentence, at: int, verb_class: tuple[str, ...], found: list[Predicate]) -> Predicate | None:
    """The predicate of the verb at `at`, or None where it is no verb of a clause."""
    word = s.word(at)
    participle, gerund = is_participle(word), word.endswith("ing")
    here, negated, modality, voice = at - 1, False, "asserts", "active"
    finite = infinitive = past_to = False
    agent = ""
    while here >= 0:
        w = s.word(here)
        if not (participle or gerund) and (auxiliary := _beside(s, here)):
            here = auxiliary
            w = s.word(here)
        if w not in _BEFORE_VERB and not w.endswith("ly") and word != "use":
            break
        if w in _W["negations"]:
            negated = True
        elif w in _W["modals"]:
            finite = True
            if w in _W["modals_may"]:
                modality = "may"
            elif w in _W["modals_must"]:
                modality = "must"
        elif w in _W["be"]:
            if participle and not past_to and not finite_be(s, here, at):
                voice = "passive"
            elif not (gerund or past_to or participle):
                break
            finite = True
        elif w in _W["have"]:
            finite = True
        elif w == "to":
            before = s.word(here - 1)
            if before == "us" and s.stem(here - 2) in _LETTING:
                agent, here = "provider", here - 2
                modality = "must" if s.stem(here) in ("requir", "oblig", "compel") else modality
                break
            if us := _barred(s, here):  # "it is impossible for us, or for anybody else, to read"
                others = tuple(m for m in s.mentions if m.scheme == "recipient" and us < m.first < here)
                who = frozenset({"provider", "third"} if others else {"provider"})
                return Predicate(
                    verb_class, at, us - 2, at, "active", who, others, True, modality, "main", at
                )
            if before == "you" and s.stem(here - 2) in _ASKING:
                agent, here = "user", here - 2
                break
            if before in _EFFORTS and (made := _attempted(s, here - 1)):
                past_to, here = True, made  # "we will make reasonable efforts to notify you"
                continue
            if s.stem(here - 1) in _SEMI and s.word(here - 1) != "order":
                if s.word(here - 1) in _COMPELLED:
                    modality = "must"
                past_to, here = True, here - 2
                continue
            if compelled := _compelled_by(s, here):  # "required by law to disclose"
                past_to, here, modality = True, compelled - 1, "must"
                continue
            if before == "right" and s.stem(here - 3) == "reserv":
                past_to, here, modality = True, here - 4, "may"
                continue
            if before == "ability" and s.stem(here - 2) != "giv":  # "others have the ability to see"
                past_to, here = True, here - 2 - (s.word(here - 2) == "the")
                continue
            if before == "permission":
                if s.word(here - 2) == "us":  # "you give us permission to share"
                    agent, here = "provider", here - 3
                    break
                back = 4 if s.word(here - 2) in _W["possessives"] else 3
                past_to, here = (
                    True,
                    here - back - (s.word(here - back + 1) == "for"),
                )  # "ask for your permission to"
                continue
            infinitive = True
            negated |= before in ("not", "never")  # "our policy is not to disclose"
            break
        elif w == "and" and s.word(here - 1).endswith("ly") or word == "use" and s.stem(here) == "mak":
            pass  # "automatically and permanently deleted"
        elif w == "," and (opened := _interposed(s, here)):
            here = opened
        elif not (w in _W["adverbs"] or (w.endswith("ly") and w not in ("supply", "reply", "rely", "apply"))):
            break
        here -= 1

    if word == "read" and voice == "active" and not (found and found[-1].voice == "passive"):
        participle = False  # "we do not record your calls or read your e-mails"
    joined = joined_with(s, at, here, found, participle=participle, gerund=gerund, finite=finite)
    if joined is not None:
        previous, shares = joined
        predicate = Predicate(
            verb_class, at, previous.start if shares else at, at, previous.voice, previous.subjects,
            previous.parties, previous.negated if shares else negated or _carried(s, here, previous), previous.modality,
            previous.status, previous.chain if shares else at,
        )  # fmt: skip
        if shares:
            for other in found:
                if other.chain == previous.chain:
                    other.last = at
        elif (
            previous.status == "infinitive"
            or "permit" in previous.classes
            and "to" in s.span(previous.last, at)
            or previous.status == "main"
            and goes_on_with_purposes(s, previous, at)
        ):
            predicate.status = "infinitive"  # "allow others to change or otherwise access your account"
        return predicate
    if agent:
        start = here
        return Predicate(
            verb_class, at, start, at, "active", frozenset({agent}), (), negated, modality, "main", at
        )
    if infinitive:
        subject, parties, _ = subject_before(s, here - 1)
        if found and "permit" in found[-1].classes and found[-1].status == "main" and "third" not in subject:
            after = range(found[-1].last + 1, found[-1].last + 4)
            let = tuple(m for m in s.mentions if m.scheme == "recipient" and m.first in after)
            subject, parties = (frozenset({"third"}), let) if let else (subject, parties)
        if s.word(here - 1) == "," and "provider" not in subject:
            subject, parties = frozenset(), ()  # "from third parties, to collect"
        negated = negated or _is_forbidden(s, found, parties)
        root = next((q for q in reversed(found) if q.status != "infinitive"), None)
        if "third" not in subject and root and root.status == "main" and "third" in root.subjects:
            subject, parties = (
                root.subjects,
                root.parties,
            )  # "our vendors use cookies to help us and to collect"
        return Predicate(
            verb_class, at, here, at, "active", subject, parties, negated, modality, "infinitive", at
        )
    if participle and voice == "active" and not finite:
        subject, parties, start = subject_before(s, here)
        if not subject & {"provider", "user"} or start == at:
            return None  # "information collected by us": modifies its noun
    if gerund and not finite:
        prior = s.word(at - 2) == "prior" and s.word(at - 1) == "to"
        if not prior and s.word(at - 1) not in _W["prepositions_of_gerund"] and s.stem(at - 1) != "involv":
            return None
        if s.span(at - 3, at - 1) == ["the", "business", "of"]:  # "we are not in the business of selling"
            negated = not _W["negations"].isdisjoint(s.span(at - 6, at - 5))
            return Predicate(
                verb_class, at, at, at, "active", frozenset({"provider"}), (), negated, "asserts", "main", at
            )
        return Predicate(
            verb_class, at, at, at, "active", frozenset({"provider"}), (), negated, "asserts", "gerund", at
        )
    subject, parties, start = subject_before(s, here)
    hands_over = verb_class[0] in ("give", "disclose") and s.stem(at) not in ("send", "report", "communicat")
    if hands_over and is_user(s, subject, parties):
        subject, parties = frozenset({"user"}), ()
    if here < 0 and s.implied and not participle and not gerund:
        subject, start = frozenset({"provider"}), 0
        negated = negated or s.implied == "deny"
    if voice == "active" and not subject and finite and s.word(here) in ("and", "but", "or"):
        subject = (
            found[-1].subjects
            if found
            else frozenset({"provider"} if 0 in s.provider_at or s.word(0) == "we" else ())
        )
        start = at
    if voice == "active" and not subject and (finite or s.word(here) == ",") and _opens_with_provider(s):
        subject = frozenset({"provider"})  # "We, our partner or the operator may ..."
        between = tuple(m for m in s.mentions if m.scheme == "recipient" and m.last < here and m.first < 8)
        if between and s.word(here) == ",":  # "We, and companies that act on our behalf, collect ..."
            subject, parties, start = subject | {"third"}, between, 0
    if voice == "active" and not subject:
        return _by_means(s, at, here, verb_class, found)
    negated = negated or not finite and _is_forbidden(s, found, parties)
    predicate = Predicate(
        verb_class, at, start if voice == "active" else here + 1, at, voice, subject, parties, negated, modality,  # type: ignore[arg-type]
        "main", at,
    )  # fmt: skip
    predicate.status = standing(s, start if voice == "active" else here + 1, predicate)
    if voice == "passive" and s.word(here) == "no":
        predicate.negated = True
    if _is_ruled_out(s, start, found):
        predicate.negated = True
    inverted = s.word(start - 1) in _W["modals"] and s.word(start - 2) in ("nor", "neither", "never")
    if _no_subject(s, start) or inverted:  # "nor will we ever sell"
        predicate.negated = True
    return predicate


def _beside(s: Sentence, here: int) -> int:
    """What stands before a verb of no class that goes with a verb: "may" in "we may measure and monitor", else 0."""
    verb = here - 1 if s.word(here) in ("and", "or") else here
    if s.word(verb + 1) not in ("and", "or") or verb in s.ends or verb in s.inside:
        return 0
    before = verb - 1
    while s.word(before).endswith("ly") or s.word(before) in _W["adverbs"] - _W["negations"]:
        before -= 1
    if not s.word(verb).isalpha() or s.stem(verb) in verb_classes() or s.word(verb) in _BEFORE_VERB:
        return 0
    return before if before > 0 and s.word(before) in _W["modals"] | _W["negations"] else 0


def _compelled_by(s: Sentence, to: int) -> int:
    """Where the participle stands of "required by a court to": what others make a provider do, 0 where nobody does."""
    for at in range(to - 2, max(0, to - 12), -1):
        if s.word(at) == "by":
            return at - 1 if s.word(at - 1) in _COMPELLED else 0
        if s.word(at) in _CLAUSE_END and s.word(at) != ",":
            return 0
    return 0


def _barred(s: Sentence, to: int) -> int:
    """Where "us" stands before "to" in "no way for us (or others) to", 0 where nothing is said to be impossible."""
    for at in range(to - 1, max(0, to - 7), -1):
        if s.word(at) == "us" and s.word(at - 1) == "for":
            return 0 if _IMPOSSIBLE.isdisjoint(s.span(at - 3, at - 2)) else at
        if s.word(at) in _CLAUSE_END:
            return 0
    return 0


def _attempted(s: Sentence, noun: int) -> int:
    """What stands before "make reasonable" in "make reasonable efforts", 0 for other efforts."""
    verb = next((k for k in range(noun - 1, noun - 5, -1) if s.stem(k) in ("mak", "use", "tak")), 0)
    return verb - 1 if verb > 0 else 0


def _interposed(s: Sentence, comma: int) -> int:
    """Where a phrase that this comma closes parts a verb from its subject or auxiliary, 0 where none does.

    "We may, with your consent, share": the position of the first comma.
    """
    for at in range(comma - 2, max(0, comma - 16), -1):
        if s.word(at) == "," and s.word(at + 1) in _W["interposing"]:
            before = s.word(at - 2 if s.word(at - 1) in _W["adverbs"] else at - 1)
            if before in _W["modals"] or before in ("we", "not") or at - 1 in s.provider_at:
                return at
    return 0


def _by_means(
    s: Sentence, at: int, here: int, verb_class: tuple[str, ...], found: Sequence[Predicate]
) -> Predicate | None:
    """ "We and our vendors use tools that collect your name": what tools do, those who use them do."""
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


def _opens_with_provider(s: Sentence) -> bool:
    """Whether a list of subjects opens the sentence, the provider first."""
    first = next((k for k in range(3) if k not in s.provider_at), 0)
    return (0 in s.provider_at or s.word(0) == "we") and s.word(max(first, 1)) in (",", "and", "or")


def finite_be(s: Sentence, be: int, verb: int) -> bool:
    """Whether a participle after "be" is separated from it by something that ends the verbal group."""
    return any(s.word(i) in _CLAUSE_END for i in range(be + 1, verb))


def _carried(s: Sentence, here: int, previous: Predicate) -> bool:
    """Negation reaches a further verb over "or" and "nor", not over "and"."""
    return previous.negated and s.word(here) in ("or", "nor")


def _is_forbidden(s: Sentence, found: Sequence[Predicate], parties: Sequence[Mention]) -> bool:
    """Whether others are said to do what they are not let to: "we do not allow any of our carriers to collect"."""
    if not (found and parties and found[-1].negated and "permit" in found[-1].classes):
        return False
    between = range(found[-1].last + 1, parties[0].first)
    return all(s.word(k) in _W["determiners"] or s.word(k) == "of" for k in between)


def _is_ruled_out(s: Sentence, start: int, found: Sequence[Predicate]) -> bool:
    """Whether "under no circumstances", "in no event" stand before a verb, or begin the sentence of the first."""
    never = start - 2 if s.word(start - 1) in _W["modals"] else 2 if not found else 0
    return (
        never > 1
        and s.word(never) in _NEVER
        and s.word(never - 1) == "no"
        and s.word(never - 2) in _RULING_OUT
    )


def _no_subject(s: Sentence, start: int) -> bool:
    """Whether a verb is denied by its subject: "no third party", "none of our partners", "nobody outside Example"."""
    if s.word(start) in _NOBODY:
        return True
    while s.word(start - 1) in _DETERMINERS - _NOBODY or s.word(start - 1) == "of":
        start -= 1
    return s.word(start - 1) in _NOBODY or s.span(start - 2, start - 1) == ["no", "one"]
