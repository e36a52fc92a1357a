"""Amendments recognised from TOML, text and Word: one note, said in several ways, is one amendment. All made up."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from schedcheck.amend import Amendment, amendments
from schedcheck.document import Source
from schedcheck.readers import read
from schedcheck.recognise import recognise
from tests.listing import vocabulary
from tests.made_docx import as_word

TOML = """
[document]
kind = "contract-amendment-note"
id = "CAN 900"
contract = "DSP"
schedule = "Schedule 2.2"
authority = "SECMP0900"
effective = 2030-06-25
status = "agreed"
supersedes = ["CAN 898", "CAN 899"]

[[row]]
id = "4.8.1"
field = "CSP SM4"
old = "25 seconds"
new = "40 seconds"

[[row]]
id = "7.9"
change = "delete"
"""

LINES = """# Contract Amendment Note CAN 900

Contract: DSP
Schedule to be amended: DSP Schedule 2.2
Modification: SECMP0900
Takes effect on: 25 June 2030
Status: signed
Supersedes: CAN 898 and CAN 899

| New value | Service Request | Measure | Current value | Action |
|---|---|---|---|---|
| 40 seconds | 4.8.1 | CSP SM4.3 | 25 s | replace |
| | 7.9 | | | Removed |
"""

TITLE_BLOCK = """# Contract Amendment Note

| CAN number | CAN 900 |
|---|---|
| Service Provider | DSP |
| Schedule | Schedule 2.2 |
| Approved by | SECMP0900 |
| Effective date | 25/06/2030 |
| Status | Agreed |
| Replaces | CAN 898, CAN 899 |

| SRV | CSP SM4 | Change type |
|---|---|---|
| 4.8.1 | [-25 seconds-]{+40 seconds+} | |
| 7.9 | | delete |
"""


def made(name: str, content: bytes) -> Amendment:
    document = read(Source(name, content, hashlib.sha256(content).hexdigest()), vocabulary())
    readings = recognise([document], vocabulary())
    (found,) = amendments((f for r in readings for f in r.facts), (r.paper for r in readings))
    return found


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("can.toml", TOML.encode()),
        ("can.txt", LINES.encode()),
        ("title.txt", TITLE_BLOCK.encode()),
        ("can.docx", as_word(LINES.replace("\n", "\n\n", 8), "tracked")),
        ("title.docx", as_word(TITLE_BLOCK, "tracked")),
    ],
)
def test_one_note_in_several_ways(name: str, content: bytes) -> None:
    found = made(name, content)
    assert (found.id, found.schedule, found.contract) == ("CAN 900", "dsp-schedule-2.2", "DSP")
    assert (found.approved_by, found.effective, found.status) == ("SECMP0900", date(2030, 6, 25), "agreed")
    assert found.supersedes == ("CAN 898", "CAN 899")
    changes = {(c.op, c.subject, c.property): [str(f.value) for f in (*c.old, *c.new)] for c in found.changes}
    assert set(changes) == {("replace", "4.8.1", "csp-sm4"), ("delete", "7.9", "")}
    change = next(c for c in found.changes if c.op == "replace")
    assert [f.value.normal() for f in (*change.old, *change.new) if not isinstance(f.value, str)] == ["25 s", "40 s"]


def test_an_unknown_column_is_a_gap_and_no_change() -> None:
    content = TOML.replace('"CSP SM4"', '"Weight"').encode()
    document = read(Source("can.toml", content, "0"), vocabulary())
    (reading,) = recognise([document], vocabulary())
    assert any("Weight" in gap for gap in reading.paper.gaps)
    (found,) = amendments(reading.facts, [reading.paper])
    assert [c.op for c in found.changes] == ["delete"]


def test_what_is_withdrawn_is_rejected() -> None:
    content = TOML.replace('"agreed"', '"cancelled"').encode()
    (reading,) = recognise([read(Source("can.toml", content, "0"), vocabulary())], vocabulary())
    assert {f.mention for f in reading.facts if f.property == "csp-sm4"} == {"rejects"}
    (found,) = amendments(reading.facts, [reading.paper])
    assert (found.status, len(found.changes)) == ("withdrawn", 2)
