"""Made-up packs as facts, for the tests of checking and diagnosis."""

from __future__ import annotations

from functools import cache

from schedcheck.check import check
from schedcheck.diagnose import Cause, diagnose
from schedcheck.document import Paper
from schedcheck.fact import Certainty, Fact, Facts, Mention, Scope, State, Value
from schedcheck.finding import Finding, Result
from schedcheck.place import Place
from schedcheck.quantity import Quantity, parse
from schedcheck.rule import Rule, load_rules
from tests.shared import PROJECT

TITLES = {"target-response-time": "target response time", "dcc-sm1": "DCC SM1", "csp-sm4": "CSP SM4"}
PAPERS = (
    Paper("legal-text", "legal-text", "Legal text", rank=10),
    Paper("business-requirements", "business-requirements", "Requirements", rank=20),
    Paper("modification-report", "modification-report", "Report", rank=30),
    Paper("full-impact-assessment", "full-impact-assessment", "Assessment", rank=40),
    Paper("consultation-responses", "consultation-responses", "Responses", rank=90, opinion=True),
    Paper("sec-appendix-e", "sec-appendix-e", "Appendix", rank=0, schedule=True),
    Paper("service-request-registry", "service-request-registry", "Registry", rank=0, schedule=True),
    Paper("agreed-margins", "agreed-margins", "Margins", rank=0, schedule=True),
    Paper("csp-measures", "csp-measures", "Measures", rank=0, schedule=True),
)
LEGAL, NEEDS, REPORT, ASSESSMENT, RESPONSES, APPENDIX, REGISTRY, MARGINS, MEASURES = (paper.id for paper in PAPERS)


@cache
def all_rules() -> tuple[Rule, ...]:
    return load_rules((path.name, path.read_bytes()) for path in sorted((PROJECT / "rules").glob("*.toml")))


def rule(name: str) -> Rule:
    return next(each for each in all_rules() if each.name == name)


def fact(
    document: str,
    name: str,
    subject: str,
    value: str,
    state: State = "current",
    *,
    number: int = 1,
    row: int = 0,
    whole: bool = True,
    section: str = "1",
    line: int = 0,
    mention: Mention = "states",
    certainty: Certainty = "plain",
) -> Fact:
    """One fact; its line is made from statement and row where none is given."""
    held = document in {paper.id for paper in PAPERS if paper.schedule}
    place = Place(line or number * 100 + row, 1, line or number * 100 + row, table=number if row else 0, row=row)
    return Fact(
        scope=Scope(document, section, number, whole),
        subject=subject,
        property=name,
        value=read(value),
        state="in-force" if held else state,
        mention="asks" if document == RESPONSES else mention,
        certainty=certainty,
        kind="service-request",
        printed=value,
        place=place,
        named=place,
    )


def read(text: str) -> Value:
    value = parse(text)
    return text if value is None or (isinstance(value, Quantity) and value.kind == "count") else value


def listed(
    document: str, subjects: str, value: str = "30 seconds", *, number: int = 1, table: bool = True
) -> list[Fact]:
    """One whole list of subjects that change to one value: the property follows from the document."""
    name = "dcc-sm1" if document == ASSESSMENT else "target-response-time"
    return [
        fact(document, name, subject, value, "proposed", number=number, row=row if table else 0)
        for row, subject in enumerate(subjects.split(), 1)
    ]


def index(*facts: Fact, papers: tuple[Paper, ...] = ()) -> Facts:
    """The facts with the papers that they stand in; `papers` take the place of the usual ones."""
    named = {f.document for f in facts} | {paper.id for paper in papers}
    known = {paper.id: paper for paper in (*PAPERS, *papers)}
    return Facts(facts, [paper for paper in known.values() if paper.id in named], TITLES)


def result(name: str, *facts: Fact, papers: tuple[Paper, ...] = ()) -> Result:
    (found,) = check([rule(name)], index(*facts, papers=papers))
    return found


def findings(name: str, *facts: Fact) -> tuple[Finding, ...]:
    return result(name, *facts).findings


def causes(*facts: Fact) -> tuple[Cause, ...]:
    facts_of_all = index(*facts)
    return diagnose(check(all_rules(), facts_of_all), facts_of_all, all_rules())
