"""Where this machine's Chromium is. `python -m tests.browser` prints it, or fails."""

import os
import shutil
import sys
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")

WHAT_TO_DO: Final = "Chromium is missing here: run `make setup`, or set CHROMIUM to a browser's path."


def find_chromium() -> str | None:
    """The browser's path: $CHROMIUM, else the first of the usual names. None: there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


if __name__ == "__main__":
    found = find_chromium()
    print(found or WHAT_TO_DO, file=sys.stdout if found else sys.stderr)
    sys.exit(found is None)
