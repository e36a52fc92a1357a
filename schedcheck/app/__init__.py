"""The story from files to a report: read, recognise, check, diagnose, report. Touches files, never the screen.

Whatever is wrong with rules, vocabulary, schedules or the workspace is a CannotStart before anything is read. A
document that can not be read is left out, named in the report, and the others are still checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from schedcheck.app.files import File, builtin, contents, documents, once, source, toml_files, without
from schedcheck.app.workspace import Workspace, find_workspace, vocabulary_in
from schedcheck.check import check
from schedcheck.diagnose import Cause, diagnose
from schedcheck.document import Document, Source
from schedcheck.errors import CannotRead, CannotStart
from schedcheck.fact import Facts
from schedcheck.finding import Level, Result
from schedcheck.readers import read
from schedcheck.recognise import recognise
from schedcheck.report import FailOn, Leftover, Recognised, Refused, Report, build
from schedcheck.rule import Rule, load_rules
from schedcheck.tomlfile import did_you_mean
from schedcheck.vocabulary import Vocabulary, load_vocabulary

__all__ = ["Options", "facts", "rules", "verify"]

_REGISTRY = "registry.toml"
"""How the names of built-in registries end."""

T = TypeVar("T")


@frozen
class Options:
    """What the user asks for. `registry` takes the place of the built-in one, `rules` are folders of more rules."""

    fail_on: FailOn = "error"
    show: Level = "note"
    registry: str = ""
    rules: tuple[str, ...] = ()
    workspace: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@frozen
class _Setting:
    """What documents are checked with."""

    workspace: Workspace
    vocabulary: Vocabulary
    rules: tuple[Rule, ...]


@frozen
class _Pack:
    """The files that could be read, and why the others could not."""

    sources: tuple[Source, ...]
    documents: tuple[Document, ...]
    refused: tuple[Refused, ...]


def verify(paths: Sequence[str], options: Options) -> Report:
    """Checks the documents, or those of the workspace where no path is given."""
    setting = _setting(options)
    papers = _documents(paths, setting.workspace)
    schedules = _schedules(options, setting.workspace, papers)
    pack, in_force = _read(papers, setting.vocabulary), _read(schedules, setting.vocabulary)
    readings = recognise((*pack.documents, *in_force.documents), setting.vocabulary)
    index = Facts(
        (fact for reading in readings for fact in reading.facts),
        (reading.paper for reading in readings),
        setting.vocabulary.titles,
    )
    results = check(setting.rules, index)
    causes = diagnose(results, index)
    return build(
        index,
        setting.rules,
        results,
        causes,
        (*pack.refused, *in_force.refused),
        fail_on=options.fail_on,
        show=options.show,
        opposites={form.unticked: form.property for form in setting.vocabulary.ticks},
        lines=_cited_lines((*pack.sources, *in_force.sources), index, results, causes),
    )


def facts(paths: Sequence[str], options: Options) -> Recognised:
    """What is recognised in the documents, and what is not."""
    workspace = find_workspace(options.workspace)
    vocabulary = _vocabulary(options, workspace)
    pack = _read(_documents(paths, workspace), vocabulary)
    readings = recognise(pack.documents, vocabulary)
    return Recognised(
        tuple(reading.paper for reading in readings),
        tuple(fact for reading in readings for fact in reading.facts),
        tuple(
            Leftover(u.document, u.section, u.printed, u.reason, u.place.line, u.place.offset)
            for reading in readings
            for u in reading.unread
        ),
        pack.refused,
        vocabulary.titles,
    )


def rules(options: Options) -> tuple[Rule, ...]:
    """All rules, or those selected, sorted by name."""
    return _setting(options).rules


def _setting(options: Options) -> _Setting:
    """Rules and vocabulary; what is wrong with either is reported together."""
    workspace = find_workspace(options.workspace)
    mistakes: list[CannotStart] = []
    vocabulary = _tried(lambda: _vocabulary(options, workspace), mistakes)
    loaded = _tried(lambda: _rules(options, workspace), mistakes)
    if vocabulary is None or loaded is None:
        raise mistakes[0] if len(mistakes) == 1 else CannotStart("\n".join(str(m) for m in mistakes))
    return _Setting(workspace, vocabulary, _selected(loaded, options))


def _tried(step: Callable[[], T], mistakes: list[CannotStart]) -> T | None:
    try:
        return step()
    except CannotStart as error:
        mistakes.append(error)
        return None


def _vocabulary(options: Options, workspace: Workspace) -> Vocabulary:
    own = [file for folder in options.rules for file in vocabulary_in(folder, Path())]
    return load_vocabulary(contents((*builtin("rules/vocabulary"), *workspace.vocabulary, *own)))


def _rules(options: Options, workspace: Workspace) -> tuple[Rule, ...]:
    own = [file for folder in options.rules for file in toml_files(folder, Path())]
    return load_rules(contents(once((*builtin("rules"), *workspace.rules, *own))))


def _selected(loaded: Sequence[Rule], options: Options) -> tuple[Rule, ...]:
    """The rules that are named, or whose family is, without the ignored ones."""
    known = [*(rule.name for rule in loaded), *dict.fromkeys(rule.family for rule in loaded)]
    unknown = [name for name in (*options.select, *options.ignore) if name not in known]
    if unknown:
        raise CannotStart(
            "\n".join(f"there is no rule or family called {name}{did_you_mean(name, known)}" for name in unknown),
            way_out="See them all with: schedcheck rules",
        )
    wanted, unwanted = set(options.select), set(options.ignore)
    return tuple(
        rule
        for rule in loaded
        if (not wanted or {rule.name, rule.family} & wanted) and not {rule.name, rule.family} & unwanted
    )


def _documents(paths: Sequence[str], workspace: Workspace) -> tuple[File, ...]:
    if paths:
        return documents(paths)
    if workspace.file:
        return workspace.documents
    raise CannotStart(
        "there is nothing to check: no path was given, and no schedcheck.toml is here or in a folder above",
        way_out="Name documents or folders, for instance: schedcheck verify docs\n"
        '  Or write a schedcheck.toml that says where they are:  documents = ["docs/*.txt"]',
    )


def _schedules(options: Options, workspace: Workspace, papers: Sequence[File]) -> tuple[File, ...]:
    """What is in force: built in and from the workspace. The user's registry takes the place of the built-in one."""
    registry = documents([options.registry]) if options.registry else workspace.registry
    shipped = [file for file in builtin("schedules") if not registry or not file.path.name.endswith(_REGISTRY)]
    return without(once((*shipped, *registry, *workspace.schedules)), papers)


def _read(files: Iterable[File], vocabulary: Vocabulary) -> _Pack:
    sources, read_ones, refused = [], [], []
    for file in files:
        try:
            each = source(file)
            read_ones.append(read(each, vocabulary))
            sources.append(each)
        except CannotRead as error:
            refused.append(Refused(error.place or file.shown, error.message, error.way_out))
    return _Pack(tuple(sources), tuple(read_ones), tuple(refused))


def _cited_lines(
    sources: Sequence[Source], index: Facts, results: Sequence[Result], causes: Sequence[Cause]
) -> dict[str, list[str]]:
    """The physical lines of every file that a finding or cause cites or would edit."""
    findings = [finding for result in results for finding in result.findings]
    cited = {c.document for finding in findings for c in finding.citations}
    cited |= {c.document for cause in causes for c in cause.witnesses}
    cited |= {e.document for finding in findings for e in finding.edits}
    cited |= {e.document for cause in causes for e in cause.edits}
    files = {index.paper(document).file for document in cited}
    return {each.file: _lines(each.content) for each in sources if each.file in files}


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
