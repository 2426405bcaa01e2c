"""HTML pages that open from disk, load nothing and run nothing but their own script.

A page is a Jinja2 template (autoescaped), whose style and scripts are static text named by hash in the
page's Content-Security-Policy. So even markup that escaping missed could neither run nor reach a network.
Data goes in as JSON in `<script type="application/json">`, which no browser executes.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def asset(package: str, name: str) -> str:
    """The text of a file that lies in `package`, with line ends as a browser counts them."""
    return (files(package) / name).read_text("utf-8").replace("\r\n", "\n")


def content_security_policy(styles: Iterable[str], scripts: Iterable[str]) -> str:
    """A policy that forbids every request and allows these inline texts only.

    >>> content_security_policy([], ["1"])[:61]
    "default-src 'none'; img-src data: blob:; style-src 'none'; sc"
    """
    return "; ".join(
        [
            "default-src 'none'",
            "img-src data: blob:",
            f"style-src {_hashes(styles)}",
            f"script-src {_hashes(scripts)}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def environment(
    package: str, *, styles: Sequence[str], scripts: Sequence[str], **values: object
) -> Environment:
    """The Jinja2 environment of one page: templates lie in `package`, `values` are what they can name.

    The template places `csp`, each of `styles` in a `<style>` and each of `scripts` in a `<script>`; what all
    pages share, page.css and page.js, comes before them.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup

    styles = [asset("policytrail.graph.views", "page.css"), *styles]
    scripts = [asset("policytrail.graph.views", "page.js"), *scripts]
    env = Environment(
        loader=FunctionLoader(lambda name: asset(package, name)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}  # what is not escaped can be looked at
    env.globals.update(
        csp=content_security_policy(styles, scripts),
        styles=[Markup(text) for text in styles],
        scripts=[Markup(text) for text in scripts],
        **values,
    )
    return env


def _hashes(texts: Iterable[str]) -> str:
    digests = (b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
