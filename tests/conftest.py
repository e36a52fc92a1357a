"""What every test runs under: generated examples are the same on every machine, slow machines included.

The cache is a folder of this test run, so that no run sees what another left.
A build server that runs the tests is not one that runs the command: tests that mean one say so.
"""

from __future__ import annotations

import os
import tempfile

from hypothesis import settings

settings.register_profile("same-everywhere", derandomize=True, deadline=None, database=None)
settings.load_profile("same-everywhere")

_FOLDER = tempfile.TemporaryDirectory()
os.environ["XDG_CACHE_HOME"] = os.environ["LOCALAPPDATA"] = _FOLDER.name

for _name in ("CI", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
    os.environ.pop(_name, None)
