"""Take the picture of the README: the first screen of the report of the demo organisation.

Run it from the checkout: ``.venv/bin/python -m tests.browser.picture``
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .chromium import chromium
from .organisation import settle

PICTURE = Path(__file__).parents[2] / "docs/report.png"
SCREEN = {"width": 1280, "height": 900}


def take(picture: Path) -> None:
    """Write the picture, light and as wide as a laptop."""
    with TemporaryDirectory() as folder, chromium() as browser:
        report = settle(Path(folder), people=186, effort="standard") / "report.html"
        page = browser.new_page(viewport=SCREEN, color_scheme="light")
        page.goto(report.as_uri())
        page.screenshot(path=picture)


if __name__ == "__main__":
    take(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE)
