"""Take the picture of the README: the top of the example's page, in a headless browser.

Usage: python scripts/picture.py PAGE PICTURE

Run by `make picture`, which builds the example first. Needs chromium (Debian: `apt install chromium`).
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WIDTH, HEIGHT = 1200, 1125  # CSS pixels: down to the end of the first chart


def main(page: Path, picture: Path) -> None:
    """Draw the first `HEIGHT` pixels of `page` into `picture` (PNG). Exits with a sentence when it cannot."""
    if not page.is_file():
        sys.exit(f"picture: there is no page at {page}; build the example first: make picture")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("picture: chromium is not installed (Debian: apt install chromium)")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                chromium,
                "--headless=new",
                "--no-sandbox",
                "--hide-scrollbars",
                "--disable-gpu",
                f"--user-data-dir={profile}",
                f"--window-size={WIDTH},{HEIGHT}",
                f"--screenshot={picture}",
                page.resolve().as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]).resolve())
