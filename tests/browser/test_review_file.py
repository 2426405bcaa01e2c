"""The review page in a real browser, on words that try to break out. `opened` checks requests and errors."""

from __future__ import annotations

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
