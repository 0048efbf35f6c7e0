"""Axe's judgement of the page that a browser shows."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what is in order need not be told, and takes longest to tell
}


def violations(page) -> list[tuple[str, str]]:
    """The rules that the page breaks, each with the first place where it does."""
    # the bar that saves stands over the lower edge of the window: whoever scrolls sees what is under it
    page.evaluate(
        "document.querySelectorAll('.save-bar').forEach((one) => { one.style.position = 'static' })"
    )
    broken = Axe().run(page, options=RULES).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in broken]
