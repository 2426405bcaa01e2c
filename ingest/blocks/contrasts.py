"""What a sentence leaves out is taken from its findings, and denied: "but not their content", "not with advertisers"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policytrail.ingest.clauses.arguments import Arguments
from policytrail.ingest.finding import ANAPHOR, GENERIC, Finding


def contrasted(reading: Arguments, findings: Sequence[Finding]) -> list[Finding]:
    """The findings of a sentence, with what it leaves out denied in place of affirmed."""
    return _aims(reading, [*findings, *_data(reading, findings)])


def _data(reading: Arguments, findings: Sequence[Finding]) -> list[Finding]:
    """ "We log your calls (but not their content)": what is not meant is not collected, not shared, or no part."""
    told = [
        f
        for f in findings
        if f.polarity == "affirm" and (f.action in ("collect", "share") or f.rule == "item-define")
    ]
    named = reading.contrasted(0, len(reading.s.words)) if told else []
    data = [d for d in named if d not in (GENERIC, ANAPHOR)]
    said = {f.action: replace(f, polarity="deny", rule="contrasted", data=data, purposes=[]) for f in told}
    return list(said.values()) if data else []


def _aims(reading: Arguments, findings: list[Finding]) -> list[Finding]:
    """ "We use it to bill you, and not for marketing": to whom nothing is given, for what nothing is used."""
    if not findings or reading.turn is None:
        return findings
    outside, aims = reading.left_out("recipient"), reading.left_out("purpose")
    kept: list[Finding] = []
    for f in findings:
        if f.polarity == "deny" or f.first > reading.turn[0]:
            kept.append(f)
            continue
        refused = [r for r in f.recipients if r in outside]
        unserved = [p for p in f.purposes if p in aims]
        to = [r for r in f.recipients if r not in refused] or ["Recipient"] * bool(refused)
        kept.append(replace(f, recipients=to, purposes=[p for p in f.purposes if p not in unserved]))
        denied = replace(f, polarity="deny", rule="contrasted", conditions=[], purposes=[])
        if refused:
            kept.append(replace(denied, recipients=refused))
        if unserved and f.action == "use":
            kept.append(replace(denied, purposes=unserved))
    return kept
