"""What the words around a purpose make of it: another purpose, or further ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

from policytrail.ingest.words.lexicon import SKIPPED, Mention
from policytrail.ingest.words.tokens import Token, stem
from policytrail.ingest.words.wordlists import words

_W = words()
_BY_CHANNEL = (
    _W["email"] | _W["phone"] | frozenset(", and by inform let know mail or post tell through via".split())
)
_REACHED_BY = _W["user"] | _W["email"] | _W["phone"] | {"mail", "post"}
_BEFORE_ABOUT = _W["user"] | _BY_CHANNEL | {"to", "with", "("}
_ABOUT = frozenset("about regarding concerning of".split())
_TOPICAL = _ABOUT | {"on"}
_OURS = frozenset("new other our special".split())
_SIGNS = frozenset(", ; : . ( )".split())
_ENDING_TOPIC = _SIGNS - {","}
_COORDINATING = frozenset(["and", "or", ",", ";"])
_SUITED = _W["fitted"] - {"interest"}  # "what may be of interest to you" is said of all that is offered
_SERVED = frozenset("functionality network networks platform services systems".split())
_CONCERNED = frozenset("account authority company product section service services website".split())
_TARGETED = _W["fitted"] | {"behavioral", "target"}
_ATTACKS = frozenset("attack hacker hack intrusion malwar virus".split())  # stems
_ON_PAGE = frozenset("content context contextual page".split())  # what ads are shown beside
_CALLING_BACK = frozenset(map(stem, "remarketing retargeting".split()))
_SAFE = frozenset(["safe", "safer", "secure"])
_BREACHES = frozenset(["breach", "contravention", "violat", "violation"])  # stems
PROTECTING = frozenset(["defend", "protect", "safeguard"])  # stems
_PEOPLE = frozenset("customer employe personnel public staff subscriber user".split())  # stems
_PARTING = frozenset("against by from of that with".split())
BEFORE_INFINITIVE = frozenset("to and or help helps us".split())
_FITTING = frozenset("customiz individualiz personaliz tailor".split())  # stems of verbs
_FITTED = frozenset(map(stem, "content product programming service".split()))
_DELIVERING = frozenset(map(stem, "deliver distribute provide serve".split()))
_DEGREES = frozenset("and better more most the".split())
_OF_ONE_S_OWN = frozenset(["Personalisation", "TargetedAdvertising"])
_ENDING = frozenset(". : ; ( to for you we".split())


def purposes_refined(mentions: Sequence[Mention], found: Sequence[Token]) -> list[Mention]:
    """The mentions, each purpose as the words around it tell: ads that are fitted to the person are targeted.

    Args:
        mentions: all mentions of a sentence.
        found: its words.
    """
    refined = []
    for m in mentions:
        if m.scheme == "purpose":
            if refine := _REFINED.get(m.concept):
                m = m._replace(concept=refine(m, found))
            if add := _ADDED.get(m.concept):
                refined += [m._replace(concept=also) for also in add(m, found)]
        refined.append(m)
    refined = [
        m for m in refined if not (m.concept == "UserCommunication" and _tells_offers(m, refined, found))
    ]
    refined = [m for m in refined if not _delivers_fitted(m, refined, found)]
    targeted = {m.first for m in refined if m.concept == "TargetedAdvertising"}
    ended = {m.last for m in refined if m.concept == "TargetedAdvertising"}
    return [m for m in refined if not _tells_ads(m, targeted, ended, found)] if targeted else refined


def _tells_offers(mention: Mention, mentions: Sequence[Mention], found: Sequence[Token]) -> bool:
    """ "Contact you by mail to tell you about offers": no more is said than that offers are told."""
    for m in mentions:
        if m.concept == "Marketing" and mention.last < m.first < mention.last + 9:
            between = [w.word for w in found[mention.last + 1 : m.first]]
            told = found[m.first : m.last + 14]  # "about new products or changes to this policy"
            return (
                between[-1:] == ["to"]
                and _COORDINATING.isdisjoint(between)
                and _W["happening"].isdisjoint(w.stem for w in told)
            )
    return False


def _delivers_fitted(mention: Mention, mentions: Sequence[Mention], found: Sequence[Token]) -> bool:
    """ "Deliver more relevant content and ads": a verb that only hands out what is fitted to people."""
    if mention.concept != "ServiceProvision" or mention.first < mention.last:
        return False
    if found[mention.first].stem not in _DELIVERING:
        return False
    end = next((k for k in range(mention.last + 1, len(found)) if found[k].word in _ENDING), len(found))
    at = next((k for k in range(mention.last + 1, end) if found[k].word not in _DEGREES), end)
    told = any(mention.last < m.first < end and m.concept in _OF_ONE_S_OWN for m in mentions)
    return told and at < end and found[at].stem in _SUITED and found[at].word.endswith(("ed", "relevant"))


def _tells_ads(mention: Mention, targeted: set[int], ended: set[int], found: Sequence[Token]) -> bool:
    """Whether words only tell which ads: "tailored in-app advertisements"; `ended`: where targeted advertising ends."""
    if mention.concept == "Personalisation" and mention.first - 1 in ended:
        return True  # "show ads relevant to you"
    alone = mention.concept == "Personalisation" and mention.first == mention.last
    near = targeted.intersection(range(mention.last + 1, mention.last + 4))
    return alone and bool(near) and found[mention.first].word.endswith("ed")


def object_end(found: Sequence[Token], at: int) -> int:
    """Where the object of a verb ends: at another infinitive, or after some words."""
    end = min(at + 14, len(found))
    return next((k for k in range(at, end) if found[k].word in ("to", ";", ":", ".", "(")), end)


def _advertised(mention: Mention, found: Sequence[Token]) -> str:
    """Advertising that is fitted to the person ("tailored advertisements") is targeted; how well it does is analysed."""
    if any(w.stem in ("performanc", "effectivenes") for w in found[mention.first : mention.last]):
        return "Analytics"
    if not _CALLING_BACK.isdisjoint(w.stem for w in found):
        return "TargetedAdvertising"
    after = [w.word for w in found[mention.last + 1 : mention.last + 8]]
    if after[:1] == ["based"] and _ON_PAGE.isdisjoint(after) and "not" not in after:
        return "TargetedAdvertising"  # "serve ads based on what somebody looked at"
    if _is_made_to_fit(mention, found):
        return "TargetedAdvertising"
    before = [w for w in found[max(0, mention.first - 3) : mention.first] if w.stem != "interest"]
    # "tailored in-app advertisements", "ads on our sites (or elsewhere) that match your interests"
    near = [*before, *_unbracketed(found, mention.first, mention.last + 7)]
    fitted = _is_fitted(near, _TARGETED) and not any(w.word in ("non", "not") for w in before)
    return "TargetedAdvertising" if fitted else mention.concept


def _advertised_beside(mention: Mention, found: Sequence[Token]) -> str:
    """ "Deliver relevant content and advertising to you": ads among what is delivered, and nobody who advertises."""
    noun = found[mention.first].word == "advertising" and found[mention.first - 1].word in _COORDINATING
    return "TargetedAdvertising" if noun and _is_made_to_fit(mention, found) else mention.concept


def _is_made_to_fit(mention: Mention, found: Sequence[Token]) -> bool:
    """ "Customise the content, features and ads that you see": ads are among what a verb has fitted to people."""
    if found[mention.first].stem not in _W["advertising"]:
        return False
    for at in range(mention.first - 1, max(-1, mention.first - 14), -1):
        if found[at].stem in _FITTING or found[at].word == "relevant":
            verb = found[at].word.endswith("ing") or found[at - 1].word in BEFORE_INFINITIVE
            adjective = not verb and found[at - 1].word not in _W["be"] | {
                "the"
            }  # "relevant offers, products and ads"
            joined = any(w.word in _COORDINATING for w in found[mention.first - 2 : mention.first])
            return (verb or adjective) and joined
        acts = found[at].word in _W["infinitives"] and found[at - 1].word in _COORDINATING
        if acts or found[at].word in _PARTING or found[at].word in _ENDING:
            return False
    return False


def _unbracketed(found: Sequence[Token], lo: int, hi: int) -> list[Token]:
    """Words from a position on, up to as many as lie before another, without those in brackets."""
    kept: list[Token] = []
    deep = False
    for w in found[lo : hi + 14]:
        deep = deep or w.word == "("
        if not deep and len(kept) < hi - lo:
            kept.append(w)
        deep = deep and w.word != ")"
    return kept


def _untargeted(mention: Mention, found: Sequence[Token]) -> str:
    """ "Non-personalised advertising", "ads based on the content of the page"."""
    beside = (
        [w.word for w in found[mention.last : mention.last + 7]] if found[mention.last].word == "on" else []
    )
    untargeted = found[mention.first - 1].word == "non" or not _ON_PAGE.isdisjoint(beside)
    return "Advertising" if untargeted else mention.concept


def _measured(mention: Mention, found: Sequence[Token]) -> str:
    """How well advertising does ("measure the performance of our ads") is analysed; it is no quality of a service."""
    near = found[mention.first : mention.last + 8]
    return "Analytics" if any(w.stem in _W["advertising"] for w in near) else mention.concept


def _protected(mention: Mention, found: Sequence[Token]) -> str:
    """ "Protect our users from fraud": what is fought tells the purpose."""
    fought = found[mention.first].stem == "protect" and _fought(mention, found)
    return "FraudPrevention" if fought else mention.concept


def _attacked(mention: Mention, found: Sequence[Token]) -> str:
    """ "Protect our business from attacks": it is secured; "protect users from fraud": that is fought."""
    if found[mention.last].stem in _PEOPLE and _fought(mention, found):
        return "FraudPrevention"
    return "Security" if _fought(mention, found, _ATTACKS) else mention.concept


def _fought(mention: Mention, found: Sequence[Token], what: Collection[str] = _W["fought"]) -> int:
    """Where it stands from what somebody is protected, 0 if it is nothing of the kind."""
    end = min(mention.last + 15, len(found))
    at = next((k for k in range(mention.first + 1, end) if found[k].word in ("from", "against")), 0)
    return at if at and any(w.stem in what for w in found[at : at + 5]) else 0


def _watched(mention: Mention, found: Sequence[Token]) -> str:
    """ "Monitor potentially unlawful use": what is watched tells the purpose."""
    fought = any(w.stem in _W["fought"] for w in found[mention.first : mention.last + 1])
    return "FraudPrevention" if fought else mention.concept


def _delivered(mention: Mention, found: Sequence[Token]) -> str:
    """ "Deliver Example marketing messages": it is the message that tells what for."""
    if found[mention.first].stem == "communicat" and any(
        w.word == "about" for w in found[mention.last :][:4]
    ):
        return "UserCommunication"  # "communicate with them about their orders"
    offers = any(w.stem in _W["promoted"] for w in found[mention.first + 1 : mention.last])
    return "Marketing" if offers else mention.concept


def _broken(mention: Mention, found: Sequence[Token]) -> str:
    """ "A violation of the law": what is fought, and not obeyed."""
    before = found[max(0, mention.first - 16) : mention.first]
    obeyed = any(w.stem in _W["complying"] or w.stem == "requir" for w in found[mention.first : mention.last])
    breach = next((k for k, w in enumerate(before) if w.stem in _BREACHES), len(before))
    broken = breach < len(before) and not obeyed and not any(w.word in ("as", ";") for w in before[breach:])
    return "FraudPrevention" if broken else mention.concept


def _announced(mention: Mention, found: Sequence[Token]) -> str:
    """Messages on what is on offer ("send you information about our other products") are marketing."""
    said = found[mention.first : mention.last + 1]
    if not _W["promoted"].isdisjoint(w.stem for w in said) and not any(w.word == "non" for w in said):
        return "Marketing"  # "send you marketing messages"
    if said[-1].word == "information" and any(w.stem == "product" for w in said):
        return "Marketing"  # "send you product information"
    if said[0].stem == "communicat" and (
        any(w.word == "other" for w in said)
        or any(w.word == "with" for w in said)
        and _is_act_of_user(found[max(0, mention.first - 3) : mention.first])
    ):
        return "CommunicationDelivery"  # "communicate with other users", "so you can communicate with"
    about = next((k for k in range(mention.first, len(found)) if _is_about(found, k)), 0)
    if said[-1].word in _TOPICAL:
        about = mention.last  # "provide you with news on our tariffs"
    between = found[mention.last + 1 : about]
    if not about or any(w.word not in _BEFORE_ABOUT and not w.word.endswith("ly") for w in between):
        return mention.concept
    end = next((k for k in range(about, len(found)) if found[k].word in _ENDING_TOPIC), len(found))
    stems = {w.stem for w in found[about + 1 : min(end, about + 8)]}
    offered = stems & _W["offers"] or "product" in stems or stems & _W["offered"] and stems & _W["offering"]
    return "Marketing" if offered and not stems & _W["happening"] else mention.concept


def _is_act_of_user(before: Sequence[Token]) -> bool:
    """ "So you can communicate", but not "serving you; communicating"."""
    said = [w.word for w in before]
    return "you" in said and _SIGNS.isdisjoint(said[said.index("you") :])


def _is_about(found: Sequence[Token], at: int) -> bool:
    """Whether what a message tells stands after a word: "about offers", "on our products", but not "on your phone"."""
    if found[at].word == "on" and at + 1 < len(found):
        return found[at + 1].word in _OURS
    if found[at].word == "with":  # "call you with offers", and not "talk with you"
        return at > 0 and found[at - 1].word in _REACHED_BY
    return found[at].word in _ABOUT


def _is_fitted(near: Sequence[Token], how: Collection[str] = _W["fitted"]) -> bool:
    """Whether a word tells that something is fitted to people; "the relevant service" is the one concerned."""
    said = [w.word for w in near]
    return any(
        w.stem in how
        and not (w.word == "relevant" and said[k - 1] == "the" and _CONCERNED.issuperset(said[k + 1 : k + 2]))
        for k, w in enumerate(near)
    )


def _supported(mention: Mention, found: Sequence[Token]) -> str:
    """ "Enable and support voice services", "the services requested": the service is kept up, and nobody is helped."""
    if mention.last > mention.first and found[mention.last].word == "requested":
        return "ServiceProvision"
    if found[mention.first].word != "support" or mention.last > mention.first:
        return mention.concept
    before = found[mention.first - 1].word if mention.first else "to"
    object_ = [w.word for w in found[mention.last + 1 : mention.last + 5]]
    end = next(
        (k for k, w in enumerate(object_) if w in _SIGNS or w in ("to", "for", "by", "you", "your")),
        len(object_),
    )
    served = not _SERVED.isdisjoint(object_[1:end])
    return "ServiceProvision" if before in ("and", "or", "to") and served else mention.concept


# What the words around a purpose make of it, and which purposes they add to it.
_REFINED: dict[str, Callable[[Mention, Sequence[Token]], str]] = {
    "Advertising": _advertised,
    "Analytics": _watched,
    "CustomerSupport": _supported,
    "CommunicationDelivery": _delivered,
    "LegalCompliance": _broken,
    "Marketing": _advertised_beside,
    "QualityAssurance": _measured,
    "RightsProtection": _attacked,
    "Security": _protected,
    "TargetedAdvertising": _untargeted,
    "UserCommunication": _announced,
}


def _fitted_offers(mention: Mention, found: Sequence[Token]) -> list[str]:
    """ "Offers tailored to you"."""
    return (
        ["Personalisation"]
        if _is_fitted(found[max(0, mention.first - 2) : mention.last + 8], _SUITED)
        else []
    )


def _offered(mention: Mention, found: Sequence[Token]) -> list[str]:
    """ "Personalise our offers", "make our offers more relevant to you"."""
    said = found[max(0, mention.first - 3) : mention.last + 3]
    if safe := _made_safe(mention, found):
        return safe
    return ["Marketing"] if any(w.stem in _W["promoted"] or w.word == "offers" for w in said) else []


def _made_safe(mention: Mention, found: Sequence[Token]) -> list[str]:
    """ "A safe and enjoyable experience"."""
    around = [w.word for w in found[max(0, mention.first - 6) : mention.last + 1]]
    return ["Security"] if around[-1] == "experience" and not _SAFE.isdisjoint(around) else []


def _billed(mention: Mention, found: Sequence[Token]) -> list[str]:
    """ "Resolve billing problems"."""
    return ["Billing"] if _says("billing", mention, found) else []


def _authenticated(mention: Mention, found: Sequence[Token]) -> list[str]:
    """ "Registration and authentication"."""
    return ["Authentication"] if _says("authentication", mention, found) else []


def _kept_with(mention: Mention, found: Sequence[Token]) -> list[str]:
    """ "Registration and authentication", "maintain your account and billing records"."""
    after = [w.word for w in found[mention.last + 1 : mention.last + 4]]
    billed = after[:1] == ["and"] and "billing" in after
    return [*_authenticated(mention, found), *(["Billing"] if billed else [])]


def _says(word: str, mention: Mention, found: Sequence[Token]) -> bool:
    return mention.last > mention.first and any(
        w.word == word for w in found[mention.first : mention.last + 1]
    )


def _guarded(mention: Mention, found: Sequence[Token]) -> list[str]:
    """ "Protect our network from fraud": the network is secured too."""
    if found[mention.first].stem != "protect" or not (end := _fought(mention, found)):
        return []
    object_ = [w for w in found[mention.first + 1 : end] if w.word not in SKIPPED]
    of = next((k for k, w in enumerate(object_) if w.word == "of"), end)  # not "users of our services"
    return ["Security"] if any(w.stem in _W["guarded"] for w in object_[:of]) else []


def _relevant(mention: Mention, found: Sequence[Token]) -> list[str]:
    """ "Make our services and advertising more relevant": the services too."""
    said = [w.stem for w in found[max(0, mention.first - 3) : mention.last + 1]]
    joined = any(a in _FITTED and b in ("and", "or", ",") for a, b in pairwise(said))
    return ["Personalisation"] if joined and "relevant" in said else []


def _people(mention: Mention, found: Sequence[Token]) -> list[str]:
    """ "Protect our network, our employees and users": people among what is secured."""
    if found[mention.first].stem not in PROTECTING:
        return []
    end = object_end(found, mention.last + 1)
    end = next((k for k in range(mention.last + 1, end) if found[k].word in _PARTING), end)
    named = any(found[k].stem in _PEOPLE for k in range(mention.last + 1, end))
    return ["RightsProtection"] if named and found[mention.last + 1].word in _COORDINATING else []


_ADDED: dict[str, Callable[[Mention, Sequence[Token]], list[str]]] = {
    "AccountManagement": _kept_with,
    "CustomerSupport": _billed,
    "FraudPrevention": _guarded,
    "Marketing": _fitted_offers,
    "Personalisation": _offered,
    "ServiceImprovement": _made_safe,
    "Security": _people,
    "TargetedAdvertising": _relevant,
}
