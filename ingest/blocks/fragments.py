"""Fragments: what words without a clause of ours say under their frame ("Payment processors", "To bill you")."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from policytrail.ingest.blocks.frames import Frame, begins_purpose, item_findings, merge_label, reached
from policytrail.ingest.blocks.labels import Label
from policytrail.ingest.blocks.own_clauses import IMPERATIVES, VERBS, after_circumstance, is_clause
from policytrail.ingest.blocks.titles import granted
from policytrail.ingest.clauses.reading import Reading
from policytrail.ingest.clauses.standing import Predicate
from policytrail.ingest.document import Block
from policytrail.ingest.finding import GENERIC, Finding, unique
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import verb_classes, words

_W = words()
_NOBODY = frozenset(["nobody", "one"])
_POINTING = frozenset(["it", "these", "they", "this"])
_FINITE = _W["finite"]
# What goes on after "to reach us, ...": no purpose of data.
_GOING_ON = (
    IMPERATIVES | _W["provider"] | _W["determiners"] | frozenset("call contact it they use write".split())
)
_FORBIDDING = (["do", "not"], ["please", "do"])  # "Do not send us card numbers": no item of what is sent
_MAY = frozenset(["can", "may"])
_AGREEING = ["you", "agree"]
_ON_OTHERS = frozenset("this that these those such it about".split())  # what follows names no new data
_REFERRING = frozenset("click contact more please see visit".split())  # "to learn more, see ..."
# Words of sentences that say something.
_SAYING = (
    _FINITE
    | _W["have"]
    | frozenset("allow allows constitute constitutes enable enables help helps tell tells please".split())
)
_GATHERING = frozenset(stem for stem, classes in verb_classes().items() if classes[0] == "obtain")
_WORKING = frozenset(map(stem, _W["working"]))
_USE = frozenset(["usage", "use"])
_HANDING_OVER = frozenset(map(stem, "disclose furnish give provide release transmit".split()))
_WHOSE = _W["possessives"] | {"the"}
_WHICH = frozenset(["that", "which"])
_TELLING = frozenset(["that", "which", "who"])
_NEAR = 9  # first words of an item
_WHEN = frozenset(["if", "so", "when", "where"])
_UNDER = _WHEN | frozenset("as because unless until while".split())  # begin subordinate clauses
# What an answer begins with, by what the question asks of.
_ASKED = {"collect": "data", "share": "recipient", "use": "purpose", "retain": "retention"}
_AFTER_PARTIES = frozenset(["", ".", ",", ";", "(", "and", "or", "such", "that", "including", "who", "which"])


def fragment(
    reading: Reading, frame: Frame, block: Block, label: Label | None, *, first: bool, alone: bool
) -> list[Finding]:
    """What a sentence without a clause of ours says under its frame.

    Args:
        label: the label of the block that the sentence stands in, if it has one.
        first: the sentence is the first of its block.
        alone: and the block opens no list.
    """
    sentence = reading.s
    if first and label and _tells_use(label, frame, reading):
        actions = frame.actions or (("use", "affirm", "asserts"),)
        frame = replace(frame, actions=actions, data=tuple(label.data))
    if (
        sentence.plain[:2] in _FORBIDDING
        or not _NOBODY.isdisjoint(sentence.said)
        and (sentence.word(0) == "nobody" or ["no", "one"] in map(list, pairwise(sentence.plain)))
        or not (frame.actions or frame.broader)
        or not (
            frame.strong
            or block.kind in ("item", "row")
            or block.label
            or _lists_data(reading, frame)
            or alone
            and (frame.asked and _answers(reading, frame) or _lists_purposes_or_parties(reading, frame))
        )
    ):
        return []
    end = len(sentence.words) - 1
    if not first and any(
        p.status == "main" and not _is_headless_relative(reading, p) for p in reading.predicates
    ):
        return []
    start = after_circumstance(reading)
    clause, to_do = is_clause(sentence, start), begins_purpose(sentence.plain)
    if clause and sentence.word(0) in _W["provider"] and not _W["negations"].isdisjoint(sentence.plain[:5]):
        return []  # "We do not allow ads": what is not done is no item of what is
    # "Information that we may use to ..."
    described = bool(label) and sentence.word(0) in _W["generic_nouns"]
    told = block.kind == "paragraph" and not (frame.strong or described) and _says(sentence)
    opens_with_parties = any(m.first <= 2 for m in reading.of("recipient", 0, end))
    when = _circumstance(sentence) if opens_with_parties and frame.has("share") else end + 1
    data = (
        [] if clause or told else reading.data(start, when - 1)
    )  # under a heading alone, prose on other matters
    recipients = (
        reading.recipients(0, end, direct=not to_do)
        if not clause or frame.has("share") and first and sentence.word(0) in _W["provider"]
        else []
    )
    opens_with_data = (
        start or reading.begins_with_data() or any(m.first == 0 for m in reading.of("data", 0, 4))
    )
    if frame.recipients and not frame.data and data and opens_with_data:
        recipients = []  # "they may see: / information about who wrote to other users"
    purposes = (
        reading.announced(0, end) if reading.begins_with_data() else reading.concepts("purpose", 0, end)
    )
    conditions = reading.conditions(0, end, collects=frame.has("collect"))
    if clause and not {"right", "rights"}.isdisjoint(sentence.plain) and _is_right(sentence):
        return []  # "You have the right to object to such a use"
    permits = clause and sentence.word(0) == "you" and sentence.word(1) in _MAY
    if permits and not frame.has("collect") and "OptOut" not in conditions:
        return []  # "You may write to us": what people can do is no item of what is done
    if clause and sentence.plain[:2] == _AGREEING and not purposes:
        return []  # "You agree to use the app for lawful ends" binds people
    if label:
        if label.data and frame.has("retain"):
            data = label.data  # not that of "12 months from the date of your call"
        elif not clause and not told:
            data = merge_label(label.data, data, includes=_tells_parts(sentence))
        recipients = unique([r for r in label.recipients if r != "Recipient" or not recipients] + recipients)
        purposes = unique(label.purposes + purposes)
        conditions = unique(label.conditions + conditions + granted(label.sentence))
    named = label and (label.recipients or label.conditions)
    if clause and frame.has("share") and not frame.strong and not named:
        return []  # under a heading alone, a sentence on other matters
    if clause and (not first or any(polarity == "deny" for _, polarity, _ in frame.actions)):
        return []
    # a source "that checks identities" tells what it does; only what "we" do is what for
    told_of = opens_with_parties and not frame.has("share") and tells_of_party(sentence)
    ours = sentence.plain.index("we") if "we" in sentence.said else end + 1
    announced = reading.purposes(ours if told_of else 0, end)
    periods = reading.periods(0, end)
    if frame.has("retain"):
        conditions = reading.beside_rules(conditions, periods)
    own = _with_own_data(frame, reading, to_parties=bool(recipients))
    # "to give your location to the police": those to whom the item gives it
    hands_over = sentence.word(0) == "to" and sentence.stem(1) in _HANDING_OVER and own.data != frame.data
    found = item_findings(
        own,
        data=data, recipients=recipients, purposes=purposes, conditions=conditions,
        retention=periods, announced=announced, reached=reached(reading, announced),
        opens_with_parties=opens_with_parties and not to_do or hands_over and bool(recipients),
        is_infinitive=sentence.word(0) == "to" and _REFERRING.isdisjoint(sentence.said),
        last=end,
    )  # fmt: skip
    if sentence.word(0) == "by" and not frame.has("use"):
        for f in found:  # "you may give data to others by these means: by sending messages"
            f.purposes = list(frame.purposes)
    return found


def tells_of_party(sentence: Sentence) -> bool:
    """Whether an item tells what the parties do that it begins with: "agencies and other firms that check identities"."""
    return any(
        m.scheme == "recipient" and sentence.word(m.last + 1) in _TELLING
        for at, m in sentence.ends.items()
        if at < _NEAR
    )


def _is_right(sentence: Sentence) -> bool:
    """Whether people are told that they have a right to something."""
    return any(
        w.startswith("right") and sentence.word(k - 1) in ("a", "the") and sentence.word(k - 2) in _W["have"]
        for k, w in enumerate(sentence.plain)
    )


def _tells_use(label: Label, frame: Frame, reading: Reading) -> bool:
    """Whether an item tells what the data are for that its label names: "Date of birth: to check your age"."""
    begins = begins_purpose(reading.s.plain) and reading.s.word(0) == "to" or reading.s.word(0) == "used"
    named = label.data and GENERIC not in label.data and not (label.purposes or label.recipients)
    acts = any(p.status == "main" for p in reading.predicates) or reading.s.provider_at
    tells_how = any(a == "," and b in _GOING_ON for a, b in pairwise(reading.s.plain))  # "to reach us, call"
    held = not frame.actions or frame.has("use") and frame.data in ((), (GENERIC,))
    return bool(
        begins
        and named
        and held
        and not (acts or tells_how)
        and reading.purposes(0, len(reading.s.plain) - 1)
    )


def _says(sentence: Sentence) -> bool:
    """Whether a verb says something outside of relative clauses: not "your name; information that can identify you"."""
    if _SAYING.isdisjoint(sentence.said):
        return False
    plain = sentence.plain
    return any(w in _SAYING and (not k or plain[k - 1] not in _WHICH) for k, w in enumerate(plain))


def _answers(reading: Reading, frame: Frame) -> bool:
    """Whether a sentence names what a question asks for, and says nothing but when: "Vendors, if they have to know."."""
    sentence = reading.s
    cut = next((k for k, w in enumerate(sentence.plain) if w in _UNDER), len(sentence.plain))
    if not (_SAYING | _W["negations"]).isdisjoint(sentence.plain[:cut]) or any(
        p.status == "main" and p.at < cut for p in reading.predicates
    ):
        return False
    asked = {scheme for action, scheme in _ASKED.items() if frame.has(action)}
    return any(m.first < 2 and m.scheme in asked for m in sentence.mentions)


def _tells_parts(sentence: Sentence) -> bool:
    """Whether a sentence tells what the label before it includes: "Contact details. This includes your name"."""
    at = 1 + (sentence.word(1) in _W["modals"])
    return sentence.word(0) in _POINTING and sentence.word(at) in _W["containing"]


def _is_headless_relative(reading: Reading, p: Predicate) -> bool:
    """Whether a verb of users only tells which thing is meant: "the password of the account you create"."""
    before = reading.s.word(p.start - 1)
    joint = _W["connectors"] | _W["subordinators"] | _W["relatives"] | _W["clause_end"]
    return reading.s.word(p.start) == "you" and p.start > 0 and before.isalpha() and before not in joint


def _lists_data(reading: Reading, frame: Frame) -> bool:
    """Whether a paragraph under a heading "What we collect" only names data: "Your name and e-mail address."."""
    sentence = reading.s
    if not frame.has("collect") or sentence.word(0) in _ON_OTHERS or not _SAYING.isdisjoint(sentence.said):
        return False
    opening = [m for m in reading.of("data", 0, 1) if m.concept != "Cookies"]
    if not opening or sentence.provider_at or any(p.status == "main" for p in reading.predicates):
        return False
    return reading.data(0, len(sentence.words) - 1) != [GENERIC]


def _lists_purposes_or_parties(reading: Reading, frame: Frame) -> bool:
    """Whether a paragraph under a heading is an item of it: "To bill you.", "Sending you offers.", "Our carriers."."""
    sentence = reading.s
    if not VERBS.isdisjoint(sentence.plain) or any(p.status == "main" for p in reading.predicates):
        return False
    gerund = frame.has("use") and sentence.word(0).endswith("ing")
    if gerund or begins_purpose(sentence.plain) and (frame.has("use") or frame.has("collect")):
        return any(m.scheme == "purpose" and m.first < 2 for m in sentence.mentions)
    parties = next((m for m in sentence.mentions if m.first < 2), None)
    return (
        frame.has("share")
        and parties is not None
        and parties.scheme == "recipient"
        and sentence.word(parties.last + 1) in _AFTER_PARTIES
    )


def _circumstance(sentence: Sentence) -> int:
    """Where an item "Other operators, when you make calls" tells when they receive data, else behind its end."""
    last = len(sentence.words)
    return next(
        (k for k in range(1, last) if sentence.word(k) in _WHEN and sentence.word(k - 1) == ","), last
    )


def _with_own_data(frame: Frame, reading: Reading, *, to_parties: bool) -> Frame:
    """The frame with data that an item itself tells to be used or shared."""
    sentence, end = reading.s, len(reading.s.words) - 1
    to_do = frame.has("use") and (frame.purposive or frame.strong and sentence.word(0) == "to")
    works = _working(sentence) if to_do else None
    if works is not None and not (_is_all_purpose(reading, works) or _analyses_use(sentence, works)):
        # "we use information to: analyse your browsing data": what the item works on is used
        worked_on = reading.objects(works + 1, end, reopened=False)
        whole = () if works == 0 and frame.purposive else frame.data or (GENERIC,)
        frame = replace(frame, data=tuple(unique([*whole, *worked_on])) if worked_on else frame.data)
    abuse = not _W["fought"].isdisjoint(w.stem for w in sentence.words[2:5])  # that is detected, and no data
    if frame.has("collect") and sentence.word(0) == "to" and sentence.stem(1) in _GATHERING and not abuse:
        # "we use cookies: to collect statistics": what they serve to collect is collected too
        frame = replace(frame, data=tuple(unique([*frame.data, *reading.objects(2, end, reopened=False)])))
    if frame.has("share") and sentence.word(0) == "to" and sentence.stem(1) in _HANDING_OVER:
        # "to provide your location to whoever answers an emergency call": what an item gives
        told_about = sentence.word(2) in _W["generic_nouns"] and sentence.word(3) in _W["about"]
        given = reading.objects(2, end, reopened=False) if told_about or sentence.word(2) in _WHOSE else []
        frame = replace(frame, data=tuple(given) if set(given) - {GENERIC} else frame.data)
    if frame.data == (GENERIC,) and to_parties and (forms := reading.forms(0, end)):
        frame = replace(
            frame, data=tuple(unique([m.concept for m in forms]))
        )  # "researchers, in anonymous form"
    if frame.data == (GENERIC,) and to_parties and "including" in sentence.said:
        at = sentence.plain.index("including")
        if sentence.word(at + 1) == "your":  # "emergency services, including your location"
            frame = replace(frame, data=(GENERIC, *reading.data(at, end)))
    return frame


def _is_all_purpose(reading: Reading, verb: int) -> bool:
    """Whether what is worked on is but a word of the purpose: "analyse usage and trends", not "analyse your usage"."""
    purpose = next((m for m in reading.of("purpose", 0, len(reading.s.words)) if m.first == verb), None)
    first = next(iter(reading.of("data", verb + 1, len(reading.s.words))), None)
    within = (
        purpose is not None
        and first is not None
        and (
            first.last <= purpose.last
            or first.first == purpose.last + 2
            and reading.s.word(purpose.last + 1) == "and"
        )
    )
    return within and reading.s.word(verb + 1) not in _W["possessives"]


def _working(sentence: Sentence) -> int | None:
    """Where an item tells to work on data: "to examine your calls", "to find friends by comparing your contacts"."""
    first = 1 if sentence.word(0) == "to" else 0
    if sentence.stem(first) in _WORKING:
        return first
    return next(
        (
            k
            for k in range(first + 2, len(sentence.words) - 1)
            if sentence.stem(k) in _WORKING
            and sentence.word(k).endswith("ing")
            and "by" in sentence.span(k - 4, k - 1)
        ),
        None,
    )


def _analyses_use(sentence: Sentence, verb: int) -> bool:
    """Whether an item tells to "analyse the use of our site": what for, and not from which data."""
    at = verb + 1 + (sentence.word(verb + 1) in _W["determiners"])
    return sentence.word(at) in _USE and sentence.word(at + 1) == "of"


def title_findings(reading: Reading, frame: Frame) -> list[Finding]:
    """What a heading or label alone says as an item of its frame."""
    end = len(reading.s.words) - 1
    return item_findings(
        frame, data=reading.data(0, end), recipients=reading.concepts("recipient", 0, end),
        purposes=reading.concepts("purpose", 0, end), conditions=reading.conditions(0, end),
        retention=reading.periods(0, end), last=end,
    )  # fmt: skip
