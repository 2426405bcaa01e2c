"""The view in a real browser, on words that try to break out. `opened` checks requests and errors."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NODE = """(id) => {
  const at = network.canvasToDOM(network.getPosition(id));
  const box = document.querySelector("#mynetwork").getBoundingClientRect();
  return [box.left + at.x, box.top + at.y];
}"""
EDGE = """(id) => {
  const at = network.canvasToDOM(network.body.edges[id].edgeType.getPoint(0.5));
  const box = document.querySelector("#mynetwork").getBoundingClientRect();
  return [box.left + at.x, box.top + at.y];
}"""


@pytest.fixture
def view(opened: Any, view_file: Path) -> Page:
    page: Page = opened.page
    page.goto(view_file.as_uri())
    assert opened.requests == [view_file.as_uri()]
    return page


def click(page: Page, where: str, name: str) -> None:
    page.mouse.click(*page.evaluate(where, name))


def panel(page: Page) -> str:
    return page.locator("#panel").inner_text()


def shown(page: Page) -> list[str]:
    return page.locator("tbody tr:visible .path").all_inner_texts()


def wait_until(page: Page, expression: str, before: Any) -> None:
    """Until what `expression` makes of `before` is true; the page's own policy forbids `wait_for_function`."""
    for _ in range(50):
        if page.evaluate(expression, before):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never true: {expression}")


def hidden_nodes(page: Page) -> list[str]:
    nodes = page.evaluate("Object.values(network.body.nodes).map((node) => [node.id, node.options.hidden])")
    return sorted(node for node, hidden in nodes if hidden)


def test_opens_with_counts_and_every_party(view: Page) -> None:
    assert view.title() == "Where can call detail records go?"
    assert "4 parties reached from 2 providers" in " ".join(view.locator(".counts").inner_text().split())
    assert view.locator("#panel .entry").count() == 4
    assert len(shown(view)) == view.locator("tbody tr").count() == 5


def test_click_on_an_edge_shows_its_words(view: Page) -> None:
    (edge,) = view.evaluate(
        """network.body.edgeIndices.filter((id) =>
          network.body.edges[id].fromId === "provider:acme" && network.body.edges[id].toId === "BusinessPartner")"""
    )
    click(view, EDGE, edge)
    text = panel(view)
    assert "With consent we share your information with partners </script><script>" in text
    assert "personal data" in text
    assert "with consent" in text
    assert "Policy acme" in text


def test_click_on_a_node_shows_where_it_comes_from_and_goes(view: Page) -> None:
    click(view, NODE, "provider:beta")
    text = panel(view)
    assert "Gets it from" in text
    assert "Passes it on to" in text
    assert "VoIP provider" in text
    view.keyboard.press("Escape")
    assert "4 parties can end up with call detail records" in panel(view)


def test_filters_hide_trails_in_table_picture_and_panel(view: Page) -> None:
    view.get_by_label("with consent").uncheck()
    assert hidden_nodes(view) == ["BusinessPartner"]
    assert view.locator("#shown").inner_text() == "4 of 5 trails"
    view.select_option("#certainty", "stated")
    assert len(shown(view)) == 2
    view.select_option("#from", "provider:beta")
    assert len(shown(view)) == view.locator("#panel .entry").count() == 1
    view.fill("#search", "no such words")
    assert shown(view) == []
    assert view.locator("#none").is_visible()
    assert "No trail passes these filters." in panel(view)
    view.get_by_role("button", name="Show all").click()
    view.locator("tbody tr[hidden]").first.wait_for(state="detached")
    assert hidden_nodes(view) == []


def test_what_a_filter_leaves_fills_the_picture(view: Page) -> None:
    view.evaluate("network.moveTo({ position: { x: 9000, y: 9000 } })")
    view.select_option("#from", "provider:beta")
    visible = """Object.values(network.body.nodes).filter((node) => !node.options.hidden)
      .map((node) => network.canvasToDOM(network.getPosition(node.id)))"""
    width, height = view.evaluate("[network.canvas.frame.clientWidth, network.canvas.frame.clientHeight]")
    places = view.evaluate(visible)
    assert places
    assert all(0 < at["x"] < width and 0 < at["y"] < height for at in places)


def test_match_filter_keeps_explicit_trails(view: Page) -> None:
    view.select_option("#match", "explicit")
    assert hidden_nodes(view) == ["BusinessPartner"]
    view.select_option("#match", "broad")
    assert len(shown(view)) == 1


def test_address_keeps_the_filters(view: Page) -> None:
    view.select_option("#certainty", "possible")
    view.get_by_label("with consent").uncheck()
    before, address = shown(view), view.url
    view.reload()
    assert shown(view) == before
    assert not view.get_by_label("with consent").is_checked()
    view.get_by_role("button", name="Show all").click()
    view.locator("tbody tr[hidden]").first.wait_for(state="detached")
    view.evaluate("(address) => { location.href = address; }", address)
    view.locator("tbody tr[hidden]").first.wait_for(state="attached")
    assert shown(view) == before


def test_address_keeps_what_is_chosen_and_back_undoes_it(view: Page) -> None:
    view.locator("#panel .entry", has_text="business partners").click()
    party = panel(view)
    view.locator("#panel .entry", has_text="Acme").click()
    line = panel(view)
    assert line != party
    view.reload()
    assert panel(view) == line
    view.go_back()
    assert panel(view) == party
    view.go_back()
    assert "4 parties can end up with call detail records" in panel(view)
    view.locator(".show").first.click()
    trail = panel(view)
    view.reload()
    assert panel(view) == trail
    assert view.locator("tr.chosen").count() == 1


def test_address_that_names_what_is_not_there_shows_everything(view: Page) -> None:
    for key in ("show=nobody", "show=provider:acme&show=nobody", "certainty=no+such+choice", "show="):
        view.goto(f"{view.url.partition('#')[0]}#{key}")
        view.reload()
        assert len(shown(view)) == 5
        assert "4 parties can end up with call detail records" in panel(view)


def test_keyboard_reaches_evidence_and_comes_back(view: Page) -> None:
    view.keyboard.press("/")
    view.keyboard.type("carriers")
    assert 0 < len(shown(view)) < 5
    evidence = view.locator("tbody tr:visible .show").last
    evidence.focus()
    view.keyboard.press("Enter")
    assert "We share call records with carriers" in panel(view)
    assert view.evaluate("document.activeElement.id") == "panel"
    view.keyboard.press("Escape")
    assert evidence.evaluate("(button) => button === document.activeElement")
    view.locator("#panel .entry").first.focus()
    view.keyboard.press("Enter")
    assert view.evaluate("document.activeElement.id") == "panel"


def test_citation_is_copied_with_the_words(view: Page) -> None:
    view.context.grant_permissions(["clipboard-read", "clipboard-write"])
    view.locator("tbody tr", has_text="business partners").locator(".show").click()
    view.get_by_role("button", name="Copy citation").click()
    view.get_by_role("button", name="Copied").wait_for()
    copied = view.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“With consent we share your information with partners")
    assert "(Acme" in copied
    assert "no date" in copied
    assert re.search(r"characters \d+–\d+\)$", copied)


def test_filters_say_that_they_choose_among_the_best_trails(view: Page) -> None:
    assert not view.locator("#hint").is_visible()
    view.select_option("#certainty", "stated")
    assert not view.locator("#hint").is_visible()
    view.get_by_label("with consent").uncheck()
    view.select_option("#hops", "1")
    assert "--without Consent --max-hops 1." in view.locator("#hint").inner_text()


def test_wheel_scrolls_the_page_and_zooms_with_ctrl(view: Page) -> None:
    view.set_viewport_size({"width": 1440, "height": 500})
    before = view.evaluate("network.getScale()")
    view.mouse.move(400, 400)
    view.mouse.wheel(0, 120)
    wait_until(view, "(before) => scrollY > before", 0)
    assert view.evaluate("network.getScale()") == before
    view.keyboard.down("Control")
    view.mouse.wheel(0, -120)
    view.keyboard.up("Control")
    wait_until(view, "(before) => network.getScale() > before", before)


def test_table_sorts_both_ways(view: Page) -> None:
    head = view.get_by_role("button", name="Reaches")
    head.click()
    first = view.locator("tbody th").all_inner_texts()
    head.click()
    assert view.locator("tbody th").all_inner_texts() != first
    assert sorted(first, key=str.casefold) == first
    assert view.locator("thead th").first.get_attribute("aria-sort") == "descending"


def test_picture_is_saved(view: Page, tmp_path: Path) -> None:
    with view.expect_download() as download:
        view.get_by_role("button", name="Save picture").click()
    download.value.save_as(tmp_path / "trails.png")
    picture = (tmp_path / "trails.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 5_000


def test_parties_stand_still_and_apart(view: Page) -> None:
    boxes = view.evaluate("network.body.nodeIndices.map((id) => network.getBoundingBox(id))")
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            assert (
                one["right"] < other["left"]
                or other["right"] < one["left"]
                or one["bottom"] < other["top"]
                or other["bottom"] < one["top"]
            )
    view.wait_for_timeout(300)
    assert view.evaluate("network.body.nodeIndices.map((id) => network.getBoundingBox(id))") == boxes


@pytest.mark.parametrize("width", [320, 390, 1440, 3840])
def test_nothing_is_wider_than_the_window(view: Page, width: int) -> None:
    view.set_viewport_size({"width": width, "height": 800})
    view.locator("tbody tr .show").first.click()
    wide, window, table, frame = view.evaluate(
        """[document.documentElement.scrollWidth, innerWidth,
            document.querySelector("table").scrollWidth, document.querySelector(".scroll").clientWidth]"""
    )
    assert wide <= window
    assert table <= frame


def test_a_filter_draws_the_picture_once(view: Page) -> None:
    drawn = """async (choice) => {
      let times = 0;
      network.on("afterDrawing", () => { times += 1; });
      const select = document.querySelector("#match");
      select.value = choice;
      select.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return times;
    }"""
    assert view.evaluate(drawn, "explicit") == 1


def test_headings_follow_one_another(view: Page) -> None:
    levels = """[...document.querySelectorAll("h1, h2, h3, h4")].map((each) => Number(each.tagName[1]))"""
    for choose in (".show", "#panel .back"):
        view.locator(choose).first.click()
        found = view.evaluate(levels)
        assert found[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(found))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_paper(view: Page, scheme: Literal["light", "dark"]) -> None:
    view.emulate_media(color_scheme=scheme)
    view.locator(".show").first.click()
    shades = """(selector) => {
      const light = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((each) => each / 255)
          .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      return [...document.querySelectorAll(selector)].map((each) => {
        let paper = each;
        while (getComputedStyle(paper).backgroundColor === "rgba(0, 0, 0, 0)") paper = paper.parentElement;
        const pair = [light(getComputedStyle(each).color), light(getComputedStyle(paper).backgroundColor)];
        return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
      });
    }"""
    contrasts = view.evaluate(
        shades, "h1, .counts, .badge, .source, td, td small, legend, button, blockquote, dt, dd"
    )
    assert len(contrasts) > 30
    assert min(contrasts) >= 4.5


def test_keyboard_moves_the_picture_that_has_the_focus(view: Page) -> None:
    picture = view.get_by_role("img", name="Network of 5 trails")
    before = view.evaluate("network.getViewPosition().x")
    view.keyboard.press("ArrowRight")
    assert view.evaluate("network.getViewPosition().x") == before
    picture.focus()
    view.keyboard.down("ArrowRight")
    wait_until(view, "(before) => network.getViewPosition().x !== before", before)
    view.keyboard.up("ArrowRight")


def test_the_mouse_over_the_picture_leaves_the_focus_where_it_is(view: Page) -> None:
    view.keyboard.press("/")
    picture = view.locator("#mynetwork").bounding_box()
    assert picture
    view.mouse.move(picture["x"] + 30, picture["y"] + 30)
    view.mouse.move(picture["x"] + 60, picture["y"] + 60)
    assert view.evaluate("document.activeElement.id") == "search"
