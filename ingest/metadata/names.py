"""What a policy calls the provider that issued it: found in the text, weighed, the best first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from policytrail.errors import InputError
from policytrail.ingest.metadata.lines import lines_with, matches_in
from policytrail.ontology.vocabulary import party_key

_FORM = (
    r"(?:(?i:inc|llc|l\.l\.c|ltd|limited|corp|gmbh|plc|p\.l\.c|pty)|Corporation|CORPORATION|Incorporated|AS|AG|SA|S\.A|BV|B\.V"
    r"|AB|KG|LP|Co|Kft|Oy|S\.?[àa]\.?r\.?l)\b\.?"
)
_WORD = r"[A-Z0-9][\w&’'/+-]*(?:\.(?:com|net|org|io|me|chat|dev|tel|co|fm)\b)?|(?:[a-z]{1,2}[A-Z]\w+)|(?:magic[A-Z]\w+)"
_WORD = rf"(?:{_WORD})[®™]?"
_PLAIN = rf"{_WORD}(?:[ ](?:(?:of|and|&|the|on)[ ](?=[A-Z]))?{_WORD}){{0,5}}"
_NAME = rf"{_PLAIN}(?:,?[ ]{_FORM})?"
_WHOLE = rf"(?>{_NAME}\.?)"  # not to be shortened: faster where much follows that may not match
_OPEN, _CLOSE = r"[“\"'‘„«][ ]?", r"[ ]?[,.]?[”\"'’“»]"
_VERB = (
    r"(?:is|are|has|may|might|will|can|could|does|do|did|shall|must|cannot|won[’']t|never|collects?|uses?|shares?"
    r"|sells?|discloses?|respects?|values?|takes?|provides?|offers?|retains?|keeps?|process(?:es)?|stores?|receives?"
    r"|believes?|makes?|reserves?|protects?|maintains?|owns?|operates?|wants?|recogni[sz]es|utili[sz]es)"
)
_POLICY = r"(?i:privacy|data protection)(?: (?:&|and) \w+)? (?i:policy|notice|statement|terms)"


_AS = ("doing business as", "trading as", "dba", "d/ba", "db/a", "d/b/a", "t/a")


def _way(weight: int, pattern: str, *cues: str) -> tuple[int, re.Pattern[str], tuple[str, ...]]:
    return weight, re.compile(pattern, re.MULTILINE), cues


# How a text names its provider (group 1), how much each way tells, and the words, in lower case, of which
# its line needs one, if any.
_WAYS = (
    _way(
        8,
        rf"\b(?:[Dd]oing business as|[Dd]/?[Bb]/?[Aa]|[Tt]rading as|t/a) {_OPEN}?({_NAME})",
        *_AS,
    ),
    _way(8, rf"\b({_WHOLE}),? (?:doing business as|d/?b/?a|trading as|t/a)\b", *_AS),
    _way(8, rf"\b[Ww]e(?:,| \() ?({_NAME})(?: |,|\)|\()", "we,", "we ("),
    _way(7, rf"\bAt ({_NAME}),? (?:we|our|your|privacy|protecting)\b", "at "),
    _way(6, rf"[Ww]e[’']re ({_NAME})\b", "we’re ", "we're "),
    _way(6, rf"\b[Tt]his is ({_NAME})[’']s {_POLICY}", "this is "),
    _way(5, rf"[Tt]hank(?:s| you) for (?:\w+ ){{1,5}}?({_NAME})", "thank"),
    _way(5, rf"\b(?i:welcome to) (?:the )?({_NAME})", "welcome to "),
    _way(4, rf"{_POLICY} (?:of|for) ({_NAME})", "privacy ", "data protection "),
    _way(4, rf"\b(?:practices|policies) (?:of|for) ({_NAME})", "practices ", "policies "),
    _way(
        4,
        rf"(?:operated|provided|published|issued|offered|owned)(?: to you)? by:? ({_NAME})",
        " by ",
        " by:",
    ),
    _way(
        3,
        rf"(?:©|\(c\)|[Cc]opyright) *(?:\d{{4}}(?: ?[-–,] ?\d{{4}})*)?,? *({_NAME})",
        "©",
        "(c)",
        "copyright",
    ),
    _way(
        3,
        rf"\b[Hh]ow ({_NAME})(?: and its \w+)?,? (?:may )?(?:collect|use|handle|process|treat|will)",
        "how ",
    ),
    _way(
        3,
        rf"\b({_WHOLE})(?: \([^()\n]{{0,80}}\))?,? and (?:its|their|our) (?:\w+ )?(?:affiliat|subsidiar|group)",
        " and its ",
        " and their ",
        " and our ",
    ),
    _way(
        2,
        rf"\b({_WHOLE})(?<=[’']s|s[’']) (?i:privacy|use of|web ?site|products|services|practices|terms)",
        *("’s ", "'s ", "s’ ", "s' "),
    ),
    _way(1, rf"(?:^|[.;:•-] )[ ]*({_NAME}) {_VERB}\b"),
    _way(
        1,
        rf"\b(?:[Ii]f|when|that|which|information|by|to|with|from) ({_NAME}) {_VERB}\b",
    ),
)
_TITLE = (
    _way(
        5,
        rf"^[#\s]*({_NAME}?)[’']?s?[ ]*[:|–—-]?[ ]*(?:[Oo]nline |[Cc]ustomer |[Ww]ebsite |[Gg]lobal )*{_POLICY}",
    ),
    _way(5, rf"{_POLICY} *[|:–—-] *(?:[^\n]*[|:–—-] *)?({_NAME})\s*$"),
)
_HANDLES = (
    r"(?:collects?|discloses?|gathers?|obtains?|process(?:es)?|receives?|retains?|shares?|stores?|uses?)"
)
_MAY = r"(?:(?:also|automatically|can|do(?:es)? not|may|might|only|will) )*"
_HANDLING = re.compile(rf"(?<![\w.’'-])({_WORD}(?: {_WORD}){{0,2}}) {_MAY}{_HANDLES}\b")
# NAME ("Alias", "we" or "us"); NAME (referred to as "Alias"); NAME ("we").
_DEFINED = re.compile(rf"\b({_WHOLE}),? ?\(([^()\n]{{1,160}})\)")
_QUOTED = re.compile(rf"{_OPEN}({_NAME}){_CLOSE}")
_SELF = re.compile(r"[“\"'‘„«] ?(?:we|us|our)\b", re.IGNORECASE)
# "Voxa Telecom Ltd is a developer of ...", near the top.
_PRESENTED = re.compile(rf"(?:^|\. )({_PLAIN},? {_FORM}),? is (?:an?|the) ", re.MULTILINE)
_LEGAL = re.compile(rf"\b({_PLAIN},? {_FORM})")

_NO_NAME = re.compile(r"(?i:policy|privacy|i|\w+[’'](?:ll|re|ve|d|t))")
_HEAD, _FOOT = 12_000, 4_000
_CONSTANTLY, _FAR_MORE = 10, 2  # times that who handles data in a policy does so, and more than any other
_OFTEN = 3  # times that a name acts before its being an address of the provider tells anything
_INTRODUCED = 8  # from this weight on a way introduces a name, rather than only using it

# Words that stand with a capital in policies and name nobody by themselves.
_GENERIC = frozenset(
    re.findall(
        r"\S+",
        """
        about above access account accounts act additional additionally advertisers advertising affiliate affiliates
        after agreement all also and any app application applications apps april article as at august because before
        being below billing browser business but by california can canada cable certain children choices clear collect collection
        commission communications companies company consent consumer consumers contact content contents controller cookie
        cookies copyright corporation county court cpni cpi current customer customers data date december department
        depending device devices disclose disclosure do does download each eea effective email employees english eu europe
        european every except faq faqs february federal first following for france from full gdpr general germany global
        group have help here high-speed home how however id if important in info information internet introduction is it
        its ip isp january july june last law laws learn legal license like links list local location log login main march
        marketing may member members mobile more most my network no not note notice november october of office officer on once
        online only opt opt-out or other others our overview page part parties partner partners party payment per person
        personal phone pii please policies policy postal practices print privacy product products protection public purpose purposes
        questions read reason recent register republic residents revised rights safe section security see september
        service services share shield should similarly since site sites social software some state statement states
        store subscriber subscribers such summary support surveys system technology telephone terms that the their then
        there therefore these they third this those to together top tracking types ucaas uk under union united unless
        until updated updates us usa use user users using various version via video visit visitor visitors voip we web
        website websites welcome what when where whether which while who whom why wireless with within you your yours
        """,
    )
)
# Of these a name is only freed at its edges: "Voxa Privacy", "The Voxa Website".
_EDGE = frozenset(
    re.findall(
        r"\S+",
        """
        a about an and at by contact copyright for from full how if in of on online our policy privacy notice
        statement site sites terms the this to website websites welcome when with your you we us us. app apps service
        services products product center policies that user users customer customers
        """,
    )
)
# Named in nearly every policy, and hardly ever its provider.
_OTHERS = frozenset(
    re.findall(
        r"\S+",
        """
        adobe amazon apple bbb doubleclick facebook fcc federal-communications-commission federal-trade-commission ftc
        google google-analytics instagram itunes linkedin mastercard microsoft paypal truste trustarc twitter visa youtube
        android ios iphone windows
        """,
    )
)


def provider_names(text: str, slug: str = "", domains: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names that a policy uses for its provider, the one to show first; () if it names nobody.

    Args:
        text: the policy.
        slug: the policy's or the provider's slug: a name like it is believed more.
        domains: web and e-mail domains of the provider, likewise.

    >>> provider_names("Telcorp, Inc., doing business as Voxa (“Voxa”), cares. Voxa may share data.")
    ('Voxa', 'Telcorp, Inc.')
    """
    whole = text
    # A policy introduces its provider at its head or at its foot.
    if len(text) > _HEAD + _FOOT:
        text = text[:_HEAD] + "\n\n" + text[-_FOOT:]
    weights: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    introduced: set[str] = set()
    stem = re.sub(r"(-\d+)+$", "", slug)
    for name, weight in [*_candidates(text), *_like(stem, text)]:
        clean = _clean(name)
        if clean is not None:
            key = party_key(clean)
            weights[key] += weight
            introduced |= {key} if weight >= _INTRODUCED else set()
            spellings[key][clean] += 1
    hints = [_squash(stem), *(_squash(each.rsplit(".", 1)[0]) for each in domains)]
    scores = {
        key: weight * (1 + 3 * _fit(key, hints[:1]) + _fit(key, hints[1:])) for key, weight in weights.items()
    }
    for key in scores.keys() & _OTHERS:
        scores[key] *= 0.1 if not _fit(key, hints[:1]) else 1
    ranked = sorted(scores, key=lambda key: (-scores[key], len(key), key))
    if not ranked or scores[ranked[0]] < 3:
        return tuple(dict.fromkeys([*_handling(whole), *_written_to(whole, hints[1:])]))
    best = ranked[0]
    # "Voxa Ireland Limited" is no better name than "Voxa", if the file or the address is called so.
    best = next((key for key in ranked if _akin(key, best) and _fit(key, hints[:1]) == 1), best)
    kept = [
        key
        for key in ranked
        if key in introduced
        or (weights[key] >= max(6, max(weights.values()) / 5) and (key not in _OTHERS or key == best))
        or (scores[key] >= 2 and _akin(key, best))
    ]
    names = tuple(dict.fromkeys(name for key in [best, *kept[:6]] for name in _shown(spellings[key])))
    written = any(_fit(key, hints[1:]) == 1 for key in kept)
    others = [*_handling(whole), *([] if written else _written_to(whole, hints[1:]))]
    return (*names, *(name for name in dict.fromkeys(others) if name not in names))


def _written_to(text: str, addresses: list[str]) -> Iterator[str]:
    """Names that act in the text and receive its mail: a brand's policy may call its provider by the company's name."""
    for label in filter(None, addresses):
        pattern = rf"(?<![./@\w-])((?i:{'[ -]?'.join(map(re.escape, label))}))[®™]?(?= {_VERB}\b)"
        acting = Counter(name for name in re.findall(pattern, text) if not name.islower())
        if acting.total() >= _OFTEN:
            yield acting.most_common(1)[0][0]


def _handling(text: str) -> Iterator[str]:
    """Who constantly handles data by name: a product's policy may never say that its company is "we"."""
    acting = Counter(name for match in _HANDLING.finditer(text) if (name := _clean(match[1])))
    (most, _), *_ = [*acting.most_common(1), ("", 0)]
    own = sum(times for name, times in acting.items() if _akin_names(name, most))
    others = [times for name, times in acting.items() if not _akin_names(name, most)]
    if own >= _CONSTANTLY and own >= _FAR_MORE * max(others, default=0):
        yield most


def acting_site(text: str, domain: str) -> tuple[str, ...]:
    """The provider's domain as the text writes it where it acts, "Voxa.com may share"; () if it never does."""
    acting = domain and re.search(rf"(?<![./@\w-])(?i:{re.escape(domain)})(?= {_VERB}\b)", text)
    return (acting[0],) if acting else ()


def _candidates(text: str) -> Iterator[tuple[str, int]]:
    """Every phrase that may name the provider, with what its place tells."""
    head = "\n".join([line for line in text[:6000].splitlines() if line.strip()][:12])
    for weight, pattern, _ in _TITLE:
        yield from ((match[1], weight) for match in pattern.finditer(head))
    for match in matches_in(_DEFINED, text, lines_with(text, "(")):
        about_self = _SELF.search(match[2]) is not None
        aliases = _QUOTED.findall(match[2])
        early = match.start() < 2500 and any(_akin_names(match[1], alias) for alias in aliases)
        if about_self or early:
            weight = 10 if about_self else 7
            yield match[1], weight
            yield from ((alias, weight) for alias in aliases)
    lower = text.lower()
    everywhere = [(0, len(text))]
    for weight, pattern, cues in _WAYS:
        lines = lines_with(lower, cues) if cues and len(lower) == len(text) else everywhere
        seen: Counter[str] = Counter()
        for match in matches_in(pattern, text, lines):
            seen[match[1]] += 1
            # Said often, a weak sign grows; a strong one is a sign once.
            if seen[match[1]] <= (2 if weight > 2 else 10):
                yield match[1], weight
    for match in _PRESENTED.finditer(text[:3000]):
        yield match[1], _INTRODUCED
    for match in _LEGAL.finditer(text[:1500] + "\n\n" + text[-1500:]):
        yield match[1], 1


def _like(stem: str, text: str) -> Iterator[tuple[str, int]]:
    """Where the text writes the file's name as a name: "acme-voice" as "Acme Voice" or "AcmeVoice"."""
    words = [re.escape(word) for word in stem.split("-") if word]
    if words and len(stem) > 2:
        # "Voxa Telecom" and "voxa.com" say nothing of a plain "Voxa".
        pattern = rf"(?<![./@\w])(?i:{'[ .-]?'.join(words)})(?![\w@/]|\.\w| [A-Z])"
        found = re.findall(pattern, text)
        named = [name for name in found if not name.islower()]
        if len(named) >= 3 and len(named) * 2 > len(found):
            yield from ((name, 1) for name in named[:10])


def _clean(name: str) -> str | None:
    """The name without what does not belong to it; None if nothing of a name remains."""
    words = re.sub(r"[®™]", "", name).strip(" ,;:-").split()
    words = [re.sub(r"[’']s?$", "", word) for word in words]
    while words and words[0].lower() in _EDGE:
        words.pop(0)
    while words and words[-1].lower().strip(",") in _EDGE:
        words.pop()
    words = [word for word in words if word]
    clean = " ".join(words).strip(" ,;:-&")
    plain = [word for word in words if not re.fullmatch(_FORM + ",?", word)]
    if (
        not plain
        or len(re.sub(r"\W", "", clean)) < 2
        or all(word.lower().strip(",.") in _GENERIC for word in plain)
    ):
        return None
    if not re.search(r"[A-Za-z]", clean) or any(_NO_NAME.fullmatch(word) for word in plain):
        return None
    try:
        party_key(clean)
    except InputError:
        return None
    return clean


def _shown(spellings: Counter[str]) -> list[str]:
    """The spellings of one name, those without a legal form first; in capitals only if there is no other."""
    ranked = sorted(
        spellings,
        key=lambda name: (
            bool(_LEGAL.fullmatch(name)),
            -spellings[name],
            len(name),
            name,
        ),
    )
    mixed = [name for name in ranked if not name.isupper()]
    return mixed or ranked


def _squash(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower().removeprefix("www."))


def _fit(key: str, hints: list[str]) -> float:
    """How well a name agrees with the hints: 1 for the same, less for a part."""
    name = key.replace("-", "")

    def fit(hint: str) -> float:
        if not hint or len(name) < 2:
            return 0.0
        if name == hint:
            return 1.0
        if min(len(name), len(hint)) < 3:
            return 0.0
        return 0.7 if name.startswith(hint) or hint.startswith(name) else 0.0

    return max(map(fit, hints), default=0.0)


def _akin(one: str, other: str) -> bool:
    """Whether two keys begin with the same word: "voxa", "voxa-telecom"."""
    return one.split("-")[0] == other.split("-")[0]


def _akin_names(name: str, alias: str) -> bool:
    clean, short = _clean(name), _clean(alias)
    if clean is None or short is None:
        return False
    initials = "".join(word[0] for word in clean.split() if word[0].isupper())
    return _akin(party_key(clean), party_key(short)) or short.upper() in initials
