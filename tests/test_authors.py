"""Who changed the words of a finding, where tracked changes say so: told where it is explained, and not in a list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schedcheck.cli import main
from tests.made_docx import as_word

TIMES = """# {title}

Made up for a test. This document is the {title} for SECMP0900.

## 1. Times

| Service Reference Variant | Name | Target Response Time |
|---|---|---|
| 4.8.1 | Read Active Import Profile Data | [-30 seconds-]{{+{new}+}} |
"""


def test_a_finding_names_the_author_of_a_tracked_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    report = TIMES.format(title="Modification Report", new="5600 seconds")
    (tmp_path / "report.docx").write_bytes(as_word(report, "tracked"))
    (tmp_path / "text.txt").write_text(TIMES.format(title="Legal text", new="5500 seconds"))
    main(["verify", "report.docx", "text.txt", "--no-cache", "--format", "json"])
    read = json.loads(capsys.readouterr().out)
    found = next(f for f in read["findings"] if "5500 seconds" in f["message"] and "5600 seconds" in f["message"])
    main(["verify", "report.docx", "text.txt", "--no-cache"])
    assert "changed by" not in capsys.readouterr().out
    assert main(["explain", found["id"], "report.docx", "text.txt", "--no-cache", "--width", "200"]) == 0
    assert capsys.readouterr().out.count("changed by Someone, 2026-01-01") == 1
