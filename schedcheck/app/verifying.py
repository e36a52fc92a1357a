"""The story of `verify`: read, recognise, check, diagnose, report.

A document that can not be read is left out, named in the report, and the others are still checked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

from schedcheck.app.accepting import judged, kept_waivers
from schedcheck.app.bound import bound
from schedcheck.app.choice import check_writes, chosen_documents, chosen_schedules
from schedcheck.app.locating import sites
from schedcheck.app.options import Options
from schedcheck.app.packs import sources
from schedcheck.app.reading import Reader, Tell, is_apart, own_first, reader_for, silent
from schedcheck.app.setting import find_setting
from schedcheck.check import check
from schedcheck.check.over_time import over_time
from schedcheck.diagnose import Cause, diagnose
from schedcheck.document import Source
from schedcheck.errors import CannotStart
from schedcheck.fact import Earlier, Facts
from schedcheck.finding import Result
from schedcheck.reading import Reading
from schedcheck.report import Refused, Report, build
from schedcheck.report.base import NO_BASE, Base
from schedcheck.report.passage import Passages, passages
from schedcheck.rule import Rule


def verify(
    paths: Sequence[str], options: Options, tell: Tell = silent, *, instead: Mapping[str, bytes] | None = None
) -> Report:
    """Checks the documents, or those of the workspace where no path is given.

    `instead` gives other bytes for some files, by their names as they are shown.
    """
    base = _base(paths, options)
    setting = find_setting(options)
    kept = kept_waivers(options, setting.workspace)
    vocabulary = setting.words.vocabulary
    papers = chosen_documents(paths, setting.workspace, allow_empty=options.allow_empty, together=options.together)
    schedules = chosen_schedules(options, setting.workspace, papers)
    files = (*papers, *schedules, kept.file, *setting.workspace.bindings)
    check_writes(options, files)
    opened = (*sources(papers), *sources(schedules))
    opened = tuple(_exchanged(each, instead or {}) for each in opened)
    reader = reader_for(setting.words, options, tell)
    read, refused = reader.readings(opened)
    _check_registry(options, read)
    readings = own_first(read)
    index = Facts(
        (fact for reading in readings for fact in reading.facts),
        (reading.paper for reading in readings),
        vocabulary.titles,
        earlier=_earlier(base, refused, readings),
    )
    tell("checking")

    def judge(whole: Facts, *, all_told: bool = False) -> tuple[Facts, tuple[Result, ...]]:
        day = options.as_of or options.today
        return over_time(whole, day, vocabulary.registered, partial(_checked, setting.rules), all_told=all_told)

    index, found = judge(index)
    causes = diagnose(found, index, setting.rules, lambda whole: judge(whole, all_told=True)[1])
    results, judgement = judged(kept, found, setting, options)
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


def _base(paths: Sequence[str], options: Options) -> Base:
    if not options.base:
        return NO_BASE
    from schedcheck.app.basing import base_of

    return base_of(paths, options, verify)


def _earlier(base: Base, refused: Sequence[Refused], readings: Sequence[Reading]) -> Earlier | None:
    if not base:
        return None
    from schedcheck.app.basing import earlier_of

    return earlier_of(base, refused, (reading.paper for reading in readings))


def _checked(rules: Sequence[Rule], facts: Facts, only: Collection[str] | None = None) -> tuple[Result, ...]:
    return check(rules if only is None else [rule for rule in rules if rule.name in only], facts)


def _exchanged(each: Source | Refused, instead: Mapping[str, bytes]) -> Source | Refused:
    content = instead.get(each.file)
    if content is None or isinstance(each, Refused):
        return each
    return Source(each.file, content, hashlib.sha256(content).hexdigest())


def _check_registry(options: Options, readings: Sequence[Reading]) -> None:
    """The file that shall stand for the registry must be a schedule of which something is known."""
    if options.registry and not any(r.paper.schedule and r.facts for r in readings if _is_file(r, options.registry)):
        raise CannotStart(
            "this is no registry: nothing in it is known as one",
            options.registry,
            "Give a TOML, spreadsheet or table of ids, references, names and roles.",
        )


def _is_file(reading: Reading, path: str) -> bool:
    return Path(reading.paper.file).name == Path(path).name


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
