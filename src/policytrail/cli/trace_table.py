"""A trace for people: who is reached, how certainly, by which trail, in the policy's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from policytrail.cli.text import counted, plain

Name = Callable[[str], str]  # id -> what people call it
Row = Mapping[str, Any]  # a piece of the trace's JSON

MATCH_STYLES = {"explicit": "bold green", "broad": "yellow"}
CERTAINTY_STYLES = {"stated": "green", "possible": "magenta"}


def print_trace(console: Console, result: Row, name: Name, *, trails: int = 8) -> None:
    """Print a trace's JSON as a table as wide as the terminal, at most `trails` trails for each party."""
    table = Table(expand=True, show_lines=True, header_style="bold", padding=(0, 1))
    table.add_column("Can reach", ratio=3, overflow="fold")
    table.add_column("Trail, in the policy's words", ratio=9, overflow="fold")
    for reached in result["reached"]:
        table.add_row(_party(reached, name), _trails(reached, name, trails))
    if result["reached"]:
        console.print(table)
    console.print(_summary(result, name))


def _party(reached: Row, name: Name) -> Text:
    best = reached["trails"][0]["hops"] if reached["trails"] else []
    text = Text(plain(reached["label"]), style="bold")
    text.append(f"\n{reached['match']}", MATCH_STYLES[reached["match"]])
    via = dict.fromkeys(hop["via"] for hop in best if hop["certainty"] == "stated" and hop.get("via"))
    if reached["match"] == "broad" and via:
        text.append(", via " + ", then ".join(name(each) for each in via), "not bold")
    text.append(f"\n{reached['certainty']}", CERTAINTY_STYLES[reached["certainty"]])
    conditions = sorted({name(each) for hop in best for each in hop["conditions"]})
    if conditions:
        text.append("\nif: " + "; ".join(conditions), "not bold cyan")
    return text


def _trails(reached: Row, name: Name, limit: int) -> RenderableType:
    shown = [_trail(trail["hops"], name) for trail in reached["trails"][:limit]]
    hidden = len(reached["trails"]) - len(shown)
    if hidden > 0:
        shown.append(Text(f"and {counted(hidden, 'trail')} more: --format json", style="dim"))
    return Group(*_spaced(shown))


def _spaced(texts: Iterable[Text]) -> Iterable[Text]:
    for number, text in enumerate(texts):
        if number:
            yield Text("")
        yield text


def _trail(hops: Iterable[Row], name: Name) -> Text:
    text = Text()
    for number, hop in enumerate(hops):
        if number:
            text.append("\n")
        possible = hop["certainty"] == "possible"
        text.append(f"{name(hop['sender'])} {'⇢' if possible else '→'} {name(hop['recipient'])}", "bold")
        if possible:
            text.append(" is one of them, by its own words", CERTAINTY_STYLES["possible"])
        else:
            text.append(": " + _listed(hop["data"], name))
            if hop["purposes"]:
                text.append(f"; for {_listed(hop['purposes'], name)}", "dim")
            if hop["conditions"]:
                text.append(f"; if: {_listed(hop['conditions'], name)}", "cyan")
        text.append(_words(hop["evidence"], hop["policy"]))
        for denial in hop["denials"]:
            text.append("\n  but also", "bold red")
            text.append(_words(denial.get("evidence", denial), denial.get("policy", hop["policy"])))
    return text


def _words(evidence: Row, policy: str) -> Text:
    text = Text("\n  ")
    if evidence["quote"]:
        text.append(f"“{plain(evidence['quote'])}”", "italic")
    place = f"{policy}, {plain(evidence['section'])}" if evidence["section"] else policy
    text.append(f" [{place}]", "dim")
    return text


def _listed(ids: Iterable[str], name: Name) -> str:
    return ", ".join(name(each) for each in ids)


def _summary(result: Row, name: Name) -> Text:
    reached = result["reached"]
    category = name(result["category"])
    if not reached:
        return Text(f"No trail: nothing in the store says that {category} can go anywhere by these rules.")
    explicit = sum(each["match"] == "explicit" for each in reached)
    stated = sum(each["certainty"] == "stated" for each in reached)
    return Text(
        f"{category} can reach {counted(len(reached), 'party')}: {explicit} by name, "
        f"{len(reached) - explicit} as part of something broader; {stated} as stated, "
        f"{len(reached) - stated} possibly, through another provider's policy."
    )
