"""A verb with what stands before it: auxiliaries, negations, adverbs and "to", read from right to left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policytrail.ingest.clauses.coordination import is_participle
from policytrail.ingest.clauses.disowning import ADVERBS, ASIDES, disowned
from policytrail.ingest.clauses.parted_passives import inverted, passive_begun
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import verb_classes, words

_W = words()
_SEMI = frozenset(stem(w) for w in _W["semi_modals"])
_EFFORTS = frozenset("attempt attempts effort efforts endeavors endeavours steps".split())
_ASKING = _W["asking"]
_LETTING = _W["letting"]
_CLAUSE_END = _W["clause_end"]
_COMPELLED = frozenset(["forced", "required", "obliged", "obligated", "compelled"])
_IMPOSSIBLE = frozenset(["impossible", "way"])  # "there is no way for us to read them"
# Classes of verbs that tell, after "unable to", what does not happen to data, and not what goes wrong.
_REFUSABLE = frozenset("access ask disclose obtain permit sell".split())
_BEING = _W["be"] | {"become", "becomes"}
_RULING_OUT = frozenset(["at", "in", "on", "under"])
_NEVER = frozenset("account case circumstance circumstances condition event time way".split())
_ABILITIES = frozenset("ability capability option opportunity".split())
_DUTIES = frozenset("duties duty obligation obligations".split())
_OF_LAW = frozenset("contractual legal regulatory statutory".split())
_AT_WILL = frozenset("mandatory necessary optional possible required voluntary".split())
_LONGEST, _UNMARKED = 20, 9  # words of an aside with signs and without
_GETTING = frozenset(["get", "gets"])
_BEFORE_VERB = _W["negations"] | _W["modals"] | _W["be"] | _W["have"] | ADVERBS | {"to", "and", ","}
_NO_ASIDE = _BEFORE_VERB | _CLAUSE_END | _W["connectors"] | _W["relatives"] | _W["user"] | _W["provider"]


@dataclass(slots=True)
class Group:
    """A verb and what was read before it.

    Attributes:
        at: the verb.
        here: where the words before it stand that are none of the group: its subject.
        participle, gerund: its form.
        negated, modality, voice: what the words of the group make of it.
        finite: an auxiliary makes it the verb of a clause.
        infinitive: "to" stands before it, and no verb that only leads to it ("we need to collect").
        past_to: the group goes on before such a "to".
        agent: who acts where the group itself says so ("they require us to disclose").
        barred: where "us" stands in "no way for us to", else 0.
    """

    at: int
    here: int
    participle: bool
    gerund: bool
    negated: bool = False
    modality: str = "asserts"
    voice: Literal["active", "passive"] = "active"
    finite: bool = False
    infinitive: bool = False
    past_to: bool = False
    agent: str = ""
    barred: int = 0


def verb_group(s: Sentence, at: int) -> Group:
    """The group of the verb at `at`."""
    word = s.word(at)
    group = Group(at, at - 1, is_participle(word), word.endswith("ing"))
    reach = at  # to where its words stand together
    while group.here >= 0:
        if not group.gerund and (led := _beside(s, group.here, participle=group.participle)) is not None:
            group.here = led
        if rules_out(s, group.here) or rules_out(s, group.here, "any"):
            group.negated |= s.word(group.here - 1) == "no"
            group.here -= 3
        if opened := _interposed(s, group):
            group.negated |= rules_out(s, group.here - 1)
            group.here, reach = opened - 1, opened
        helped = group.here - (s.word(group.here) == "us")
        if s.word(helped) == "help" and s.word(helped - 1) == "to":
            group.here = helped - 1  # "to help us provide" is "to provide"
        w = s.word(group.here)
        if w == "nobody" or w == "nor" and s.stem(group.here - 1) in verb_classes():
            break  # the subject itself; "we neither sell nor share"
        if w not in _BEFORE_VERB and not w.endswith("ly") and word != "use" and w not in _GETTING:
            break
        if w == "to":
            if _reads_on(s, group):
                continue
            break
        if w in _W["negations"]:
            group.negated = True
        elif w in _W["modals"]:
            group.finite = True
            if w in _W["modals_may"]:
                group.modality = "may"
            elif w in _W["modals_must"]:
                group.modality = "must"
        elif w in _W["be"]:
            if group.participle and not group.past_to and not _is_parted(s, group.here, reach):
                group.voice = "passive"
            elif not (group.gerund or group.past_to or group.participle):
                break
            group.finite = True
        elif w in _GETTING and group.participle:  # "logs get deleted"
            group.finite, group.voice = True, "passive"
        elif w in _W["have"]:
            group.finite = True
        elif (
            w == "and"
            and (
                s.word(group.here - 1).endswith("ly")
                and (group.participle or not group.finite)  # not "we operate globally and may share"
                or s.word(group.here - 1) in _W["modals"] | _W["negations"]
            )
            or word == "use"
            and s.stem(group.here) == "mak"
        ):
            pass  # "automatically and permanently deleted", "we do not and will not share"
        elif not (
            w in ADVERBS or (w.endswith("ly") and w not in ("apply", "family", "rely", "reply", "supply"))
        ):
            break
        group.here -= 1
    if group.participle and group.voice == "active" and not group.finite:
        if be := passive_begun(s, at):
            group.voice, group.finite, group.here = "passive", True, be - 1
        elif "nor" in s.said and (be := inverted(s, at)):
            group.voice, group.finite, group.here, group.negated = "passive", True, be - 1, True
    return group


def rules_out(s: Sentence, last: int, which: str = "no") -> bool:
    """Whether "under no circumstances", "in no event" end at a position; with `which` "any": "in any way"."""
    return s.word(last) in _NEVER and s.word(last - 1) == which and s.word(last - 2) in _RULING_OUT


def _reads_on(s: Sentence, group: Group) -> bool:
    """Whether the group goes on before "to", which then stands before `group.here`: "we reserve the right to share"."""
    to = group.here
    before, further = s.word(to - 1), s.word(to - 2)
    name = to - 1
    while name - 1 in s.provider_at or name in s.provider_at and s.word(name - 1) == "the":
        name -= 1
    if (before == "us" or to - 1 in s.provider_at) and s.stem(name - 1) in _LETTING:
        group.agent, group.here = "provider", name - 1
        if s.stem(name - 1) in ("requir", "oblig", "compel"):
            group.modality = "must"
        return False
    if (needed := _needed(s, to)) is not None:  # "it may be necessary for us to disclose"
        group.agent, group.here = "provider", needed
        return False
    if us := _barred(s, to):
        group.barred = us
        return False
    if (owner := disowned(s, to)) is not None:
        group.agent, group.here, group.negated = "provider", owner, True
        return False
    if before == "you" and s.stem(to - 2) in _ASKING:
        group.agent, group.here = "user", to - 2
        return False
    if (
        before in _W["user"]
        and "for" in (further, s.word(to - 3))
        and not _AT_WILL.isdisjoint(s.span(to - 5, to - 3))
    ):
        group.agent, group.here = "user", to - 2
        return False  # "it is optional for the user to provide"
    granted = to - 2 - (further == "the")
    if before in ("permission", "right") and s.word(granted) == "us":  # "you give us permission to share"
        group.agent, group.here = "provider", granted - 1
        return False
    if group.voice == "passive" and further in _W["be"] and before in ("not", "never"):
        group.here = to - 1  # "is not to be shared"
        return True
    group.past_to = True
    keeps = "hold" in verb_classes()[s.stem(group.at)]  # "we make every effort to keep your data safe"
    made = _attempted(s, to - 1) if before in _EFFORTS else None
    if made is not None and (made > 0 or not keeps):
        group.here = made  # "we will make reasonable efforts to notify you"
    elif before == "unable" and not _REFUSABLE.isdisjoint(verb_classes()[s.stem(group.at)]):
        group.here, group.negated = to - 2, True  # "we are unable to read your messages"
    elif before == "necessary" and s.word(to - 3) == "find":  # "we find it necessary to share"
        group.here = to - 4
    elif s.stem(to - 1) in _SEMI:
        group.here = to - 2
        if further in ("and", "or") and s.stem(to - 3) in _SEMI:
            group.here = to - 4  # "you may be asked or required to provide"
        if before in _COMPELLED:
            group.modality = "must"
    elif compelled := _compelled_by(s, to):  # "required by law to disclose"
        group.here, group.modality = compelled - 1, "must"
    elif before in _DUTIES and (obliged := _obliged(s, to - 1)):  # "have a legal obligation to retain"
        group.here, group.modality = obliged, "must"
    elif before == "right" and (s.stem(to - 3) in ("reserv", "retain") or _is_ours(s, to - 3)):
        group.here, group.modality = to - 4, "may"
    elif before in _ABILITIES and s.stem(to - 2) != "giv":  # "others have the ability to see"
        group.here = to - 2 - (further == "the")
        if s.stem(group.here) == "lack":  # "we lack the ability to see"
            group.here, group.negated = group.here - 1, True
    elif s.span(to - 3, to - 1) == ["in", "a", "position"] and s.word(to - 4) in _W["negations"]:
        group.here = to - 4  # "we are not in a position to see"
    elif before in _W["leave"] and (unasked := _not_needed(s, to)):
        group.here = unasked - 1
    elif before == "permission":  # "ask for your permission to"
        back = 4 if further in _W["possessives"] else 3
        group.here = to - back - (s.word(to - back + 1) == "for")
    else:
        group.past_to, group.infinitive = False, True
        group.negated |= before in ("not", "never")  # "our policy is not to disclose"
        return False
    return True


def _is_ours(s: Sentence, have: int) -> bool:
    """ "We have", "Example has" (the right to share): what is the reader's right is not done."""
    return s.word(have) in _W["have"] and (s.word(have - 1) == "we" or have - 1 in s.provider_at)


def _beside(s: Sentence, here: int, *, participle: bool) -> int | None:
    """Where the word stands that leads a verb of no class and one beside it: "may" in "we may measure and monitor", "are" in "are noted and stored"."""
    verb = here - 1 if s.word(here) in ("and", "or") else here
    if s.word(verb + 1) not in ("and", "or") or verb in s.ends or verb in s.inside:
        return None
    before = verb - 1
    while s.word(before).endswith("ly") or s.word(before) in _W["adverbs"] - _W["negations"]:
        before -= 1
    if not s.word(verb).isalpha() or s.stem(verb) in verb_classes() or s.word(verb) in _BEFORE_VERB:
        return None
    if participle and not is_participle(s.word(verb)):
        return None
    leading = _W["be"] if participle else _W["modals"] | _W["negations"] | {"we"}
    return before if before >= 0 and s.word(before) in leading else None


def _compelled_by(s: Sentence, to: int) -> int:
    """Where the participle stands of "required by a court to": what others make a provider do, 0 where nobody does."""
    for at in range(to - 2, max(0, to - 12), -1):
        if s.word(at) == "by":
            return at - 1 if s.word(at - 1) in _COMPELLED else 0
        if s.word(at) in _CLAUSE_END and s.word(at) != ",":
            return 0
    return 0


def _obliged(s: Sentence, duty: int) -> int:
    """Where the verb stands of "have a legal", "are under a statutory" before a duty, 0 for other duties."""
    at = duty - 1
    while s.word(at) in _OF_LAW or s.word(at) in _W["determiners"] or s.word(at) in ("and", "or"):
        at -= 1
    if _OF_LAW.isdisjoint(s.span(at + 1, duty - 1)):
        return 0
    if s.word(at) in _W["have"]:
        return max(at, 0)
    be = at - 1 if s.word(at) == "under" else at - 2
    bound = s.word(at) == "under" or s.span(at - 1, at) == ["subject", "to"]
    return max(be, 0) if bound and s.word(be) in _W["be"] else 0


def _not_needed(s: Sentence, to: int) -> int:
    """Where "not need your permission to", "need not get your approval to" begin, 0 if nothing like it stands there."""
    need = next((k for k in range(to - 2, max(0, to - 7), -1) if s.stem(k) in ("need", "requir")), 0)
    return next((min(k, need) for k in (need - 1, need + 1) if need and s.word(k) in _W["negations"]), 0)


def _needed(s: Sentence, to: int) -> int | None:
    """Where "it" stands that begins "it is necessary (for us) to", None where no clause begins so."""
    at = to - 3 if s.word(to - 2) == "for" and (s.word(to - 1) == "us" or to - 1 in s.provider_at) else to - 1
    interest = s.word(at) in ("interest", "interests") and s.word(at - 1) == "legitimate"
    if s.word(at) not in ("necessary", "needed") and not interest:
        return None
    it = next((k for k in range(at - 2, max(-1, at - 6), -1) if s.word(k) == "it"), None)
    begins = it is not None and (it == 0 or s.word(it - 1) in _CLAUSE_END)
    said = s.span(it or 0, at)
    return it if begins and not _BEING.isdisjoint(said) and _W["negations"].isdisjoint(said) else None


def _barred(s: Sentence, to: int) -> int:
    """Where "us" stands before "to" in "no way for us (or others) to", 0 where nothing is said to be impossible."""
    for at in range(to - 1, max(0, to - 7), -1):
        if s.word(at) == "us" and s.word(at - 1) == "for":
            return 0 if _IMPOSSIBLE.isdisjoint(s.span(at - 3, at - 2)) else at
        if s.word(at) in _CLAUSE_END:
            return 0
    return 0


def _attempted(s: Sentence, noun: int) -> int | None:
    """Where what stands before "make reasonable" in "make reasonable efforts" ends, None for other efforts."""
    verb = next((k for k in range(noun - 1, noun - 5, -1) if s.stem(k) in ("mak", "use", "tak")), 0)
    return verb - 1 if verb > 0 else None


def _interposed(s: Sentence, group: Group) -> int:
    """Where an aside begins that ends where the words before a group do, and parts its verb from subject or auxiliary, 0 where none does.

    "We, like others, share", "we may, with your consent, share", "we may (if you agree) share", "we may in some cases share".
    """
    last = group.here
    close = s.word(last)
    if close not in ASIDES:
        return _unmarked(s, group, last)
    for at in range(last - 2, max(0, last - _LONGEST), -1):
        if s.word(at) != ASIDES[close]:
            continue
        opener = s.word(at + 1)
        again = (
            opener == "and" and s.word(at + 2) in _W["modals"] | _W["negations"]
        )  # "do not, and will never, share"
        before = at - 2 if s.word(at - 1) in ADVERBS - _W["negations"] else at - 1
        if s.word(before) in _W["modals"] | _W["negations"]:
            return at
        ours = s.word(before) == "we" or before in s.provider_at
        if (again or opener in _W["interposing"]) and (
            ours or group.participle and s.word(before) in _W["be"]
        ):
            return at
    return _unmarked(s, group, last - 1) if close == "," else 0


def _unmarked(s: Sentence, group: Group, last: int) -> int:
    """Where an aside without a sign in front begins after an auxiliary: "we may in some cases share", "we may if needed, share"."""
    if group.gerund or group.participle and group.voice == "active" or s.word(last) in _NO_ASIDE:
        return 0
    for at in range(last - 1, max(0, last - _UNMARKED), -1):
        word = s.word(at)
        if word in _W["modals"] | _W["negations"]:
            return at + 1 if s.word(at + 1) in _W["interposing"] - ADVERBS else 0
        if word in _CLAUSE_END or word in _W["relatives"] or word in ("to", "we", "you"):
            return 0
    return 0


def _is_parted(s: Sentence, be: int, verb: int) -> bool:
    """Whether a participle after "be" is separated from it by something that ends the verbal group."""
    return any(s.word(i) in _CLAUSE_END for i in range(be + 1, verb))
