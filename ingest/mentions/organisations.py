"""Organisations named in a policy, recognised by how the text writes them.

A name is a run of capitalised words of which at least one never stands in lower case in the same
policy; titles, places, laws and acronyms are told apart by a short list (rules/not_names.txt).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from policytrail.ingest.words.lexicon import Mention
from policytrail.ingest.words.tokens import Token
from policytrail.ingest.words.wordlists import auxiliaries, verb_classes, words

_LOWER = re.compile(r"(?<![\w./@:-])[a-z][a-z'’]+(?![\w/@-]|\.\w)")  # not in addresses
_BEFORE_NAMES = re.compile(r"\b(?:by|from|including|like|through|to|us(?:e|es|ing)|via|with)\Z")
_LONGEST_BEFORE = len("including")
_ENDS = re.compile(r"\b(?!\s[A-Z])")
_FULL = 40  # a policy that says a name so often is that of its bearer
_DENSE = 600  # in so many characters at most such a name is written once
_LOOKED_UP = 500  # words of a policy, at most; only a made-up text begins sentences with so many names
_NEAR_STREET = 5  # words from one part of an address to the next
_STREETS = frozenset("avenue boulevard calle place rue via".split())
_NEAR = 9  # characters behind a word in which the next one begins
_LIST = 3  # as many names make a list of names
_STATES = "A[KLRZ]|C[AOT]|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[DEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
_STATE = re.compile(rf",\s(?:{_STATES})\b(?!\.)")  # "Boise, ID"
_TOWN = re.compile(rf".+,\s(?:{_STATES})", re.DOTALL)  # where a state looks like a legal form: "Denver, CO"
_DOMAIN = re.compile(r"\.(?:com|net|org|io)\b")
# A capitalised phrase with such a head names a kind, not an organisation: "Advertising Partners".
_W = words()
_KINDS = _W["kinds"]
_OF_A_CHAT = (["call"], ["calls"], ["chat"], ["chats"], ["members"], ["video"])
_TECHNIQUES = frozenset(["intelligence", "learning"])  # "Artificial Intelligence", "Machine Learning"
_DOCUMENTS = _W["documents"]
_PROGRAMS = frozenset("program programme programmes programs".split())
_OF_THEIRS = (
    _W["user"] | _W["held"] | _PROGRAMS
)  # "Example users", "your Example account": nobody by that name receives
FORMS = _W["company_forms"]
# What others do to data whose name begins a sentence, and what stands behind nouns of the same form.
_OBTAINING = frozenset("access obtain place use".split())  # classes of verbs
_BEING = _W["be"]
_AFTER_NOUNS = (
    auxiliaries() | _W["clause_end"] | frozenset("and for in of on or that to we which with you".split())
)
_MACHINES = frozenset("server servers".split())
_ONE_PARTY = frozenset("affiliate partner processor provider subsidiary supplier vendor".split())


@cache
def _not_names() -> frozenset[str]:
    lines = (
        files("policytrail.ingest")
        .joinpath("rules", "not_names.txt")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


class Written:
    """How a policy writes its words, which tells what is a name.

    A word that begins a sentence is looked up once, and so many words at most that a long text takes bounded time.

    Attributes:
        ordinary: the words in lower case: such a word is no name by itself.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.ordinary = frozenset(_LOWER.findall(" ".join(set(text.split()))))
        self._times: dict[str, int] = {}
        self._within: dict[str, bool] = {}

    def is_rare(self, form: str) -> bool:
        """Whether a word is not written all over the policy, as the name of its bearer would be."""
        if form not in self._times and len(self._times) < _LOOKED_UP:
            self._times[form] = self.text.count(form)
        return self._times.get(form, _FULL) < _FULL

    def is_everywhere(self, name: str) -> bool:
        """Whether a name stands in nearly every paragraph, as that of what the provider sells does."""
        return not self.is_rare(name) and self._times.get(name, 0) * _DENSE > len(self.text)

    def stands_within(self, form: str) -> bool:
        """Whether a word that begins a sentence names somebody within others too ("shared with Zyxcorp"), but not all over."""
        if form not in self._within and len(self._within) < _LOOKED_UP:
            self._within[form] = self._names_within(form) and self.is_rare(form)
        return self._within.get(form, False)

    def _names_within(self, form: str) -> bool:
        at = self.text.find(f" {form}")
        while at >= 0 and not (
            _BEFORE_NAMES.search(self.text, max(at - _LONGEST_BEFORE, 0), at)
            and _ENDS.match(self.text, at + 1 + len(form))
        ):
            at = self.text.find(f" {form}", at + 1)
        return at >= 0


def organisations(
    text: str,
    words: Sequence[Token],
    taken: Collection[int],
    written: Written,
    own: Collection[int],
    *,
    listed: bool = False,
) -> list[Mention]:
    """Named organisations among `words`, as recipient mentions `org:NAME`.

    Args:
        text: the whole text that `words` point into.
        taken: positions that mentions of the lexicon cover already.
        written: how the policy writes its words.
        own: positions of the provider's own names.
        listed: the words are an item of a list of parties, so that a name may stand first, what it does after it.
    """
    runs = list(_without_addresses(text, words, _runs(text, words, taken, own)))
    if not runs:
        return []
    if listed and runs[0][0] == 0:
        runs[0] = (0, _end_of_first(text, words, runs[0][1], written.ordinary))
        after = text[words[0].end : words[0].end + _NEAR].lstrip(" ")[:1]
        end = runs[0][1]  # not "Recruiting tools" or "Tools for hosting", but "Zyxcorp for hosting"
        aimed = [w.word for w in words[end + 1 : end + 2]] == ["for"] and not words[end].word.endswith("s")
        listed = aimed or not after.islower()
        alone = len(runs) < _LIST or words[runs[0][1]].word in FORMS
        runs = runs[:1] if listed and alone else runs  # what follows is where and what for
    first = text[words[0].start : words[0].end]
    named = {
        run
        for run in runs
        if (
            _is_formed(words, run, own)
            or any(_is_name(text, w, written.ordinary) for w in words[run[0] : run[1] + 1])
        )
        and (listed or run != (0, 0) or written.stands_within(first) or _acts(words, first, written))
    }
    named.update(run for run in runs if _is_apposed(words, run))
    found = []
    listing = len(named) >= _LIST
    for at, last in runs:
        if at - 1 in own and words[last].word not in FORMS:
            continue  # "Example Receiver" is a product
        if (at, last) in named or listing and _is_listed(words, (at, last), named):
            named.add((at, last))
            name = " ".join(text[words[at].start : _name_end(text, words[last].end)].split())
            name = name.removesuffix("'s").removesuffix("’s")
            after = words[last + 1].word if last + 1 < len(words) else ""
            if after == "group" and [w.word for w in words[last + 2 : last + 3]] in _OF_A_CHAT:
                continue  # "other Zyx group members"
            if "group" in (words[last].word, after):  # a group named only so
                found.append(Mention("recipient", "Affiliate", at, last))
            elif after == "companies":  # "the Example Companies"
                found.append(Mention("recipient", "Affiliate", at, last + 1))
            elif after not in _OF_THEIRS and not written.is_everywhere(name):
                found.append(Mention("recipient", f"org:{name.strip(' ,.’”“')}", at, last))
    return found


def _is_apposed(words: Sequence[Token], run: tuple[int, int]) -> bool:
    """ "Our partner, Swift, who": the name of one who was told of, even where its words are ordinary ones."""
    first, last = run
    aside = [w.word for w in (words[first - 1], *words[last + 1 : last + 2])] == [",", ","]
    return aside and first > 2 and words[first - 2].word in _ONE_PARTY


def _runs(
    text: str, words: Sequence[Token], taken: Collection[int], own: Collection[int]
) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that may be names: positions of the first and the last word."""
    free = 0
    for at in [at for at, (start, _, _, _) in enumerate(words) if text[start].isupper()]:
        if at < free or at in own or at in taken or words[at].word in _not_names():
            continue
        last = at
        while last + 1 < len(words):
            step = last + 1
            if words[step].word == "," and step + 1 < len(words) and words[step + 1].word in FORMS:
                step += 1  # "Zyxcorp, Inc."
            following, between = words[step], text[words[last].end : words[step].start]
            if "\n" in between or last + 1 in own or not text[following.start].isupper():
                break
            named = following.word not in _not_names() or following.word in _W["within_names"]
            named = named or _reaches_form(text, words, step)
            if following.word not in FORMS and (between.strip() or not named):
                break
            last = step
        last = _over_form(words, last)
        free = last + 1
        while last > at and words[last].word in _MACHINES:
            last -= 1  # "a Zyxcorp server"
        after = words[last + 1] if last + 1 < len(words) else None
        document = after is not None and after.word in _DOCUMENTS and text[after.start].isupper()
        state = _STATE.match(text, words[last].end)
        town = state or _TOWN.fullmatch(text, words[at].start, words[last].end)
        kind = words[last].word in _KINDS | _TECHNIQUES or words[at].word in FORMS
        if not kind and not document and not town:
            yield at, last  # not "Fair Credit Reporting Act"
        free = last + 3 if state else free


def _reaches_form(text: str, words: Sequence[Token], at: int) -> bool:
    """Whether a legal form ends the capitalised words from a position on, so that places may stand among them: "Zyx Europe Ltd"."""
    while at < len(words) - 1 and text[words[at].start].isupper():
        at += 1
        if words[at].word == "," and at < len(words) - 1 and words[at + 1].word in FORMS:
            return True
        if words[at].word in FORMS or _over_form(words, at - 1) >= at:
            return True
        if text[words[at - 1].end : words[at].start].strip(" "):
            return False
    return False


def named_so(text: str, words: Sequence[Token], mention: Mention) -> bool:
    """Whether words are but a part of a company's name: "Zyx Voice Communications, Inc."."""
    return text[words[mention.first].start].isupper() and _reaches_form(text, words, mention.first)


def _over_form(words: Sequence[Token], last: int) -> int:
    """Where a name ends whose legal form is written with stops: "Zyx B.V.", "Zyx Pte. Ltd.", else `last`."""
    letters, at = "", last + (len(words[last].word) > 1)
    while at + 1 < len(words) and words[at + 1].word == "." and len(words[at].word) == 1:
        letters += words[at].word
        at += 2
    if letters in FORMS:
        return at - 2
    if words[last].word in FORMS and [w.word for w in words[last + 1 : last + 2]] == ["."]:
        after = words[last + 2].word if last + 2 < len(words) else ""
        return last + 2 if after in FORMS else last
    return last


def _without_addresses(
    text: str, words: Sequence[Token], runs: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Runs without streets and the towns after them: "1600 Main Street, Springfield", "Hauptweg 5, 66123 Neustadt"."""
    street = 0  # the last word of an address
    for at, last in runs:
        between = words[street + 1 : at] if street else ()
        goes_on = between and all(w.word in (",", ".") or not text[w.start].islower() for w in between)
        if goes_on and at - street < _NEAR_STREET or _is_street(text, words, at, last):
            street = last
        else:
            yield at, last


def _is_street(text: str, words: Sequence[Token], at: int, last: int) -> bool:
    """Whether a run stands behind the number of a house, "12 W. Main Street", "12 rue Royale", or between it and a comma before."""
    number = at - 1
    while number >= 0 and (words[number].word in _STREETS or text[words[number].start].isupper()):
        number -= 1 + (words[number - 1].word == "." and text[words[number - 2].start].isupper())
    if number >= 0 and words[number].word.isdigit():
        return True
    after = [w.word for w in words[last + 1 : last + 4]]
    numbered = len(after) == 3 and after[0].isdigit() and after[1] == "," and after[2].isdigit()
    return numbered and words[at - 1].word == ","


def _is_formed(words: Sequence[Token], run: tuple[int, int], own: Collection[int]) -> bool:
    """Whether a legal form makes a name of any words before it: "ABC GmbH", but not behind the provider's own name."""
    at, last = run
    return at < last and words[last].word in FORMS and len(words[at].word) > 1 and at - 1 not in own


def _end_of_first(text: str, words: Sequence[Token], last: int, ordinary: Collection[str]) -> int:
    """Where the name that begins an item ends: "Zyxcorp" in "Zyxcorp Sending of e-mails", else at its legal form."""
    capitals = next((k for k, w in enumerate(words[:6]) if not text[w.start].isupper()), len(words[:6]))
    for k in range(capitals - 1, 0, -1):
        if words[k].word in FORMS:
            return k
    for k in range(1, last + 1):
        word = words[k].word
        if word.endswith("ing") or not _is_name(text, words[k], ordinary) and word not in _W["within_names"]:
            return k - 1
    return last


def _acts(words: Sequence[Token], first: str, written: Written) -> bool:
    """Whether the first word of a sentence is the subject of what is done to data: "Zyxcorp records", "Zyxcorp may use"."""
    if [w.word for w in words[1:3]] == ["is", "our"]:
        return True
    at = 1
    while at < len(words) - 2 and words[at].word in auxiliaries() - _BEING:
        at += 1
    if at >= len(words) - 1 or not _OBTAINING.intersection(verb_classes().get(words[at].stem, ())[:1]):
        return False
    finite = at > 1 and words[0].word[-1:] != "s" or words[at].word.endswith("s")
    noun = words[at + 1].word in _AFTER_NOUNS  # "Zyx records are kept"
    return finite and not noun and written.is_rare(first)


def _is_listed(words: Sequence[Token], run: tuple[int, int], named: Collection[tuple[int, int]]) -> bool:
    """Whether ordinary words in capitals stand in a list beside a name: "Zyxcorp, Social Media, Adquux"."""
    before = any(run[0] - last == 2 and words[last + 1].word == "," for _, last in named)
    return before or any(first - run[1] == 2 and words[run[1] + 1].word == "," for first, _ in named)


def _name_end(text: str, end: int) -> int:
    """Where a name ends that goes on as an address does: "Zyxcorp.com"."""
    domain = _DOMAIN.match(text, end)
    return domain.end() if domain else end


def _is_name(text: str, token: Token, ordinary: Collection[str]) -> bool:
    """A word that can carry a name: no acronym, no legal form, not written in lower case elsewhere."""
    form = text[token.start : token.end]
    return (
        len(form) > 2 and not (form.removesuffix("s").isupper() and len(form) <= 6) and token.word not in ordinary
        and token.word not in _not_names() and token.word not in FORMS and not token.word.endswith("ly")
    )  # fmt: skip
