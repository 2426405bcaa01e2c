"""`trace` and what follows trails, on the store built from the gold statements."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from policytrail.cli import cli
from policytrail.ontology.taxonomy import taxonomy

CATEGORY = "CallDetailRecord"


@pytest.fixture
def run(gold_store: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("POLICYTRAIL_STORE", str(gold_store))

    def run(*arguments: str) -> Result:
        result = CliRunner().invoke(cli, arguments)
        assert "Traceback" not in result.output
        return result

    return run


def test_json_has_the_documented_shape_and_exact_quotations(run: Any, samples: Path) -> None:
    result = json.loads(run("trace", "call detail records", "--format", "json").stdout)
    concepts = taxonomy().concepts
    assert result["category"] == CATEGORY
    assert len(result["reached"]) > 10
    for reached in result["reached"]:
        assert {"party", "label", "match", "certainty", "trails"} <= reached.keys()
        assert reached["trails"]
        for trail in reached["trails"]:
            hops = trail["hops"]
            assert hops[-1]["recipient"] == reached["party"]
            assert hops[0]["sender"].startswith("provider:")
            for before, after in pairwise(hops):
                assert before["recipient"] == after["sender"]
            for hop in hops:
                assert hop["match"] in ("explicit", "broad")
                assert hop["certainty"] in ("stated", "possible")
                assert hop["via"] in concepts
                assert all(each in concepts for each in hop["data"] + hop["purposes"] + hop["conditions"])
                text = (samples / f"{hop['policy']}.txt").read_text("utf-8")
                for evidence in (hop["evidence"], *hop["denials"]):
                    assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
                    assert "section" in evidence


def test_csv_has_a_row_for_every_hop_of_the_json(run: Any) -> None:
    result = json.loads(run("trace", "cdr", "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run("trace", "cdr", "--format", "csv").stdout)))
    hops = [
        (reached["party"], hop["sender"], hop["recipient"], hop["evidence"]["quote"])
        for reached in result["reached"]
        for trail in reached["trails"]
        for hop in trail["hops"]
    ]
    assert [(row["party"], row["sender"], row["recipient"], row["quote"]) for row in rows] == hops


@pytest.mark.parametrize(
    "name", ["CallDetailRecord", "call detail records", "CDR", "cdr", "Call Detail Record"]
)
def test_a_category_goes_by_id_label_or_alternative_label(run: Any, name: str) -> None:
    assert json.loads(run("trace", name, "--format", "json").stdout)["category"] == CATEGORY


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["trace", "call detial records"], "CallDetailRecord"),
        (["trace", "cdr", "--from", "saiplbx"], "sailpbx"),
        (["trace", "cdr", "--to", "law enforcment"], "LawEnforcement"),
        (["trace", "cdr", "--without", "consnet"], "Consent"),
        (["view", "voicemial"], "Voicemail"),
        (["query", "recipeints"], "recipients"),
        (["query", "recipients", "-p", "data=voicemial"], "Voicemail"),
        (["show", "aegsi"], "did you mean aegis?"),
        (["show", "Aegis"], "did you mean aegis?"),
        (["show", "none"], "there are: aegis, "),
        (["compare", "aegis", "voxo"], "did you mean voxox?"),
        (["trace", "cdr", "--why", "nobody at all"], "there are: Acquirer, "),
        (["trace", "cdr", "--from", ""], "no provider ''"),
        (["trace", "cdr", "--only", ""], "there are: Purpose, "),
        (["compare", "aegis", "voxox", "--category", ""], "there are: Data, "),
        (["conflicts", ""], "no policy ''"),
    ],
)
def test_a_mistyped_name_is_answered_with_the_near_one(run: Any, arguments: list[str], meant: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert meant in result.stderr
    assert not result.stdout


def parties(result: Result) -> set[str]:
    return {reached["party"] for reached in json.loads(result.stdout)["reached"]}


def test_limits_reach_the_trace(run: Any) -> None:
    everything = parties(run("trace", "cdr", "--format", "json"))
    stated = parties(run("trace", "cdr", "--format", "json", "--stated"))
    explicit = parties(run("trace", "cdr", "--format", "json", "--explicit"))
    one_hop = parties(run("trace", "cdr", "--format", "json", "--max-hops", "1"))
    lawful = parties(run("trace", "cdr", "--format", "json", "--to", "law-enforcement"))
    voxox = parties(run("trace", "cdr", "--format", "json", "--from", "voxox"))
    assert everything > stated > explicit
    assert "provider:voxox" in everything - stated
    assert "provider:voxox" not in one_hop
    assert lawful == {"LawEnforcement"}
    assert "BusinessPartner" in voxox < everything
    without = ["--without", "merger", "--without", "legal-obligation"]
    assert parties(run("trace", "cdr", "--format", "json", *without)) < everything


@pytest.mark.parametrize("width", [60, 100, 180])
def test_the_table_fits_its_width(run: Any, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(map(len, run("trace", "cdr").stdout.splitlines())) <= width


@pytest.mark.parametrize(
    "command",
    [
        ["exposure", "cdr"],
        ["matrix", "cdr"],
        ["trace", "cdr", "--from", "sailpbx"],
        ["cut", "cdr", "--to", "law enforcement"],
        ["conflicts"],
        ["query", "reach"],
        ["query", "recipients"],
    ],
)
def test_a_narrow_terminal_shows_all_that_a_wide_one_does_and_breaks_no_word(
    run: Any, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    words = {}
    for width in (40, 400):
        monkeypatch.setenv("COLUMNS", str(width))
        shown = run(*command).stdout
        assert max(map(len, shown.splitlines())) <= width
        words[width] = {word for word in re.findall(r"\w+", shown) if len(word) < 15}
    assert words[400] <= words[40]


@pytest.mark.parametrize("command", ["trace", "exposure", "matrix"])
def test_where_nothing_can_go_is_told(run: Any, command: str) -> None:
    told = run(command, "cdr", "--from", "aegis", "--to", "advertiser", "--explicit").stdout
    assert " ".join(told.split()) == (
        "No policy in the store says that call detail records can go to advertiser from aegis, by these rules."
    )


def test_the_table_holds_every_party_and_the_words(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "2000")
    table = run("trace", "cdr", "--from", "sailpbx").stdout
    result = json.loads(run("trace", "cdr", "--from", "sailpbx", "--format", "json").stdout)
    assert f"can reach {len(result['reached'])} parties" in table
    for reached in result["reached"]:
        for hop in reached["trails"][0]["hops"]:
            assert " ".join(hop["evidence"]["quote"].split()) in table
    assert "Sailpbx → communications providers: personal data; for service provision" in table
    assert "communications providers ⇢ Voxox is one, by its own words" in table
    assert "broad via " in table


def test_a_trace_that_reaches_nobody_says_whom_it_does_not_reach(run: Any) -> None:
    result = run("trace", "health-data", "--explicit")
    assert result.exit_code == 0
    assert "No policy in the store says that health data can go anywhere, by" in result.stdout
    nobody = run("trace", "health-data", "--explicit", "--from", "voxox", "--to", "court").stdout
    assert "can go to court from voxox, by" in nobody


def test_why_tells_a_trail_in_sentences(run: Any) -> None:
    told = run("trace", "cdr", "--from", "sailpbx", "--why", "provider:voxox").stdout
    assert "communications providers" in told and "Voxox" in told
    assert run("trace", "cdr", "--why", "voxox", "--all").exit_code == 2


def test_sentences_are_as_wide_as_the_terminal(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    for command in (["trace", "cdr", "--why", "voxox"], ["compare", "aegis", "voxox"]):
        assert max(map(len, run(*command).stdout.splitlines())) <= 60


@pytest.mark.parametrize(
    ("command", "file", "start"),
    [
        (["trace", "cdr"], "a.json", "{"),
        (["trace", "cdr"], "a.csv", "party,trail,"),
        (["trace", "cdr"], "a.txt", " ─"),
        (["matrix", "cdr"], "a.svg", "<svg"),
        (["matrix", "cdr", "--format", "csv"], "a.svg", "party,label,"),
        (["show", "aegis"], "a.jsonl", '{"policy"'),
    ],
)
def test_a_file_s_suffix_tells_its_format(
    run: Any, command: list[str], file: str, start: str, tmp_path: Path
) -> None:
    output = tmp_path / "new folder" / file
    assert run(*command, "-o", str(output)).exit_code == 0
    assert output.read_text("utf-8").startswith(start)


@pytest.mark.parametrize(
    "command",
    [["view", "cdr"], ["trace", "cdr"], ["trace", "cdr", "--format", "csv"], ["review", "export", "aegis"]],
)
def test_a_dash_is_standard_output(
    run: Any, command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*command, "-o", "file").exit_code == 0
    assert run(*command, "-o", "-").stdout == Path("file").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("name", ["trace.csv", "trace.txt"])
def test_a_full_disk_is_told_with_the_file_that_has_no_room(run: Any, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.symlink_to("/dev/full")
    result = run("trace", "cdr", "-o", str(file))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {file}: No space left")


def test_a_file_that_cannot_be_written_is_told(run: Any, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = run("trace", "cdr", "-o", str(tmp_path / "file" / "trace.txt"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert str(tmp_path / "file") in result.stderr


def test_a_comparison_quotes_the_same_words_in_full_once(run: Any) -> None:
    told = " ".join(run("compare", "aegis", "voxox").stdout.split())
    rows = csv.DictReader(io.StringIO(run("compare", "aegis", "voxox", "--format", "csv").stdout))
    shown = [row["second_quote"] or row["first_quote"] for row in rows if row["state"] != "both"]
    quoted = Counter(" ".join(quote.split()) for quote in shown)
    often = {words for words, times in quoted.items() if times > 1 and len(words) > 64}
    assert often
    assert {told.count(f"“{words}”") for words in often} == {1}


def test_a_table_that_would_break_words_is_printed_as_lines(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    narrow = run("query", "catalogue").stdout
    assert "Aegis Communications · aegis · " in narrow
    monkeypatch.setenv("COLUMNS", "160")
    assert "─" in run("query", "catalogue").stdout


def test_a_matrix_that_is_too_wide_names_the_providers(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert re.search(r"Party +Aegis", run("matrix", "cdr").stdout)
    monkeypatch.setenv("COLUMNS", "60")
    narrow = run("matrix", "cdr").stdout
    assert re.search(r"Party +From", narrow)
    assert re.search(r"law enforcement +(explicit|broad).*: [A-Z]", narrow)


def test_a_denial_that_is_said_again_is_told_once_and_as_what_contradicts() -> None:
    from rich.console import Console

    from policytrail.cli.trace_table import print_trails

    words = {"quote": "We never share data", "end": 19, "section": "", "policy": "acme"}
    denials = [{**words, "start": 0, "conflict": ""}, {**words, "start": 50, "conflict": "C1"}]
    place = {"quote": "We share data", "start": 90, "end": 103, "section": ""}
    hop = {"sender": "a", "recipient": "b", "certainty": "stated", "data": ["c"], "purposes": [], "conditions": [],
           "evidence": place, "policy": "acme", "denials": denials}  # fmt: skip
    out = Console(file=io.StringIO(), width=80)
    print_trails(out, {"trails": [{"hops": [hop]}], "complete": True}, str)
    shown = out.file.getvalue()  # type: ignore[attr-defined]
    assert shown.count("We never share data") == 1
    assert "contradicted by: “We never share data”" in shown


def test_all_trails_are_given_up_to_a_limit_that_is_announced(run: Any) -> None:
    few = run("trace", "cdr", "--all", "--limit", "3", "--format", "json")
    assert len(json.loads(few.stdout)["trails"]) == 3
    assert "There are more trails" in few.stderr
    most = run("trace", "cdr", "--all", "--limit", "100000", "--format", "json")
    assert len(json.loads(most.stdout)["trails"]) > len(parties(run("trace", "cdr", "--format", "json")))
    assert not most.stderr
    without = run("trace", "cdr", "--limit", "3")
    assert (without.exit_code, "--limit counts the trails of --all" in without.stderr) == (2, True)


def test_no_colour_where_there_is_no_terminal_and_where_it_is_not_wanted(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b" not in run("trace", "cdr").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("trace", "cdr").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    coloured = run("trace", "cdr").stdout
    assert not any(f"\x1b[{code}m" in coloured for code in range(30, 38))


def test_the_view_is_one_page_that_loads_nothing(run: Any, tmp_path: Path) -> None:
    page = tmp_path / "view.html"
    assert run("view", "cdr", "-o", str(page)).exit_code == 0
    html = page.read_text("utf-8")
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html
    assert 'src="http' not in html and 'href="http' not in html


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle", "jsonld", "rdfxml", "ntriples"])
def test_export_writes_rdf_that_can_be_read_again(run: Any, form: str, tmp_path: Path) -> None:
    import pyoxigraph

    file = tmp_path / "graph.out"
    assert run("export", "--format", form, "-o", str(file)).exit_code == 0
    formats = {
        "nquads": pyoxigraph.RdfFormat.N_QUADS,
        "trig": pyoxigraph.RdfFormat.TRIG,
        "turtle": pyoxigraph.RdfFormat.TURTLE,
        "jsonld": pyoxigraph.RdfFormat.JSON_LD,
        "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
        "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    }
    assert sum(1 for _ in pyoxigraph.parse(path=str(file), format=formats[form])) > 5000


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.graphml", b"<graphml"), ("a.gexf", b"<gexf"), ("a.json", b"{"), ("a.mmd", b"flowchart")],
)
def test_export_writes_the_network_of_a_category(run: Any, name: str, start: bytes, tmp_path: Path) -> None:
    assert run("export", "--category", "cdr", "-o", str(tmp_path / name)).exit_code == 0
    assert start in (tmp_path / name).read_bytes()[:200]
    assert run("export", "--format", "graphml").exit_code == 2


def test_show_lists_policies_and_shows_one_in_every_format(run: Any) -> None:
    assert [line.split("\t")[0] for line in run("show").stdout.splitlines()] == [
        *("aegis", "ingetel", "sailpbx", "voipcom", "voxox")
    ]
    lines = run("show", "aegis").stdout.splitlines()
    assert not [
        line for line in lines if line.lstrip().startswith("▸") and len(line) < 90 and line[-1] == " "
    ]
    text = " ".join(" ".join(lines).split())
    assert "We do not sell your personal information to third parties." in text
    assert "▸ not: sells personal data → third parties" in text
    rows = [json.loads(line) for line in run("show", "aegis", "--format", "jsonl").stdout.splitlines()]
    assert {row["policy"] for row in rows} == {"aegis"}
    assert run("show", "aegis", "--format", "html").stdout.lower().startswith("<!doctype html>")


def test_every_query_runs_with_its_defaults_and_lists_itself(run: Any) -> None:
    listed = run("queries").stdout.splitlines()
    assert len(listed) >= 10
    for line in listed:
        name = line.split()[0]
        assert run("queries", name).stdout.startswith("# title:")
        if "words=..." not in line:
            result = run("query", name, "--format", "json")
            assert result.exit_code == 0
            assert isinstance(json.loads(result.stdout), list)
            assert run("query", name).exit_code == 0


def test_a_parameter_of_a_query_is_bound_not_pasted(run: Any) -> None:
    evil = 'x" } ; DROP ALL ; SELECT * { ?s ?p "'
    result = run("query", "words", "-p", f"words={evil}", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert run("query", "words", "-p", "words").exit_code == 2


@pytest.mark.parametrize(
    ("command", "holds"),
    [
        (["conflicts"], "but also"),
        (["compare", "aegis", "voxox", "--category", "cdr"], "+ voxox"),
        (["exposure", "cdr"], "Where they arrive"),
        (["matrix", "cdr"], "law enforcement"),
        (["matrix", "cdr", "--format", "svg"], "<svg"),
        (["cut", "cdr", "--to", "law-enforcement"], "no longer reach"),
    ],
)
def test_analyses_print_for_people_and_for_programs(run: Any, command: list[str], holds: str) -> None:
    assert holds in run(*command).stdout
    if "svg" not in command:
        assert json.loads(run(*command, "--format", "json").stdout)
        assert list(csv.reader(io.StringIO(run(*command, "--format", "csv").stdout)))
