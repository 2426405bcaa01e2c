"""The review page in a real browser, on words that try to break out. `opened` checks requests and errors."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def review(opened: Any, review_file: Path) -> Page:
    page: Page = opened.page
    page.goto(review_file.as_uri())
    assert opened.requests == [review_file.as_uri()]
    return page


def panel(page: Page) -> str:
    return page.locator("#entries").inner_text()


def test_lists_statements_and_shows_the_clicked_one(review: Page) -> None:
    assert review.locator("#entries .entry").count() == 2
    review.locator("mark").last.click()
    text = panel(review)
    assert "With consent we share your information with partners </script><script>" in text
    assert "business partner" in text
    assert "with consent" in text
    assert "chosen" in str(review.locator("mark").last.get_attribute("class"))
    review.keyboard.press("Escape")
    assert review.locator("#entries .entry").count() == 2


def test_filters_take_marks_away(review: Page) -> None:
    review.select_option("#concept", "TrafficData")
    assert review.locator("#entries .entry").count() == 1
    assert review.locator("mark.off").count() == 1
    assert review.locator("#shown").inner_text() == "1 of 2 statements"
    review.locator("#actions input[value=share]").uncheck()
    assert review.locator("mark:not(.off)").count() == 0
    review.get_by_role("button", name="Show all").click()
    review.locator("mark.off").first.wait_for(state="detached")
    review.select_option("#polarity", "deny")
    assert review.locator("#entries .entry").count() == 0
    assert panel(review) == "No statement matches the filters."


def test_keyboard_steps_through_statements(review: Page) -> None:
    review.keyboard.press("j")
    assert "We share call records with carriers" in panel(review)
    review.keyboard.press("j")
    assert "With consent" in panel(review)
    review.keyboard.press("k")
    assert "carriers" in panel(review)
    review.keyboard.press("Escape")
    review.locator("mark").last.focus()
    review.keyboard.press("Enter")
    assert "With consent" in panel(review)


def test_address_keeps_filters_and_the_statement_shown(review: Page) -> None:
    review.select_option("#concept", "PersonalData")
    review.locator("mark").last.click()
    review.wait_for_url("**show=2")
    before, address = panel(review), review.url
    review.reload()
    assert panel(review) == before
    assert review.locator("#concept").input_value() == "PersonalData"
    assert "chosen" in str(review.locator("mark").last.get_attribute("class"))
    review.goto(f"{address.partition('#')[0]}#show=99&concept=nothing")
    review.reload()
    assert review.locator("#entries .entry").count() == 2
    assert review.locator("#concept").input_value() == ""


def test_citation_is_copied_with_the_words(review: Page) -> None:
    review.context.grant_permissions(["clipboard-read", "clipboard-write"])
    review.keyboard.press("j")
    review.get_by_role("button", name="Copy citation").click()
    review.get_by_role("button", name="Copied").wait_for()
    copied = review.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“We share call records with carriers")
    assert "(Acme" in copied
    assert re.search(r"characters \d+–\d+\)$", copied)


def test_focus_stays_in_the_page_when_what_had_it_goes(review: Page) -> None:
    review.locator("#entries .entry").first.focus()
    review.keyboard.press("Enter")
    assert review.evaluate("document.activeElement.tagName") == "MARK"
    review.locator("#close").focus()
    review.keyboard.press("Enter")
    assert review.evaluate("document.activeElement.id") == "entries"


@pytest.mark.parametrize("width", [320, 720, 3840])
def test_nothing_is_wider_than_the_window_nor_hides_what_is_shown(review: Page, width: int) -> None:
    review.set_viewport_size({"width": width, "height": 640})
    review.keyboard.press("j")
    wide, window = review.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= window
    mark = review.locator("mark.chosen").first.bounding_box()
    bar = review.locator("#panel").bounding_box()
    assert mark
    assert bar
    assert mark["y"] < bar["y"] or mark["x"] < bar["x"]


def test_what_a_provider_does_is_told_without_colour_too(review: Page) -> None:
    lines = review.evaluate(
        """[...document.querySelectorAll(".chip")].map((chip) => getComputedStyle(chip))
          .map((look) => `${look.borderBottomStyle} ${look.borderBottomWidth}`)"""
    )
    assert len(set(lines)) == len(lines) == 6
