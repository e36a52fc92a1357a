"""What is still to be filled in: signs that stand for words to come, and entries left empty beside others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedcheck.app import Options, verify
from schedcheck.vocabulary import Placeholder, load_vocabulary
from tests.shared import PROJECT

Told = Callable[[str], list[tuple[str, str]]]
RULE = "nothing-is-left-to-be-filled-in"


@pytest.fixture
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What the rule finds in a report with these words: (level, message) of each."""

    def found(text: str) -> list[tuple[str, str]]:
        file = tmp_path_factory.mktemp("blanks") / "report.txt"
        file.write_text(f"# MP901 Final Modification Report\n\n## 1 Summary\n\n{text}\n", encoding="utf-8")
        report = verify([str(file)], Options(fail_on="note"))
        return [(finding.level, finding.message) for finding in report.findings if finding.rule == RULE]

    return found


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Users get XX Working Days' notice.", "XX Working Days"),
        ("The change is live for xx months.", "xx months"),
        ("It takes effect XX days after approval.", "XX days"),
        ("The cost falls by XX%.", "XX%"),
        ("The work costs £xx,xxx in all.", "£xx,xxx"),
        ("The work costs £XX,XXX.", "£XX,XXX"),
        ("The work costs £[ ] in all.", "£[ ]"),
        ("The work costs £TBC.", "TBC"),
        ("The work costs £??? in all.", "£???"),
        ("It is implemented on [insert date].", "[insert date]"),
        ("It is implemented on <insert date here>.", "<insert date here>"),
        ("It is implemented on [date to be added].", "[date to be added]"),
        ("It is implemented on [enter the date].", "[enter the date]"),
        ("It is implemented on DD/MM/YYYY.", "DD/MM/YYYY"),
        ("It is implemented on dd.mm.yyyy.", "dd.mm.yyyy"),
        ("It is implemented on XX June 2026.", "XX June 2026"),
        ("It is implemented on DD Month YYYY.", "DD Month YYYY"),
        ("It is implemented on [X] June 2026.", "[X] June 2026"),
        ("It is implemented on ?? June 2026.", "?? June 2026"),
        ("The contact is <name>.", "<name>"),
        ("The contact is <Party name>.", "<Party name>"),
        ("The contact is [Name of the Party].", "[Name of the Party]"),
        ("The contact is <<contact>>.", "<<contact>>"),
        ("The contact is {{contact name}}.", "{{contact name}}"),
        ("The owner is tbd.", "tbd"),
        ("The owner is tbc", "tbc"),
        ("Owner: to be confirmed", "to be confirmed"),
        ("| Field | Entry |\n|---|---|\n| Owner | To be confirmed |", "To be confirmed"),
        ("| Field | Entry |\n|---|---|\n| Owner | To be decided. |", "To be decided"),
        ("It is raised under SECMPXXXX.", "SECMPXXXX"),
        ("It is drafted against version X.X of the code.", "version X.X"),
        ("The number is xxxx.", "xxxx"),
    ],
)
def test_what_stands_for_words_to_come_is_told(told: Told, text: str, printed: str) -> None:
    warnings = [message for level, message in told(text) if level == "warning"]
    assert warnings == [f"Modification Report has ‘{printed}’ where something is still to be put in."]


@pytest.mark.parametrize(
    "text",
    [
        "Dates are written as DD/MM/YYYY.",
        "The file has a date in the format YYYY-MM-DD.",
        "| Acronym | Meaning |\n|---|---|\n| TBC | To be confirmed |",
        "- TBC - To Be Confirmed",
        "TBC: to be confirmed",
        "Users see an xx-small font and the XXL form.",
        "What is the date?? Nobody asked.",
        "The tests [see Annex C] start on 1 June 2026 [date of the decision plus 6 months].",
        "The measure SM4.x and the release 6.x stay.",
        "Chapter XX of the licence stays.",
        "The date of the release is part of the plan, and the name of the Party is on the form.",
        "Values below < 5 and above > 3 are cut.",
        "The tick box [ ] is left empty and [x] is ticked.",
    ],
)
def test_what_only_looks_so_is_not(told: Told, text: str) -> None:
    assert told(text) == []


PLACEHOLDERS = load_vocabulary(
    [(path.name, path.read_bytes()) for path in sorted((PROJECT / "rules" / "vocabulary").glob("*.toml"))]
).placeholders


@settings(max_examples=60)
@given(st.data())
@pytest.mark.parametrize("each", PLACEHOLDERS, ids=lambda each: each.pattern[:30])
def test_one_of_its_signs_stands_in_whatever_is_found(each: Placeholder, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(each.shape))
    found = each.shape.search(text)
    assert found
    assert any(sign in found.group() for sign in each.signs)


def table(heading: str, *entries: str) -> str:
    rows = "".join(f"| A{n} | The release is in November. | {entry} |\n" for n, entry in enumerate(entries, 1))
    return f"| No. | Assumption | {heading} |\n|---|---|---|\n{rows}"


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Agreed by",
            "Accepted by",
            "Owner",
            "Status",
            "Confirmed by",
            "Signed off by",
            "Accepted?",
            "Decision",
            "Outcome",
        ),
        *(
            "Agreed by?",
            "Agreed with",
            "Risk owner",
            "Action owner",
            "Responsible",
            "Accountable",
            "Assigned to",
            "Raised by",
        ),
        *("Agreed (Y/N)", "Accepted (Yes/No)", "Validated by", "Resolution", "Disposition", "Owned by", "Approved by"),
    ],
)
def test_an_entry_left_empty_beside_others_is_told(told: Told, heading: str) -> None:
    assert told(table(heading, "DCC", "DSP", "DCC")) == []
    assert told(table(heading, "", "", "")) == []
    assert told(table(heading, "DCC", "n/a", "-")) == []
    assert told(table(heading, "DCC", "DSP", "")) == [
        ("warning", "In Modification Report, A3 has a blank entry that is to be filled in.")
    ]


@pytest.mark.parametrize("heading", ["Comment", "Notes", "Mitigation", "Remarks", "Date closed", "Link"])
def test_what_may_be_left_empty_is_not_told(told: Told, heading: str) -> None:
    assert told(table(heading, "DCC", "DSP", "")) == []


def test_a_draft_in_a_history_is_approved_by_nobody(told: Told) -> None:
    history = (
        "| Version | Date | Approved by |\n|---|---|---|\n| 0.1 | 1 May 2026 | |\n| 1.0 | 2 May 2026 | The Panel |\n"
    )
    assert told(history) == []
