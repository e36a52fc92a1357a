"""TOML with its lines: rules, vocabulary, schedules and registries are read through here, before anything else.

No TOML reader for Python says where a key stands, so the lines are found by a scanner of our own.
"""

from __future__ import annotations

from schedcheck.tomlfile.lines import Path, TomlFile, load
from schedcheck.tomlfile.records import did_you_mean, structure

__all__ = ["Path", "TomlFile", "did_you_mean", "load", "structure"]
