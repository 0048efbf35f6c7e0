"""Takes the pictures of this folder from a running demonstration: ``.venv/bin/python docs/images/take.py [ADDRESS]``.

Needs ``./dev run`` in another terminal, and Chromium. Letters are those of the machine: with Noto fonts installed the
pictures look as on most telephones and on Linux.
"""

import io
import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
WIDE, TABLET, NARROW, PAPER = (1280, 860), (768, 860), (360, 860), (720, 860)
# Of the README, each what a reader sees first, without scrolling.
PICTURES = {
    "home-en-1280": ("/", WIDE),
    "agreement-en-1280": ("/agreements/A2", WIDE),
    "agreement-ko-360": ("/ko/agreements/A2", NARROW),
    "list-en-1280": ("/agreements/?country=KR&on=2026-01-01", WIDE),
    "pair-en-1280": ("/countries/GB/KR", WIDE),
    "api-en-1280": ("/about/api", WIDE),
    "countries-ko-1280": ("/ko/countries/", WIDE),
}
# Of docs/look.md, each page on a sheet.
SHEETS = {
    "front": "/",
    "list": "/agreements/?country=KR&on=2026-01-01",
    "search": "/search?q=korea",
    "agreement": "/agreements/A2",
    "uncertain": "/agreements/A5",
    "organization": "/organizations/O6",
    "country": "/countries/GB",
    "pair": "/countries/GB/KR",
    "topic": "/topics/T2",
    "statistics": "/statistics/",
    "collection": "/collections/C1",
    "empty": "/agreements/?q=zzzz",
}
SCALE, GAP = 0.4, 10


def shot(browser: Browser, address: str, size: tuple[int, int], **looks: str) -> Image.Image:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.emulate_media(**looks)  # type: ignore[arg-type]  # literals, from the calls below
    page.goto(address)
    picture = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    return picture.convert("RGB")


def sheet(browser: Browser, site: str, path: str) -> Image.Image:
    """One page in both languages, at three widths, light above dark; at the end in forced colours and on paper."""
    rows = [
        [
            *(
                shot(browser, f"{site}{prefix}{path}", size, color_scheme=scheme)
                for prefix in ("", "/ko")
                for size in (WIDE, TABLET, NARROW)
            ),
            shot(browser, site + path, PAPER, **last),
        ]
        for scheme, last in (("light", {"forced_colors": "active"}), ("dark", {"media": "print"}))
    ]
    step = round(WIDE[1] * SCALE) + GAP
    width = sum(round(one.width * SCALE) + GAP for one in rows[0]) + GAP
    whole = Image.new("RGB", (width, 2 * step + GAP), "#8a8a86")
    for y, row in enumerate(rows):
        x = GAP
        for one in row:
            small = one.resize(
                (round(one.width * SCALE), round(one.height * SCALE)), Image.Resampling.LANCZOS
            )
            whole.paste(small, (x, y * step + GAP))
            x += small.width + GAP
    return whole


def take(site: str) -> None:
    names = ("chromium", "chromium-browser", "google-chrome")
    browser_path = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path,
            chromium_sandbox=os.geteuid() != 0,  # root has none
        )
        for name, (address, size) in PICTURES.items():
            picture = shot(browser, site + address, size)
            picture.quantize(96, dither=Image.Dither.NONE).save(HERE / f"{name}.png", optimize=True)
        for name, path in SHEETS.items():
            sheet(browser, site, path).save(HERE / f"sheet-{name}.webp", quality=55, method=6)
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
