"""Which mentions of conditions limit what a sentence says: the same words may name a purpose, a right or a service."""

from __future__ import annotations

from itertools import pairwise

from policytrail.ingest.clauses.asking import TRANSACTIONS, USERS, asks
from policytrail.ingest.clauses.recipients import AUTHORITIES
from policytrail.ingest.mentions.idle import is_of_no_business, is_of_partners
from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.sentence import Sentence
from policytrail.ingest.words.tokens import stem
from policytrail.ingest.words.wordlists import words

_W = words()
_COMPLYING = _W["complying"]
_NEEDING = _W["needing"]
_CHOOSING = _W["choosing"]
_GIVING = _W["giving"]
_HANDING = _GIVING | _W["showing"]
_PERSONS = _W["user"] | _W["provider"] | {"our", "they", "them", "their", "require", "requires"}
_SETTING = frozenset(
    map(
        stem,
        "accord adjust based change control customize depend edit manage modify subject through update use via by".split(),
    )
)
_ACCORDING = frozenset("according based consistent depending in subject".split())
_OF_PRIVACY = frozenset(
    "account app chosen communication communications contact device marketing notification privacy selected set you".split()
)
_CLAUSE_SIGNS = frozenset([";", ":", ")", "if", "when", "where", "unless", "except", "because", "as"])
_WITH_WHICH = frozenset("from on through with".split())
_GOING_ON = frozenset("continue continues still".split())
_OCCASIONS = frozenset("after although if once though when".split())
_ALLOWING = frozenset("allowed authorised authorized permitted".split())
_DEMANDS = frozenset(map(stem, "process order subpoena warrant demand".split()))
_CHOICES = frozenset("preference preferences status".split())
_OFFERING = frozenset(map(stem, "provide offer deliver supply support".split()))
# What a provider approves, and no person: "after approval of your comment".
_CHECKED = frozenset("application comment comments post posts submission".split())
_RECOVERING = frozenset(map(stem, "collect locate pursue recover trace".split()))
_REQUIRING = frozenset("as if when where".split())
_APPLYING = frozenset(map(stem, "apply honor honour process record remember".split()))
_SEEKING = frozenset(map(stem, "ask get obtain request seek".split()))
_PARENTS = frozenset("child guardian parent parental parents".split())
_LETTING = frozenset(map(stem, "allow allowed enable let offer permit permitted".split()))
_REASONS = frozenset(map(stem, "agreement contract contractual purpose service".split()))
_REACH = 14  # how far, in words, a purpose's verb governs the list of its objects


def limits(s: Sentence, mention: Mention, *, excepted: bool = False) -> bool:
    """Whether a mention is a condition where it stands.

    Args:
        s: the sentence.
        mention: a mention of a condition in it.
        excepted: it stands in an exception, so that "without your consent" is one.
    """
    reach = 5 if mention.concept in ("Consent", "OptOut", "UserInitiated") else 1
    reach += s.word(mention.first - 1) in _W["determiners"]
    if "without" in s.span(mention.first - reach, mention.first) and not excepted:
        return False
    match mention.concept:
        case "BusinessTransferEvent":
            sold = s.word(mention.last) != "sale" or not is_of_no_business(mention, s.words)
            return sold and not is_of_partners(mention, s.words)
        case "Contract":
            return not (_is_with_others(s, mention) or _is_enforced(s, mention))
        case "Consent":
            agreed = is_needless(s, mention.first, mention.last) or _is_of_device(s, mention)
            agreed = agreed or _is_of_parents(s, mention) or _is_conceded(s, mention)
            agreed = agreed or s.word(mention.last + 1) == "of" and s.word(mention.last + 3) in _CHECKED
            return not (agreed or _is_ordered(s, mention))
        case "UserInitiated":
            return asks(s, mention) and not _is_conceded(s, mention)
        case "SafetyRisk":
            return not (_is_offered(s, mention) or s.stem(mention.last + 1) == "contact")
        case "NonPayment":
            return not _is_recovered(s, mention)
        case "LegalObligation":
            if not excepted and _is_allowed(s, mention):
                return False
            aim = _is_complied_with(s, mention) or _is_a_reason(s, mention)
            of_law = not (aim or _is_required_otherwise(s, mention))
            return of_law and not _is_of_consent(s, mention)
        case "OptOut":
            readers = (
                _is_refused,
                _is_not_given,
                _is_withheld,
                _is_of_others,
                _is_a_mere_setting,
                _is_a_subject,
                _is_fought,
                is_outlived,
            )
            return not any(reader(s, mention) for reader in readers)
    return True


def is_needless(s: Sentence, first: int, last: int) -> bool:
    """ "We need not obtain your consent to", "no approval is required": nobody is asked for what is named there."""
    if _W["leave"].isdisjoint(s.span(first - 6, last + 1)):
        return False
    needs = (k for k in range(first - 5, last + 6) if s.stem(k) in ("need", "requir"))
    return any(not _W["negations"].isdisjoint(s.span(k - 3, k + 1)) for k in needs)


def _is_of_device(s: Sentence, mention: Mention) -> bool:
    """ "The device through which you authorised the app": what users agreed to there tells only which device."""
    return s.word(mention.first - 1) == "which" and s.word(mention.first - 2) in _WITH_WHICH


def _is_ordered(s: Sentence, mention: Mention) -> bool:
    """ "Payments authorised by you": what people agreed to there is what they pay, not what is done to data."""
    return s.stem(mention.first - 1) in TRANSACTIONS and s.word(mention.last - 1) == "by"


def _is_conceded(s: Sentence, mention: Mention) -> bool:
    """ "Even if you have not agreed", "even where you choose to opt out": what is done does not depend on it."""
    return "even" in s.span(mention.first - 5, mention.first)


def _is_of_parents(s: Sentence, mention: Mention) -> bool:
    """ "To seek parental consent", "to obtain a parent's permission for the child to play": what is done to ask, and not if they agree."""
    asked = any(
        s.word(k) == "to" and s.stem(k + 1) in _SEEKING for k in range(mention.first - 9, mention.first + 1)
    )
    return asked and not _PARENTS.isdisjoint(s.span(mention.first - 3, mention.last + 3))


def is_handed_over(s: Sentence, mention: Mention) -> bool:
    """ "Other information that you choose to share": who hands data over does not ask for their collection."""
    stems = {s.stem(k) for k in range(mention.first, mention.last + 3)}
    return not (
        mention.concept != "UserInitiated" or stems.isdisjoint(_CHOOSING) or stems.isdisjoint(_HANDING)
    )


def _governing(s: Sentence, mention: Mention, stems: frozenset[str]) -> int | None:
    """The position of a verb of `stems` whose object, or first word, the mention is."""
    for at in range(mention.first, min(mention.first + 2, mention.last + 1)):
        if s.stem(at) in stems:  # "to comply with the law" as a whole
            return at
    for at in range(mention.first - 1, max(-1, mention.first - _REACH), -1):
        if s.stem(at) in stems:
            return at
        if s.word(at) in _CLAUSE_SIGNS:
            return None
    return None


def _is_complied_with(s: Sentence, mention: Mention) -> bool:
    """ "To comply with the law" is a purpose, unless the action is said to be necessary for it.

    What is given "to respond to a subpoena", or to authorities on their request, is given on their demand.
    """
    verb = _governing(s, mention, _COMPLYING)
    if verb is None or s.needed or "necessary" in s.span(0, verb - 1):
        return False
    words = {s.stem(k) for k in range(mention.first, mention.last + 2)}  # "comply with legal" process
    if not words.isdisjoint(_DEMANDS):
        return False
    if "request" in words and any(m.concept in AUTHORITIES and m.last < verb for m in s.mentions):
        return False
    return _NEEDING.isdisjoint(s.span(verb - _REACH, verb - 1))


def _is_a_reason(s: Sentence, mention: Mention) -> bool:
    """ "For research, fraud and legal reasons": the last of what something is done for, and not when."""
    if s.word(mention.last) != "reasons" or s.word(mention.first - 1) not in ("and", ","):
        return False
    return any(m.last == mention.first - 2 for m in s.by_scheme.get("purpose", ()))


def _is_of_consent(s: Sentence, mention: Mention) -> bool:
    """ "With your consent where required by law": when people are asked, and not when it is done."""
    comma = next((k for k in range(mention.last + 1, mention.last + 4) if s.word(k) == ","), 0)
    asking = any(s.stem(k) in _SEEKING for k in range(comma + 1, comma + 6)) if comma else False
    if asking and any(m.concept == "Consent" and comma < m.first < comma + 9 for m in s.mentions):
        return True  # "where the law requires it, we ask for your consent"
    before = s.span(mention.first - 4, mention.first - 1)
    leave = next((k for k, w in enumerate(before) if w in _W["leave"]), len(before))
    joint = [*before[leave + 1 :], s.word(mention.first)]
    return leave < len(before) and not _REQUIRING.isdisjoint(joint) and not {"or", "and"} & set(joint)


def _is_required_otherwise(s: Sentence, mention: Mention) -> bool:
    """ "As long as required by the purpose", "where required by our contract with you": it is no law that requires it."""
    if s.word(mention.last) not in ("by", "under"):
        return False
    return any(
        s.stem(k) in _REASONS
        for k in range(mention.last + 1, mention.last + 4)
        if _CLAUSE_SIGNS.isdisjoint(s.span(mention.last + 1, k))
    )


def _is_allowed(s: Sentence, mention: Mention) -> bool:
    """ "As required or permitted by law" requires nothing, but for what is excepted from a denial."""
    return not _ALLOWING.isdisjoint(s.span(mention.first, mention.last))


def _is_with_others(s: Sentence, mention: Mention) -> bool:
    """ "If we have a contract with a carrier", "whom we have contracted": the contract is no contract of the user."""
    if "whom" in s.span(mention.first - 4, mention.first):
        return True
    at = next((k for k in range(mention.first, mention.last + 2) if s.word(k) == "with"), None)
    return at is not None and any(
        m.scheme == "recipient" and at < m.first < at + 4 and m.concept not in USERS for m in s.mentions
    )


def _is_offered(s: Sentence, mention: Mention) -> bool:
    """ "To provide voice and emergency services": what is offered, unlike what is told to them."""
    if s.stem(mention.last + 1) != "servic":
        return False
    for at in range(mention.first - 1, max(-1, mention.first - _REACH), -1):
        if s.stem(at) in _OFFERING:
            return True
        if s.word(at) in ("to", "with") and s.stem(at + 1) not in _OFFERING or s.word(at) in _CLAUSE_SIGNS:
            return False
    return False


def _is_enforced(s: Sentence, mention: Mention) -> bool:
    """ "Necessary to enforce our agreements": what for, and not what a contract needs."""
    return any(s.stem(k) == "enforc" for k in range(mention.first, mention.last))


def _is_recovered(s: Sentence, mention: Mention) -> bool:
    """ "To trace those who owe us money", "to collect outstanding debts": what is done about it, and not when."""
    return any(s.stem(k) in _RECOVERING for k in range(mention.first - 4, mention.first))


def _is_refused(s: Sentence, mention: Mention) -> bool:
    """ "You may not opt out of service messages": there is no way out."""
    for at in range(max(0, mention.first - 4), mention.first):
        w, after = s.word(at), s.word(at + 1)
        if w == "no" and s.word(mention.first) == "control":
            return True
        if w == "unable" or w == "not" and (after == "able" or s.word(at - 1) in _W["modals_may"]):
            return True
        if w == "not" and s.stem(at + 1) in _LETTING:  # "we do not let people opt out"
            return True
    return False


def _is_not_given(s: Sentence, mention: Mention) -> bool:
    """ "Without offering you the chance to opt out", "we do not control these cookies": there is none."""
    near = s.span(mention.first - 6, mention.first)
    if near[-1] == "control" and "you" not in near and not _W["negations"].isdisjoint(near):
        return True
    before = range(mention.first - 9, mention.first)
    if any(s.word(k) in _W["negations"] and s.stem(k + 1) in _OFFERING for k in before):
        return True
    return any(s.word(k) == "without" and s.stem(k + 1) in _OFFERING | _GIVING for k in before)


def _is_withheld(s: Sentence, mention: Mention) -> bool:
    """ "If you choose not to provide your address", "your opt-out preferences": no way out of what is done with them."""
    if s.word(mention.last) == "out" and s.word(mention.last + 1) in _CHOICES:
        return True
    refused = "not" in s.span(mention.first, mention.last)
    if refused and "participat" in (s.stem(mention.last + 1), s.stem(mention.last)):
        end = mention.last + 1 + (s.stem(mention.last + 1) == "participat")
        return s.word(end) in ("", ".", ",", ";")  # "you may choose not to participate", in what was offered
    return any(s.stem(k) in _GIVING for k in range(mention.first, mention.last + 4))


def _is_a_subject(s: Sentence, mention: Mention) -> bool:
    """ "You may call us about your opt-out choices", "to apply your opt out": what is talked about, and no way out by telephone."""
    if s.word(mention.first - 1) in _W["possessives"] and s.stem(mention.first - 2) in _APPLYING:
        return True
    if (_CHOICES | {"choice", "choices", "options"}).isdisjoint(s.span(mention.first, mention.last + 1)):
        return False
    before = s.span(mention.first - 5, mention.first - 1)  # "on opt-in and opt-out choices"
    return not (_W["about"] - {"on"}).isdisjoint(before)


def is_outlived(s: Sentence, mention: Mention) -> bool:
    """ "Even if you opt out, we may write to you": what goes on is not what people opted out of."""
    before = s.span(mention.first - 7, mention.first)
    if any(w == "even" and after in _OCCASIONS for w, after in pairwise(before)):
        return True
    return not (_OCCASIONS.isdisjoint(before) or _GOING_ON.isdisjoint(s.plain[mention.last + 1 :]))


def _is_of_others(s: Sentence, mention: Mention) -> bool:
    """ "We require our vendors to limit their use": only people opt out."""
    if s.stem(mention.first) not in ("limit", "prevent", "restrict"):
        return False
    who = next(
        (
            k
            for k in range(mention.first - 1, -1, -1)
            if s.word(k) in _PERSONS or k in s.provider_at and s.word(k - 1) != "of"
        ),
        None,
    )
    return who is not None and s.word(who) not in _W["user"]


def _is_fought(s: Sentence, mention: Mention) -> bool:
    """ "To prevent unauthorised use": nobody opts out of that."""
    return not _W["fought"].isdisjoint(s.stem(k) for k in range(mention.first, mention.last + 1))


def _is_a_mere_setting(s: Sentence, mention: Mention) -> bool:
    """ "You can see your privacy settings": they are a way out where they are used, changed or depended on."""
    if s.word(mention.last).startswith("preference") and s.word(mention.first) in _ACCORDING:
        # "according to your preferences" is how, "to your contact preferences" whether
        return _OF_PRIVACY.isdisjoint(s.span(mention.first, mention.last + 3))
    if s.word(mention.last) == "settings" and s.word(mention.first) in _ACCORDING:
        said = s.span(mention.first, mention.last + 3)  # of those whose data they are
        return {"their", "you", "your"}.isdisjoint(said)
    if s.word(mention.last) != "settings" or s.word(mention.first) != "privacy":
        return False
    return all(s.stem(k) not in _SETTING for k in range(mention.first - 7, mention.first))
