"""The rule files of the clause reader, loaded once: verbs by class, closed word classes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, Literal

from policytrail.ingest.words.tokens import stem


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("policytrail.ingest").joinpath("rules", name).read_text(encoding="utf-8"))


@cache
def words() -> dict[str, frozenset[str]]:
    """Closed word classes of rules/words.toml: name to lower-case words."""
    return {name: frozenset(value.split()) for name, value in _load("words.toml").items()}


@cache
def auxiliaries() -> frozenset[str]:
    """What may stand between a subject and its verb: "may", "are", "also"."""
    return words()["modals"] | words()["be"] | words()["adverbs"]


@cache
def verb_classes() -> dict[str, tuple[str, ...]]:
    """Verb stem to its classes of rules/verbs.toml, in file order."""
    found: dict[str, list[str]] = {}
    for name, verbs in _load("verbs.toml")["classes"].items():
        for verb in verbs.split():
            classes = found.setdefault(stem(verb), [])
            if name not in classes:
                classes.append(name)
    return {verb: tuple(classes) for verb, classes in found.items()}


@cache
def particles() -> dict[str, frozenset[str]]:
    """The particles with which alone a verb is of its class, by its stem: "find (out)"."""
    return {stem(verb): frozenset(found.split()) for verb, found in _load("verbs.toml")["phrasal"].items()}


@cache
def verbs() -> frozenset[str]:
    """The verbs of rules/verbs.toml in their base form."""
    return frozenset(verb for named in _load("verbs.toml")["classes"].values() for verb in named.split())


@cache
def composed_labels() -> tuple[tuple[str, str], ...]:
    """The labels that rules/purposes.toml composes: (concept, label)."""
    found = []
    for rule in _load("purposes.toml")["purpose"]:
        gaps = ("",) if rule.get("adjacent") else ("", "* ")
        starts = [*rule["verbs"].split(), *(f"{noun} of" for noun in rule["nouns"].split())]
        for thing in rule["objects"].split():
            found += [(rule["concept"], f"{start} {gap}{thing}") for start in starts for gap in gaps]
            found += [(rule["concept"], f"{thing} {noun}") for noun in rule["nouns"].split()]
    return tuple((concept, label.replace("-", " ")) for concept, label in found)


@cache
def purposive_states() -> dict[tuple[str, str], tuple[str, bool]]:
    """What something is made or kept for a purpose: (verb stem, word) to the purpose, and whether only by degrees."""
    return {
        (stem(verb), state): (rule["concept"], rule.get("graded", False))
        for rule in _load("purposes.toml")["state"]
        for verb in rule["verbs"].split()
        for state in rule["states"].split()
    }


@cache
def composed_parties() -> tuple[tuple[str, str], ...]:
    """The labels that rules/recipients.toml composes: (concept, label)."""
    return tuple(
        (rule["concept"], f"{trade} {kind}".replace("-", " "))
        for rule in _load("recipients.toml")["recipient"]
        for trade in rule["trades"].split()
        for kind in rule["kinds"].split()
    )


@cache
def composed_conditions() -> tuple[tuple[str, str], ...]:
    """The labels that rules/conditions.toml composes: (concept, label)."""
    return tuple(
        (rule["concept"], " ".join(chosen).replace("-", " "))
        for rule in _load("conditions.toml")["condition"]
        for chosen in product(*(part.split() for part in rule["parts"]))
    )


@cache
def action_table() -> dict[tuple[str, str, str], str]:
    """(voice, subject, verb class) to action; subject is "" in the passive voice."""
    rules = _load("verbs.toml")
    table = {("passive", "", name): action for name, action in rules["passive"].items()}
    for subject, actions in rules["active"].items():
        table |= {("active", subject, name): action for name, action in actions.items()}
    return table


@cache
def action_words(kind: Literal["nouns", "participles"]) -> dict[str, str]:
    """The words of a kind that name an action, in lower case, and the action."""
    rules = _load("verbs.toml")[kind]
    return {word: action for action, named in rules.items() for word in named.split()}


@dataclass(frozen=True, slots=True)
class Bare:
    """Where a word that stands alone names no data (rules/bare.toml)."""

    not_after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    only_after: frozenset[str] = frozenset()
    only_before: frozenset[str] = frozenset()


@cache
def bare_words() -> dict[str, Bare]:
    """The words of rules/bare.toml, parts joined by hyphens, and what keeps each from naming data."""
    found: dict[str, Bare] = {}
    for rule in _load("bare.toml").values():
        near = {name: frozenset(str(value).split()) for name, value in rule.items()}
        names = near.pop("words")
        found |= dict.fromkeys(names, Bare(**near))
    return found
