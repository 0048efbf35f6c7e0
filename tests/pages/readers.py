"""A reader who has a keyboard and nothing else, and who counts what a task takes."""

import re

from playwright.sync_api import Page, expect

# The words by which the focused element is known, as a screen reader would say them.
FOCUSED = """() => {
    const one = document.activeElement;
    const label = one.labels && one.labels.length ? one.labels[0].textContent : "";
    return (one.getAttribute("aria-label") || label || one.textContent || "").replace(/\\s+/g, " ").trim();
}"""
FARTHEST = 400  # tabs


class Reader:
    """Goes from element to element by Tab, acts by Enter and by typing. ``steps`` are acts, ``keys`` all that is hit.

    Typing a text counts as one step and as one key for each character.
    """

    def __init__(self, page: Page, site: str):
        self.page, self.site, self.steps, self.keys = page, site, 0, 0

    def opens(self, address: str) -> None:
        self.page.goto(f"{self.site}{address}")

    def goes_to(self, words: str) -> None:
        """Tab to what is called so. The first tab stop, which skips to the content, is taken where it helps."""
        for _tab in range(FARTHEST):
            self.hits("Tab")
            if re.search(words, self.page.evaluate(FOCUSED)):
                return
        raise AssertionError(f"The keyboard does not reach {words!r} on {self.page.url}")

    def skips_to_content(self) -> None:
        self.goes_to("^(Skip to the content|본문으로 건너뛰기)$")
        self.hits("Enter")

    def presses(self, words: str) -> None:
        """Something that stays on the page."""
        self.goes_to(words)
        self.steps += 1
        self.hits("Enter")

    def follows(self, words: str) -> None:
        self.goes_to(words)
        self.sends()

    def types(self, words: str, text: str) -> None:
        self.goes_to(words)
        self.steps, self.keys = self.steps + 1, self.keys + len(text)
        self.page.keyboard.type(text)

    def sends(self) -> None:
        """Enter, where the reader is; then there is another page, or the list is another."""
        before = self.page.url
        self.steps += 1
        self.hits("Enter")
        self.page.wait_for_url(lambda address: address != before)

    def downloads(self, words: str) -> str:
        """Follow a link to a file, and read the file."""
        self.goes_to(words)
        self.steps += 1
        with self.page.expect_download() as waited:
            self.hits("Enter")
        return waited.value.path().read_text()

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    def is_at(self, words: str) -> None:
        expect(self.page.locator("h1")).to_contain_text(words)

    def hits(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)
