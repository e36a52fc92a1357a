"""Texts that make a careless reader take time by the square of their length. Used by tests and `benchmarks.growth`.

Each is made in any length: the same piece over and over, where patterns, sentences, lists or tables may look at all
that came before each time.
"""

from __future__ import annotations

from collections.abc import Callable

_REPORT = "# Modification Report\n\nThis document is the Modification Report for MP217.\n\n"
_ASKED = "# Business requirements\n\nThis document contains the business requirements for MP217.\n\n"
_ANSWERED = "# Consultation responses\n\nThis document contains the consultation responses for MP217.\n\n"
_ANSWERS = "| Respondent | Category | Response | Rationale |\n|---|---|---|---|\n"


def _acronyms(n: int) -> str:
    """A glossary of as many entries as there are uses; all begin alike."""
    entries = "".join(f"| A{_letters(k)} | Alpha beta {k} |\n" for k in range(n))
    uses = " ".join(f"A{_letters(k)} Alpha beta" for k in range(n, 2 * n))
    return f"{_REPORT}| Acronym | Meaning |\n|---|---|\n{entries}\n{uses}\n"


def _letters(number: int) -> str:
    return "".join(chr(ord("A") + number // 26**place % 26) for place in range(3))


TEXTS: dict[str, Callable[[int], str]] = {
    "one long sentence": lambda n: "The time of 4.8.1 goes from 24 hours to 30 seconds " * n,
    "one long paragraph": lambda n: "The time of 4.8.1 goes from 24 hours to 30 seconds. " * n,
    "paragraphs": lambda n: "The time of 4.8.1 goes from 24 hours to 30 seconds.\n\n" * n,
    "headings": lambda n: "## 1 Changes\n\nNothing.\n\n" * 2 * n,
    "marks that never close": lambda n: "[-" * 25 * n + "{+" * 25 * n,
    "marks that close at once": lambda n: "[-a-]{+b+}" * 10 * n,
    "a wide table": lambda n: "\n".join(f"| {' | '.join(['24 hours'] * n)} |" for _ in range(3)),
    "a long table": lambda n: "| ID | Target Response Time |\n|---|---|\n" + "| 4.8.1 | 24 hours |\n" * 2 * n,
    "rows of an extracted table": lambda n: (
        "ID Name Target Response Time\n" + "4.8.1 Read\n\nImport Supplier\n24 hours30 seconds\n\n" * n
    ),
    "a list after a colon": lambda n: (
        "# T\n\nThese change from 24 hours to 30 seconds:\n\n" + "- 4.8.1 Read\n\n" * 3 * n
    ),
    "ids": lambda n: "4.8.1 " * 6 * n,
    "ids, one a line": lambda n: "4.8.1\n" * 6 * n,
    "amounts": lambda n: "£5 " * 15 * n,
    "names": lambda n: "Import Supplier, " * 3 * n,
    "boxes": lambda n: "✓ DCC ☐ Small Suppliers " * 2 * n,
    "colons": lambda n: "a: " * 16 * n,
    "brackets": lambda n: "(" * 50 * n + "24 hours",
    "figures": lambda n: "9" * 50 * n,
    "figures with dots": lambda n: "1." * 25 * n,
    "figures with commas": lambda n: "1," * 25 * n,
    "blanks": lambda n: "24" + " " * 50 * n + "hours",
    "lines without words": lambda n: "x\n" + "\n" * 50 * n + "y",
    "one word": lambda n: "x" * 50 * n,
    "references": lambda n: "see section 4.8 and sections 5, 6, 7 " * 2 * n,
    "quotations": lambda n: "“a b c d e f g h i j k l”\n\n" * 2 * n,
    "quotation marks that never close": lambda n: "‘" * 50 * n,
    "claims": lambda n: "These are verbatim so.\n\n" * 2 * n,
    "counts": lambda n: "two three four annexes " * 2 * n,
    "records": lambda n: "Ref. Description Accepted?\n\nMP1-A1 text\n\n" * n,
    "acronyms in brackets": lambda n: _REPORT + "Alpha Beta Gamma Delta (ABGD) of the (XYZ) and " * n,
    "a long glossary": _acronyms,
    "a glossary of lines": lambda n: (
        f"{_REPORT}## Glossary\n\nCSP{' ' * 20 * n}\n" + "CSP: Alpha Beta\nDSP  -  x\n" * n
    ),
    "a glossary of terms": lambda n: f"{_REPORT}## Glossary\n\n" + "CSP\n\nAlpha Beta\n\n" * n,
    "plans in words": lambda n: _REPORT + "- SIT: 1 May 2026 to 8 May 2026\n" * n,
    "requirements": lambda n: (
        _ASKED
        + "".join(f"Requirement {k % 999}: a b c d e f\n\n" for k in range(n))
        + "Requirements "
        + "1, 2, " * 2 * n
    ),
    "requirements, one with much below": lambda n: _ASKED + "Requirement 1: a b c d e\n\n" + "It is so. " * 5 * n,
    "questions": lambda n: _ANSWERED + f"## Question 1: Do you agree?\n\n{_ANSWERS}| A | DCC | No | |\n\n" * (n // 2),
    "answers": lambda n: (
        f"{_ANSWERED}## Question 1\n\n{_ANSWERS}" + "| Abel | Large Supplier | Yes | A small cost. |\n" * n
    ),
    "tallies": lambda n: _REPORT + "two of the three respondents " * 2 * n,
    "tallies that lack a word": lambda n: _REPORT + "two out of the three of our " * 2 * n,
    "directions": lambda n: _REPORT + "The response time of 4.8.1 is shorter and longer " * n,
    "directions, sentence by sentence": lambda n: _REPORT + "The response time of 4.8.1 is shorter. " * n,
    "directions after ids": lambda n: (
        f"{_REPORT}{'4.8.1 and 7.9 differ. ' * n}\n\n{'The response time is shorter. ' * n}"
    ),
    "claims of all": lambda n: _REPORT + "all response times are either 30 seconds or " * n,
    "units": lambda n: _REPORT + "from 30 seconds to 5,600 " * 2 * n,
    "redlined costs": lambda n: _REPORT + "The total cost is [-£5-]{+£6+}.\n\n" * n,
    "crossed tables": lambda n: (
        _REPORT
        + "#### 7.9 So\n\n| | DCC SM1 | SM1.1 |\n|---|---|---|\n| Old | 2 s | 1 s |\n| New | 3 s | 1 s |\n\n" * n
    ),
    "a crossed table": lambda n: (
        _REPORT + "| SRV | Part | Now | After |\n|---|---|---|---|\n" + "| 7.9 | SM1.1 | 2 s | 1 s |\n" * 2 * n
    ),
    "labels and values": lambda n: _REPORT + "| | |\n|---|---|\n" + "| Go-live | 3 June 2030 |\n" * 2 * n,
    "placeholders": lambda n: "[insert " * 3 * n + "TBC XXXX [" * 2 * n,
    "histories": lambda n: "| Date | Version | Changes |\n|---|---|---|\n" + "| 1 May 2030 | 0.1 | |\n" * 2 * n,
    "numbered lists": lambda n: "1. Each of these\n2. and that\n\n" * 2 * n,
    "numbered lists of many names": lambda n: "".join(
        f"S{_letters(k)} 1: so\nS{_letters(k)} 2: no\n\n" for k in range(2 * n)
    ),
    "bullets": lambda n: "• a   b\n" * 6 * n,
    "lists within lists": lambda n: "1. a\n" + "(a) b\n(b) c\n" * 4 * n,
    "numbered references": lambda n: "[1] A title\n\n[2] A thing\n\n" + "the Thing [1] " * 3 * n,
}
"""Some 50 letters for each step of the length."""
