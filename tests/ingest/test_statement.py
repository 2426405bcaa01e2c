"""The statement file format: what is written is read again, and what is wrong is told."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytrail.errors import InputError
from policytrail.ingest.anchors import Anchors
from policytrail.ingest.statement import (
    ACTIONS,
    FIELDS,
    MODALITIES,
    POLARITIES,
    Statement,
    read_statements,
    to_dict,
    to_lines,
)

TEXT = "We collect call\nrecords.  We do not\u00a0sell call records.\u2028We share “call  records” with Acme, Inc."


def write(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(x if isinstance(x, str) else json.dumps(x) for x in lines), encoding="utf-8")
    return path


def line(**changes: object) -> dict[str, object]:
    base: dict[str, object] = {
        "policy": "acme",
        "quote": "sell call records",
        "action": "sell",
        "polarity": "deny",
        "data": ["CallDetailRecord"],
    }
    return base | changes


def test_fields_are_those_of_the_statement() -> None:
    assert set(FIELDS) == {field.name for field in fields(Statement)}


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True).map(tuple)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[str, list[Statement]]:
    """A text and statements whose quotations stand in it."""
    characters = st.characters(exclude_categories=["Cs"])
    text = draw(st.text(characters, min_size=1, max_size=60).filter(lambda t: t.strip()))
    seen = [at for at, char in enumerate(text) if not char.isspace()]
    found = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.sampled_from(seen))
        end = draw(st.sampled_from([at for at in seen if at >= start])) + 1
        action = draw(st.sampled_from(ACTIONS))
        shares = action in ("share", "sell")
        found.append(
            Statement(
                policy="acme",
                action=action,
                quote=text[start:end],
                start=start,
                end=end,
                polarity=draw(st.sampled_from(POLARITIES)),
                data=draw(some("CallDetailRecord", "CPNI", "Name").filter(bool)),
                recipients=draw(some("ThirdParty", "org:Google Analytics")) if shares else (),
                purposes=draw(some("Billing", "Marketing")),
                conditions=draw(some("Consent", "OptOut")),
                retention=draw(some("FixedPeriod:P18M", "Indefinite")) if action == "retain" else (),
                broader="CPNI" if action == "define" else None,
                section=draw(st.text(characters, max_size=8)),
                rule=draw(st.text(characters, max_size=8)),
                modality=draw(st.sampled_from(("", *MODALITIES))),
                confidence=draw(st.sampled_from((None, 0.0, 0.07, 0.5, 1.0))),
            )
        )
    return text, found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(world=worlds())
def test_what_is_written_is_read_again(tmp_path: Path, world: tuple[str, list[Statement]]) -> None:
    text, statements = world
    path = tmp_path / "s.jsonl"
    path.write_text(to_lines(statements), encoding="utf-8", newline="\n")
    assert len(path.read_text(encoding="utf-8").splitlines()) == len(statements)
    assert read_statements(path, {"acme": text}) == (statements, [])
    assert read_statements(path) == (statements, [])


def test_a_quotation_is_anchored_with_white_space_ignored(tmp_path: Path) -> None:
    (tmp_path / "acme.txt").write_text(TEXT, encoding="utf-8")
    path = write(
        tmp_path / "s.jsonl",
        line(quote="collect call records", action="collect", polarity="affirm"),
        line(quote="notsell call\n records"),
        line(quote="call records", start=60, end=72),
    )
    statements, problems = read_statements(path, tmp_path)
    assert problems == []
    assert [s.quote for s in statements] == [
        "collect call\nrecords",
        "not\u00a0sell call records",
        "call  records",  # the place nearest to the offsets given, not the first
    ]
    assert all(s.quote == TEXT[s.start : s.end] for s in statements)


def test_a_file_has_a_stable_order_and_leaves_out_what_does_not_apply() -> None:
    statement = Statement("acme", "sell", "sell call records", 5, 22, "deny", ("CallDetailRecord",))
    assert list(to_dict(statement)) == ["policy", "quote", "action", "polarity", "data", "start", "end"]


def test_a_quotation_may_have_other_quotation_marks_than_the_text(tmp_path: Path) -> None:
    text = 'We don’t sell “CPNI”. We don\'t sell "CPNI".'
    path = write(
        tmp_path / "s.jsonl",
        line(quote='don\'t sell "CPNI"'),
        line(quote="We don't sell “CPNI”", start=0, end=9),
    )
    statements, problems = read_statements(path, {"acme": text})
    assert problems == []
    assert [each.quote for each in statements] == ['don\'t sell "CPNI"', "We don’t sell “CPNI”"]
    assert [*Anchors(text).find_all("don’t sell")] == [(3, 13)]


def test_offsets_may_be_whole_numbers_with_a_point(tmp_path: Path) -> None:
    """As a data frame writes them, if some line of it has none."""
    path = write(tmp_path / "s.jsonl", line(start=3.0, end=7.0), line(start=3.5, end=7.0))
    statements, (problem,) = read_statements(path)
    assert [(each.start, each.end) for each in statements] == [(3, 7)]
    assert isinstance(statements[0].start, int) and "'start' is no offset: 3.5" in str(problem)


def test_what_is_no_json_or_no_text_is_told_by_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text('\n{"policy": "acme}\n', "utf-8")
    _, (problem,) = read_statements(path)
    assert str(problem) == (
        f"{path}:2: no JSON: Unterminated string starting in column 12 (one JSON object a line)"
    )
    path.write_bytes(b"\n\ncaf\xe9\n")
    with pytest.raises(InputError, match=r":3: no UTF-8 text \(save it as UTF-8\)"):
        read_statements(path)


def test_an_iri_serves_as_a_concept(tmp_path: Path) -> None:
    path = write(tmp_path / "s.jsonl", line(data=["https://w3id.org/policytrail/ns#CallDetailRecord"]))
    statements, problems = read_statements(path, {"acme": TEXT})
    assert problems == [] and statements[0].data == ("CallDetailRecord",)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ('{"policy": "\\ud800"}', "no JSON"),
        ("[1]", "no JSON object"),
        (line(colour="red"), "unknown field 'colour'"),
        (line(recipient=["ThirdParty"]), "did you mean 'recipients'"),
        (line(policy=" "), "no policy"),
        (line(policy="acmee"), "did you mean 'acme'"),
        (line(action="sells"), "did you mean 'sell'"),
        (line(action=None), "no 'action'"),
        (line(polarity="no"), "'polarity' is 'no'"),
        (line(modality="shall"), "'modality' is 'shall'"),
        (line(data=[]), "no data"),
        (line(data="Name"), "no list of strings"),
        (line(data=["CallDetailRecords"]), "did you mean 'CallDetailRecord'"),
        (line(data=["ThirdParty"]), "no data concept 'ThirdParty'"),
        (line(recipients=["org: "]), "no recipient concept"),
        (line(purposes=["Marketting"]), "did you mean 'Marketing'"),
        (line(retention=["Indefinite"]), "does not apply to 'sell'"),
        (line(action="retain", retention=["FixedPeriod:18 months"]), "ISO 8601"),
        (line(action="define"), "no 'broader'"),
        (line(quote="sell your soul"), "does not stand in the text"),
        (line(quote=""), "neither a quotation nor offsets"),
        (line(quote="", start=5, end=9999), "beyond the text"),
        (line(start=5), "only one of 'start' and 'end'"),
        (line(start=7, end=7), "not after start"),
        (line(start=True, end=7), "no offset"),
        (line(start=-2, end=7), "no offset"),
        (line(confidence=1.01), "'confidence' is no share"),
        (line(confidence=True), "'confidence' is no share"),
        (line(confidence="high"), "'confidence' is no share"),
    ],
)
def test_a_bad_line_is_reported_with_its_place_and_the_others_are_kept(
    tmp_path: Path, bad: object, says: str
) -> None:
    path = write(tmp_path / "s.jsonl", line(), bad, "", line(quote="share"))
    statements, problems = read_statements(path, {"acme": TEXT})
    assert [s.quote for s in statements] == ["sell call records", "share"]
    assert len(problems) == 1
    assert problems[0].where == f"{path}:2"
    assert says in str(problems[0])


def test_a_policy_name_cannot_reach_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(TEXT)
    (tmp_path / "texts").mkdir()
    path = write(tmp_path / "s.jsonl", line(policy="../secret"))
    statements, problems = read_statements(path, tmp_path / "texts")
    assert statements == [] and "no text for policy" in str(problems[0])


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_statements(tmp_path / "missing.jsonl")
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="no UTF-8"):
        read_statements(tmp_path / "binary.jsonl")
    with pytest.raises(InputError, match="no folder"):
        read_statements(write(tmp_path / "s.jsonl", line()), tmp_path / "nowhere")
