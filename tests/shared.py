"""Real inputs that stand beside the project and are never part of it.

Runs inside tests only. A test that needs such a file skips, saying so, where it is absent; it fails instead
where SCHEDCHECK_REQUIRE_SHARED=1, so that a build can not pass by leaving them out.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT.parent / "shared" / "data"


def shared(name: str) -> Path:
    """The shared file of that name: `shared("secmp0053.txt")`. Skips or fails the test when it is absent."""
    path = FOLDER / name
    if path.is_file():
        return path
    message = f"needs the shared input {name}, which is not beside the project"
    if os.environ.get("SCHEDCHECK_REQUIRE_SHARED") == "1":
        pytest.fail(message)
    pytest.skip(message)
