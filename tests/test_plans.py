"""Plans in tables of many layouts: when phases start and end, beside the implementation date. All of it is made up."""

from __future__ import annotations

import pytest

from schedcheck.app import Options, verify

ENDS, ORDER = "work-is-planned-to-end-by-the-implementation-date", "a-phase-ends-after-it-starts"
PLANS = {
    "bars": """| Stage | Jan-Mar 26 | Apr-Jun 26 | Start date | End date |
|---|---|---|---|---|
| Design | ██ | | 27 April 2026 | 31 July 2026 |
| Test | | ██ | 3 August 2026 | 16 October 2026 |
| Go-live | | █ | 5 November 2026 | 5 November 2026 |
""",
    "numbers and owners": """| No. | Task | Begin date | Completion date | Responsible |
|---|---|---|---|---|
| 1 | Build | 27 April 2026 | 31 July 2026 | DSP |
| 2 | Release to production | 5 November 2026 | 5 November 2026 | DCC |
""",
    "planned": """| Activity | Planned start date | Planned end date | Note |
|---|---|---|---|
| Build | 27 April 2026 | 31 July 2026 | By the DSP |
| Implementation | 5 November 2026 | 5 November 2026 | |
| Post-implementation review | 6 November 2026 | 4 December 2026 | |
""",
    "phase and finish": """| Phase | Duration | Start | Finish |
|---|---|---|---|
| Build | 14 weeks | 27 April 2026 | 31 July 2026 |
| Go live | 1 day | 5 November 2026 | 5 November 2026 |
| Early life support | 4 weeks | 5 November 2026 | 30 November 2026 |
""",
}
MILESTONES = """| Milestone | Owner | Planned date | Status |
|---|---|---|---|
| Test complete | DSP | 16 October 2026 | Open |
| Live | DCC | 5 November 2026 | Open |
| Review of the first year | DCC | 5 November 2027 | Open |
"""


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("plans"))


def told(folder: str, plan: str) -> list[str]:
    """Level and rule of each finding, with every document read whole."""
    texts = {
        "report": "# MP901 Final Modification Report\n\n## 1 When\n\nThis change is implemented on 5 November 2026.\n",
        "plan": f"# MP901 Full Impact Assessment\n\n## 1 Plan\n\n{plan}",
    }
    for name, text in texts.items():
        with open(f"{folder}/{name}.txt", "w", encoding="utf-8") as file:
            file.write(text)
    report = verify([f"{folder}/{name}.txt" for name in texts], Options(fail_on="note"))
    assert not [gap for paper in report.papers for gap in paper.gaps]
    return [f"{finding.level} {finding.rule}" for finding in report.findings]


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_a_plan_is_held_against_the_implementation_date(folder: str, plan: str) -> None:
    assert told(folder, PLANS[plan]) == []
    assert told(folder, PLANS[plan].replace("5 November", "26 November")) == [f"warning {ENDS}"]
    assert told(folder, PLANS[plan].replace("31 July 2026", "31 March 2026")) == [f"error {ORDER}"]


def test_a_milestone_after_the_implementation_date_is_a_note(folder: str) -> None:
    assert told(folder, MILESTONES) == []
    assert told(folder, MILESTONES.replace("5 November 2026", "26 November 2026")) == [f"note {ENDS}"]
