"""What verify does with what was recognised: check, diagnose, and put the report together.

Loaded, with the rules and the waivers, while other processes read or recognise documents.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from schedcheck.app.accepting import Kept, judged, kept_waivers
from schedcheck.app.bound import bound
from schedcheck.app.files import File
from schedcheck.app.locating import sites
from schedcheck.app.options import Options
from schedcheck.app.reading import Reader, is_apart, own_first
from schedcheck.app.setting import Setting, setting_with
from schedcheck.app.words import Words
from schedcheck.app.workspace import Workspace
from schedcheck.check import check
from schedcheck.check.over_time import over_time
from schedcheck.diagnose import Cause, diagnose
from schedcheck.document import Source
from schedcheck.fact import Earlier, Facts
from schedcheck.finding import Result
from schedcheck.reading import Reading, Refused
from schedcheck.record import frozen
from schedcheck.report import Report, build
from schedcheck.report.base import NO_BASE, Base
from schedcheck.report.passage import Passages, passages
from schedcheck.rule import Rule


@frozen
class Judging:
    """The rules and waivers of one run."""

    options: Options
    setting: Setting
    kept: Kept

    @classmethod
    def of(cls, options: Options, workspace: Workspace, words: Words) -> Judging:
        """CannotStart says what is wrong with the rules, or else with the waivers."""
        return cls(options, setting_with(options, workspace, words), kept_waivers(options, workspace))

    def report(
        self,
        files: Sequence[File],
        opened: Sequence[Source | Refused],
        reader: Reader,
        found: tuple[Sequence[Reading], Sequence[Refused]],
        base: Base | None,
    ) -> Report:
        """What is told of the `opened` files, of which `found` are the Readings and those that could not be read."""
        base = base or NO_BASE
        options, setting, (read, refused) = self.options, self.setting, found
        vocabulary, readings = setting.words.vocabulary, own_first(read)
        index = Facts(
            (fact for reading in readings for fact in reading.facts),
            (reading.paper for reading in readings),
            vocabulary.titles,
            earlier=_earlier(base, refused, readings),
        )

        def judge(whole: Facts, *, all_told: bool = False) -> tuple[Facts, tuple[Result, ...]]:
            day = options.as_of or options.today
            return over_time(whole, day, vocabulary.registered, partial(_checked, setting.rules), all_told=all_told)

        index, results = judge(index)
        causes = diagnose(results, index, setting.rules, lambda whole: judge(whole, all_told=True)[1])
        results, judgement = judged(self.kept, results, setting, options)
        cited = _cited(index, results, causes)
        return build(
            index,
            setting.rules,
            results,
            causes,
            refused,
            fail_on=options.fail_on,
            show=options.show,
            opposites={form.unticked: form.property for form in vocabulary.ticks},
            bindings=bound(setting.words.overlay.bindings, read),
            lines=_cited_lines(opened, reader, cited),
            judgement=judgement,
            sites=sites(files, opened, cited, setting.workspace),
            allow_empty=options.allow_empty,
            base=base,
        )


def _earlier(base: Base, refused: Sequence[Refused], readings: Sequence[Reading]) -> Earlier | None:
    if not base:
        return None
    from schedcheck.app.basing import earlier_of

    return earlier_of(base, refused, (reading.paper for reading in readings))


def _checked(rules: Sequence[Rule], facts: Facts, only: Collection[str] | None = None) -> tuple[Result, ...]:
    return check(rules if only is None else [rule for rule in rules if rule.name in only], facts)


def _cited(index: Facts, results: Sequence[Result], causes: Sequence[Cause]) -> set[str]:
    """The files that a finding or cause cites or would edit."""
    findings = [finding for result in results for finding in result.findings]
    cited = {c.document for finding in findings for c in finding.citations}
    cited |= {c.document for cause in causes for c in cause.witnesses}
    cited |= {e.document for finding in findings for e in finding.edits}
    cited |= {e.document for cause in causes for e in cause.all_edits}
    return {index.paper(document).file for document in cited}


def _cited_lines(
    opened: Sequence[Source | Refused], reader: Reader, cited: set[str]
) -> dict[str, Sequence[str] | Passages]:
    """The physical lines of every cited file that is a text, and the passages of every other."""
    found: dict[str, Sequence[str] | Passages] = {}
    for each in opened:
        if not isinstance(each, Source) or each.file not in cited:
            continue
        if not is_apart(each):
            found[each.file] = _lines(each.content)
        elif document := reader.document(each):
            found[each.file] = passages(document)
    return found


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
