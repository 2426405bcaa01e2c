"""A trace for people: who is reached, how certainly, by which trail, in the policy's own words."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from policytrail.cli.console import print_table
from policytrail.cli.text import counted, plain
from policytrail.graph.wording import contradicts

Name = Callable[[str], str]  # id -> what people call it
Row = Mapping[str, Any]  # a piece of the trace's JSON

STYLES = {"explicit": "bold green", "broad": "yellow", "stated": "green", "possible": "magenta"}
TRAILS = 8  # for each party; --format json has all


def print_trace(console: Console, result: Row, name: Name, limits: Row) -> None:
    """Print a trace's JSON as a table as wide as the terminal; `limits` are those that it was made with."""
    wide = "Trails, in the words of the policies"
    words = _Words(name)
    rows = [(_party(reached, name), words.trails(reached["trails"])) for reached in result["reached"]]
    print_table(console, ["Can reach", wide], rows, wide=wide)
    console.print(_summary(result, name, limits))


def print_trails(console: Console, result: Row, name: Name) -> None:
    """Print all trails, one after another."""
    words = _Words(name)
    for trail in result["trails"]:
        console.print(words.trails([trail]))
        console.print()
    console.print(counted(len(result["trails"]), "trail") + ("" if result["complete"] else ", and more"))


def _party(reached: Row, name: Name) -> Text:
    """Who is reached, and how by the best trail."""
    hops = reached["trails"][0]["hops"]
    text = Text(plain(name(reached["party"])), style="bold")
    text.append(f"\n{reached['match']}", STYLES[reached["match"]])
    if reached["match"] == "broad":
        via = dict.fromkeys(hop["via"] for hop in hops if hop["match"] == "broad")
        text.append(" via " + ", then ".join(name(each) for each in via), "not bold")
    text.append(f"\n{reached['certainty']}", STYLES[reached["certainty"]])
    conditions = dict.fromkeys(each for hop in hops for each in hop["conditions"])
    if conditions:
        text.append("\nif: " + "; ".join(name(each) for each in conditions), "not bold cyan")
    return text


class _Words:
    """Writes trails; words that were quoted in full already are shortened."""

    def __init__(self, name: Name) -> None:
        self._name = name
        self._quoted: set[tuple[Any, ...]] = set()

    def trails(self, trails: list[Row]) -> Text:
        shown = [self._trail(trail["hops"]) for trail in trails[:TRAILS]]
        if len(trails) > TRAILS:
            more = counted(len(trails) - TRAILS, "trail")
            shown.append(Text(f"and {more} more: --format json", style="dim"))
        return Text("\n\n").join(shown)

    def _trail(self, hops: Iterable[Row]) -> Text:
        return Text("\n").join([self._hop(hop) for hop in hops])

    def _hop(self, hop: Row) -> Text:
        possible = hop["certainty"] == "possible"
        sender, recipient = self._name(hop["sender"]), self._name(hop["recipient"])
        text = Text(f"{plain(sender)} {'⇢' if possible else '→'} {plain(recipient)}", "bold")
        if possible:
            text.append(
                " is one, by its own words" if hop["evidence"]["quote"] else " is one", "not bold magenta"
            )
        else:
            text.append(": " + self._listed(hop["data"]), "not bold")
            if hop["purposes"]:
                text.append(f"; for {self._listed(hop['purposes'])}", "not bold")
            if hop["conditions"]:
                text.append(f"; if: {self._listed(hop['conditions'])}", "not bold cyan")
        text.append(self._quote(hop["evidence"], hop["policy"], "\n  "))
        told: dict[tuple[str, str], Row] = {}  # what is said again in the same words is told once
        for denial in sorted(hop["denials"], key=lambda each: not contradicts(each)):
            told.setdefault((denial["policy"], denial["quote"]), denial)
        for denial in told.values():
            lead = "\n  contradicted by: " if contradicts(denial) else "\n  but also: "
            text.append(self._quote(denial, denial["policy"], lead, "not bold red"))
        return text

    def _quote(self, evidence: Row, policy: str, lead: str, lead_style: str = "") -> Text:
        text = Text(lead, lead_style)
        section = plain(evidence["section"]).rpartition(" > ")[2]
        words = plain(evidence["quote"])
        place = (policy, evidence["start"], evidence["end"])
        if place in self._quoted:
            words = textwrap.shorten(words, 64, placeholder=" …", break_on_hyphens=False)
        self._quoted.add(place)
        if words:
            text.append(f"“{words}” ", "not bold italic")
        text.append(f"[{policy}, {section}]" if section else f"[{policy}]", "not bold dim")
        return text

    def _listed(self, ids: Iterable[str]) -> str:
        return ", ".join(self._name(each) for each in ids)


def nothing_said(category: str, limits: Row) -> str:
    """That a category, by its name, goes nowhere by these limits."""
    from_, to = limits.get("from_"), limits.get("to")
    where = (f"to {to}" if to else "anywhere") + (f" from {from_}" if from_ else "")
    return f"No policy in the store says that {category} can go {where}, by these rules."


def _summary(result: Row, name: Name, limits: Row) -> Text:
    reached = result["reached"]
    category = name(result["category"])
    if not reached:
        return Text(nothing_said(category, limits))
    explicit = sum(each["match"] == "explicit" for each in reached)
    stated = sum(each["certainty"] == "stated" for each in reached)
    return Text(
        f"{category[:1].upper()}{category[1:]} can reach {counted(len(reached), 'party')}: "
        f"{explicit} explicit (they or a part of them are named), {len(reached) - explicit} broad (something that "
        f"contains them is named); {stated} stated, {len(reached) - stated} possible (a kind of recipient is "
        "named, and that provider is of the kind)."
    )
