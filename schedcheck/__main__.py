"""Starts the command: `python -m schedcheck` and the installed program are the same."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from schedcheck.cli import main as run


def main() -> None:
    """Runs the command line and ends the process with its exit code.

    It ends at once: all is written, and taking the program apart piece by piece would take a tenth of a run.
    """
    code = run()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
