"""Starts the command: `python -m schedcheck` and the installed program are the same."""

from __future__ import annotations

import sys

from schedcheck.cli import main as run


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
