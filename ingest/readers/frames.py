"""What frames the policy on a page: navigation, banners, hidden text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

_WHOLE = frozenset({"html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6"})
_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "dialog", "alertdialog", "search", "menu", "menubar", "tablist"}
)
_FRAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|skip(?:-?(?:link|to|nav))?|share|social|"
    r"toc|table-of-contents|pagination|related|newsletter|advert|promo)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"(?:cookie|consent|gdpr)[\w-]*(?:banner|bar|popup|modal|overlay|dialog|notice|message|prompt|alert)|"
    r"onetrust|cookiebot|truste|cc-window",
    re.IGNORECASE,
)
# What one answers to a notice about cookies
_ANSWER = re.compile(
    r"(?:i )?(?:accept|allow|agree|reject|decline|deny|ok|okay|got it|understand)(?: (?:all|only|necessary|cookies))*",
    re.IGNORECASE,
)
_OPENERS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "button", "dt"})
_OPENING = frozenset({"aria-expanded", "aria-controls"})
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_BANNER_LENGTH = 1200
_NOTICE_LENGTH = 800
_ANSWERS = 20  # looked at on a page
_FRAME_LENGTH = 20_000
_HIDDEN_LENGTH = 250
_ICON_LENGTH = 30
_OPENER_LENGTH = 200
_LOOKS = 200_000


class Frames:
    """Tells what frames the policy below `root` or is hidden. Looks at so many nodes, then takes all for policy."""

    def __init__(self, root: LexborNode) -> None:
        self.budget = _LOOKS
        self.notices = frozenset(self._notices(root))

    def leaves_out(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> bool:
        """Whether `node` frames the policy (navigation, banner), or is hidden and short."""
        if tag in _WHOLE:
            return False
        if self.notices and node.mem_id in self.notices:
            return True
        if not attributes:
            return False
        if (attributes.get("role") or "") in _ROLES:
            return True
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if len(names) > 1:
            if _BANNER.search(names) and self._lengths(node, _BANNER_LENGTH) is not None:
                return True
            if _FRAME.search(names) and (lengths := self._lengths(node, _FRAME_LENGTH)):
                return lengths[1] > 0.6 * lengths[0]
        if attributes.get("aria-hidden") == "true" and self._lengths(node, _ICON_LENGTH) is not None:
            return True
        hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "")
        return bool(hidden) and not self._folds_out(node) and self._lengths(node, _HIDDEN_LENGTH) is not None

    def _notices(self, root: LexborNode) -> Iterator[int]:
        """Ids of the smallest elements that speak of cookies and have a button to accept or reject them."""
        buttons = root.css("button, [role=button], a")
        short = (each for each in buttons if self._lengths(each, _ICON_LENGTH) is not None)
        answers = (each for each in short if _ANSWER.fullmatch(each.text(deep=True).strip()))
        for answer in islice(answers, _ANSWERS):
            around = answer.parent
            while around is not None and around.tag not in _WHOLE:
                if self._lengths(around, _NOTICE_LENGTH) is None:
                    break
                if "cookie" in around.text(deep=True).lower():
                    yield around.mem_id
                    break
                around = around.parent

    def _folds_out(self, node: LexborNode) -> bool:
        """Whether a hidden `node` is what the heading or button right before it opens."""
        above = node.prev
        while above is not None and not above.is_element_node:
            above = above.prev
        if above is None or self._lengths(above, _OPENER_LENGTH) is None:
            return False
        return any(
            below.tag in _OPENERS or not _OPENING.isdisjoint(below.attributes)
            for below in (above, *above.css("*"))
        )

    def _lengths(self, node: LexborNode, most: int) -> tuple[int, int] | None:
        """How many characters `node` has, and how many of them in links; None for more than `most`."""
        length = linked = 0
        for below in node.traverse(include_text=True):
            self.budget -= 1
            if self.budget < 0:
                return None
            if below.is_text_node:
                words = len("".join((below.text_content or "").split()))
                length += words
                parent = below.parent
                near = (parent, parent.parent if parent is not None else None)
                linked += words * any(above is not None and above.tag == "a" for above in near)
                if length > most:
                    return None
        return length, linked
