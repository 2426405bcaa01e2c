"""One trail as a still picture: SVG that any browser, README or paper shows, with the policies' words."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from policytrail.graph.wording import in_order, named

WIDTH = 860
_LEFT, _TEXT, _BOX = 20, 70, 34
_LINE, _SMALL = 22, 19
_STYLE = """
text { font-family: system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif; fill: #16222c }
.party { font-size: 16px; font-weight: 600 } .on-provider { fill: #fff }
.quote { font-family: Georgia, 'Noto Serif', 'DejaVu Serif', serif; font-size: 16px }
.note { font-size: 13px; fill: #52616e } .no { fill: #a83b00 }
.provider { fill: #0b4a70; stroke: #0b4a70 } .kind { fill: #fdf1d8; stroke: #e69f00 }
.org { fill: #f8e8f1; stroke: #b9578f; stroke-dasharray: 5 4 }
.hop { fill: none; stroke-width: 2; stroke: #56b4e9 } .explicit { stroke-width: 4; stroke: #0072b2 }
.possible { stroke-dasharray: 7 6 } .tip { fill: #0072b2 }
"""


def trail_picture(trail: Mapping[str, Any], label: Callable[[str], str]) -> str:
    """A trail from top to bottom: parties in boxes, between them what the policies say.

    Args:
        trail: as `Trail.to_dict()` gives it.
        label: gives the name for people of a concept's id.

    Returns:
        An SVG document, the same for the same trail. It holds no script and no link.
    """
    canvas = _Canvas()
    first = trail["hops"][0]
    names = [named(first["sender"], first["senderLabel"])]
    canvas.party(first["sender"], names[0])
    for hop in trail["hops"]:
        canvas.hop(hop, label)
        names.append(named(hop["recipient"], hop["recipientLabel"]))
        canvas.party(hop["recipient"], names[-1])
    return in_order(canvas.document(f"Trail: {', '.join(names)}"))


class _Canvas:
    """Elements from top to bottom; `y` is where the next one goes."""

    def __init__(self) -> None:
        self.y = 16
        self.elements: list[str] = []

    def party(self, party: str, name: str) -> None:
        """A box with a name."""
        sort = party.partition(":")[0] if ":" in party else "kind"
        lines = textwrap.wrap(name, 64) or [name]
        width = 32 + max(10 * len(line) for line in lines)
        height = _BOX + _LINE * (len(lines) - 1)
        self.elements.append(
            f'<rect class="{escape(sort)}" x="{_LEFT}" y="{self.y}" width="{width}" height="{height}" '
            f'rx="{17 if sort == "kind" else 3}" stroke-width="1.5"/>'
        )
        for row, line in enumerate(lines):
            self._text(f"party on-{sort}", line, self.y + 23 + row * _LINE, _LEFT + 16)
        self.y += height

    def hop(self, hop: Mapping[str, Any], label: Callable[[str], str]) -> None:
        """An arrow down, with the words behind it at its side."""
        top = self.y
        self.y += 30
        for line in textwrap.wrap(f"“{hop['evidence']['quote']}”", 88) if hop["evidence"]["quote"] else ():
            self._text("quote", line, self.y)
            self.y += _LINE
        for line in textwrap.wrap(self._about(hop, label), 104):
            self._text("note", line, self.y)
            self.y += _SMALL
        for denial in hop["denials"][:1]:
            for line in textwrap.wrap(f"But it also says: “{denial['quote']}”", 108):
                self._text("note no", line, self.y)
                self.y += _SMALL
        self.y += 8
        x = _LEFT + 24
        self.elements.append(
            f'<path class="hop {hop["match"]} {hop["certainty"]}" d="M{x} {top}V{self.y - 8}"/>'
            f'<path class="tip" d="M{x - 6} {self.y - 10}h12l-6 10z"/>'
        )

    @staticmethod
    def _about(hop: Mapping[str, Any], label: Callable[[str], str]) -> str:
        if hop["certainty"] == "possible":
            return f"possible; {hop['recipientLabel']} is one, by its own words (policy {hop['policy']})"
        via = f"{hop['match']}, names “{label(hop['via'])}”"
        conditions = [label(condition) for condition in hop["conditions"]]
        return "; ".join([f"stated; {via}", *conditions]) + f" (policy {hop['policy']})"

    def _text(self, style: str, text: str, y: int, x: int = _TEXT) -> None:
        self.elements.append(f'<text class="{style}" x="{x}" y="{y}">{escape(text)}</text>')

    def document(self, title: str) -> str:
        """The SVG document."""
        height = self.y + 16
        size = f'width="{WIDTH}" height="{height}"'
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {WIDTH} {height}" role="img">',
                f"<title>{escape(title)}</title>",
                f"<style>{_STYLE}</style>",
                f'<rect {size} fill="#fff"/>',
                *self.elements,
                "</svg>\n",
            ]
        )
