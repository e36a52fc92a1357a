"""Everything a writer may show, already sorted and judged: the last stage before writing.

Runs after diagnosis, over the results of every stage; pure. A writer adds nothing to a Report.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import Factory, evolve, field

from schedcheck.binding import Bound
from schedcheck.check.pairing import natural
from schedcheck.diagnose import Cause
from schedcheck.document import Paper
from schedcheck.fact import Facts
from schedcheck.finding import LEVELS, Citation, Edit, FailOn, Finding, Level, Result, Undecided, Verdict
from schedcheck.place import NOWHERE
from schedcheck.reading import Refused
from schedcheck.record import frozen
from schedcheck.report.base import NO_BASE, Base
from schedcheck.report.excerpt import Excerpt, excerpt
from schedcheck.report.location import Located, Sites, locate
from schedcheck.report.matrix import Matrix, build_matrix
from schedcheck.report.passage import Passages
from schedcheck.report.recognised import Leftover, Recognised
from schedcheck.report.rows import Cell, Row
from schedcheck.report.trace import Trace, build_trace
from schedcheck.report.verdict import Tally, exit_code, judge, reaches
from schedcheck.rule import Rule
from schedcheck.rule.relations import Same
from schedcheck.waiver import Judgement, Waived

if TYPE_CHECKING:
    from schedcheck.report.proof import Proof

__all__ = [
    "Cell",
    "Excerpt",
    "Leftover",
    "Matrix",
    "Recognised",
    "Report",
    "Row",
    "Tally",
    "Trace",
    "build",
]

Ids = tuple[tuple[int, str], ...]


def _no_facts() -> Facts:
    return Facts(())


@frozen
class Report:
    """One run of `verify`. `findings` are those that are shown, `hidden` counts those of a lower level.

    `beyond` counts those that are left out of a page for being too many.

    `unsettled` says, a phrase each, why there could be no verdict. `matched` counts findings by level, hidden
    ones included and waived ones and those of the base not; `exit_code`
    follows from them and never from what is shown.
    """

    verdict: Verdict
    exit_code: int
    papers: tuple[Paper, ...] = ()
    refused: tuple[Refused, ...] = ()
    tallies: tuple[Tally, ...] = ()
    findings: tuple[Finding, ...] = ()
    causes: tuple[Cause, ...] = ()
    matrix: Matrix = Factory(Matrix)
    trace: Trace = Factory(Trace)
    unsettled: tuple[str, ...] = ()
    counts: Mapping[Level, int] = Factory(dict)
    hidden: int = 0
    beyond: int = 0
    fail_on: FailOn = "error"
    show: Level = "note"
    excerpts: Mapping[Citation, Excerpt] = Factory(dict)
    facts: Facts = field(factory=_no_facts, eq=False, repr=False)
    bindings: tuple[Bound, ...] = ()
    titles: Mapping[str, str] = Factory(dict)
    judgement: Judgement = Factory(Judgement)
    located: Located = Factory(Located)
    base: Base = NO_BASE
    settled: tuple[Finding, ...] = ()

    @cached_property
    def _papers(self) -> dict[str, Paper]:
        return {paper.id: paper for paper in self.papers}

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {tally.rule.name: tally.rule for tally in self.tallies}

    def first(self, most: int) -> Report:
        """The report with the first findings alone, and the causes of these."""
        kept = self.findings[:most]
        names = {finding.id for finding in kept}
        causes = tuple(cause for cause in self.causes if names & set(cause.explains))
        return evolve(self, findings=kept, causes=causes, beyond=len(self.findings) - len(kept))

    def paper(self, document: str) -> Paper:
        """The document of that id; a bare one where it is not known."""
        return self._papers.get(document) or self.base.papers.get(document) or Paper(document, "", document)

    def rule(self, name: str) -> Rule | None:
        """The rule of that name, None where it did not run."""
        return self._rules.get(name)

    def proof(self, finding: Finding) -> Proof:
        """What a finding rests on: made when it is asked for."""
        from schedcheck.report.proof import proof_of

        return proof_of(finding, self.rule(finding.rule), self.facts)

    def excerpt(self, citation: Citation) -> Excerpt:
        return self.excerpts.get(citation, Excerpt(" ".join(citation.quote.split())))

    def waiver(self, finding: str) -> Waived | None:
        """By what a finding is waived, by its id; None where it is not."""
        return self.judgement.waived.get(finding)

    def remark(self, finding: str) -> str:
        """What waivers have to say beside a finding that they do not waive, "" for nothing."""
        return self.judgement.remarks.get(finding, "")

    @property
    def waived(self) -> tuple[Finding, ...]:
        """The findings that are shown and waived."""
        return tuple(f for f in self.findings if f.id in self.judgement.waived)

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that are shown, not waived and not in the base: those that count."""
        return tuple(f for f in self.findings if f.id not in self.judgement.waived and f.id not in self.base.ids)

    @property
    def known(self) -> tuple[Finding, ...]:
        """The findings that are shown, not waived, and in the base too."""
        return tuple(f for f in self.findings if f.id not in self.judgement.waived and f.id in self.base.ids)

    @property
    def undecided(self) -> tuple[tuple[Rule, Undecided], ...]:
        return tuple((t.rule, u) for t in self.tallies for u in t.result.undecided)

    @cached_property
    def folded(self) -> frozenset[str]:
        """The ids of findings that are told under a cause: those of causes that explain several by edits."""
        several = [cause for cause in self.causes if len(cause.explains) > 1 and cause.all_edits]
        return frozenset(name for cause in several for name in cause.explains)

    @cached_property
    def cause_of(self) -> Mapping[str, Cause]:
        """Each explained finding's cause, by the finding's id."""
        return {name: cause for cause in reversed(self.causes) for name in cause.explains}


def build(
    facts: Facts,
    rules: Sequence[Rule],
    results: Sequence[Result],
    causes: Sequence[Cause],
    refused: Sequence[Refused] = (),
    *,
    fail_on: FailOn = "error",
    show: Level = "note",
    opposites: Mapping[str, str] | None = None,
    lines: Mapping[str, Sequence[str] | Passages] | None = None,
    bindings: Sequence[Bound] = (),
    judgement: Judgement | None = None,
    sites: Sites | None = None,
    allow_empty: bool = False,
    base: Base = NO_BASE,
) -> Report:
    """The report of one run. `lines` are the physical lines of each file, or its passages, for excerpts.

    `sites` says where each file stands for somebody who has the repository alone, `allow_empty` that a run which had
    nothing to check is as good as any.

    `opposites` maps a property that denies ("not ticked") to the one that it denies.
    """
    papers = tuple(facts.papers.values())
    waived = judgement or Judgement()
    every = _sorted(results, papers)
    apart = {*waived.waived, *base.ids}
    counted = tuple(f for f in every if f.id not in apart)
    shown = tuple(f for f in every if reaches(f.level, show))
    tallies = _tallies(rules, results)
    verdict, unsettled = judge(counted, papers, refused, tallies, fail_on, base, allow_empty=allow_empty)
    shown_causes = _shown_causes(causes, every, [f for f in shown if f.id not in apart])
    edits = [*(e for cause in causes for e in cause.all_edits), *(e for finding in every for e in finding.edits)]
    excerpts = _excerpts(shown, shown_causes, facts, lines or {})
    cited = {c: excerpts[c] for finding in shown for c in finding.citations}
    return Report(
        verdict=verdict,
        exit_code=exit_code(verdict, unsettled, fail_on),
        papers=papers,
        refused=tuple(refused),
        tallies=tallies,
        findings=shown,
        causes=shown_causes,
        matrix=build_matrix(facts, every, edits, opposites, _together(rules)),
        trace=build_trace(facts, rules, every),
        unsettled=unsettled,
        counts={level: sum(1 for f in counted if f.level == level) for level in LEVELS},
        hidden=len(every) - len(shown),
        fail_on=fail_on,
        show=show,
        facts=facts,
        excerpts=excerpts,
        bindings=tuple(bindings),
        titles=facts.titles,
        judgement=waived,
        located=locate(cited, {paper.id: paper.file for paper in papers}, lines or {}, sites or Sites()),
        base=base,
        settled=tuple(f for f in base.findings if f.id not in {each.id for each in every}),
    )


def edit_citation(edit: Edit) -> Citation:
    """The words that an edit would change, as a citation."""
    label = f"write {edit.target}" if edit.target else "delete this"
    return Citation("found", edit.document, edit.section, edit.source, label, edit.place)


def _together(rules: Iterable[Rule]) -> list[Sequence[str]]:
    """The properties that a rule takes as one."""
    return [rule.relation.of for rule in rules if isinstance(rule.relation, Same) and rule.relation.together]


def _sorted(results: Iterable[Result], papers: Sequence[Paper]) -> tuple[Finding, ...]:
    """By level; those that name their own mend first, best witnessed first; then document, place, rule, subject, id."""
    position = {paper.id: index for index, paper in enumerate(papers)}

    def order(finding: Finding) -> tuple[int, int, int, int, int, int, str, Ids, str]:
        first = finding.citations[0] if finding.citations else None
        document = position.get(first.document, len(papers)) if first else len(papers)
        place = first.place if first else NOWHERE
        witnesses = {c.document for c in finding.citations if c.role in {"expected", "authority"}}
        mended = -len(witnesses) if finding.edits else 0
        return (
            LEVELS.index(finding.level),
            mended,
            document,
            place.page,
            place.line,
            place.offset,
            finding.rule,
            natural(finding.subject),
            finding.id,
        )

    return tuple(sorted((f for result in results for f in result.findings), key=order))


def _tallies(rules: Sequence[Rule], results: Sequence[Result]) -> tuple[Tally, ...]:
    named = {result.rule: result for result in results}
    return tuple(Tally(r, named.get(r.name, Result(r.name, r.level, applicable=False))) for r in rules)


def _shown_causes(causes: Sequence[Cause], every: Sequence[Finding], shown: Sequence[Finding]) -> tuple[Cause, ...]:
    """The causes of findings that are shown, in the order of those; a cause of hidden ones alone goes with them."""
    position = {finding.id: index for index, finding in enumerate(every)}
    kept = {finding.id for finding in shown}
    visible = [c for c in causes if not c.explains or kept & set(c.explains)]
    return tuple(
        sorted(visible, key=lambda c: (min((position.get(f, len(every)) for f in c.explains), default=0), c.id))
    )


def _excerpts(
    findings: Sequence[Finding], causes: Sequence[Cause], facts: Facts, lines: Mapping[str, Sequence[str] | Passages]
) -> dict[Citation, Excerpt]:
    cited = [c for finding in findings for c in finding.citations]
    cited += [c for cause in causes for c in cause.witnesses]
    cited += [edit_citation(e) for finding in findings for e in finding.edits]
    cited += [edit_citation(e) for cause in causes for e in cause.all_edits]
    return {c: excerpt(c, lines.get(facts.paper(c.document).file, ())) for c in cited}
