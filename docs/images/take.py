"""Takes the pictures of this folder from a running demonstration: ``.venv/bin/python docs/images/take.py``.

Needs ``./dev run`` in another terminal, and Chromium. Each picture is what a reader sees first, without scrolling.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
WIDE, NARROW = {"width": 1280, "height": 860}, {"width": 360, "height": 740}
PICTURES = {
    "home-en-1280": ("/", WIDE),
    "agreement-en-1280": ("/agreements/A2", WIDE),
    "agreement-ko-360": ("/ko/agreements/A1", NARROW),
    "list-en-1280": ("/agreements/?country=KR&on=2026-01-01", WIDE),
    "list-ko-360": ("/ko/agreements/?q=%EC%9E%84%EC%83%81", NARROW),
    "pair-en-1280": ("/countries/GB/KR", WIDE),
    "topics-ko-360": ("/ko/topics/", NARROW),
    "api-en-1280": ("/about/api", WIDE),
    "countries-ko-1280": ("/ko/countries/", WIDE),
}


def take(site: str) -> None:
    names = ("chromium", "chromium-browser", "google-chrome")
    browser_path = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path,
            chromium_sandbox=os.geteuid() != 0,  # root has none
        )
        for name, (address, size) in PICTURES.items():
            page = browser.new_page(viewport=size)
            page.goto(site + address)
            page.screenshot(path=HERE / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
