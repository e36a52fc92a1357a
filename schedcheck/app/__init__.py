"""The story from files to a report: read, recognise, check, diagnose, report. Touches files, never the screen.

Whatever is wrong with rules, vocabulary, schedules or the workspace is a CannotStart before anything is read. A
document that can not be read is left out, named in the report, and the others are still checked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from schedcheck.app.cache import Cache
from schedcheck.app.files import BUILTIN, File, builtin, contents, documents, once, toml_files, without
from schedcheck.app.fingerprint import digest_of_files
from schedcheck.app.limits import USUAL, Limits
from schedcheck.app.packs import sources
from schedcheck.app.reading import Reader, Tell, is_apart
from schedcheck.app.workspace import Workspace, find_workspace, vocabulary_in
from schedcheck.check import check
from schedcheck.diagnose import Cause, diagnose
from schedcheck.document import Source
from schedcheck.errors import CannotStart
from schedcheck.fact import Facts
from schedcheck.finding import Level, Result
from schedcheck.recognise import Reading
from schedcheck.report import FailOn, Leftover, Recognised, Refused, Report, build
from schedcheck.report.passage import Passages, passages
from schedcheck.rule import Rule, load_rules
from schedcheck.tomlfile import did_you_mean
from schedcheck.vocabulary import Vocabulary, load_vocabulary

__all__ = ["Limits", "Options", "facts", "rules", "verify"]

_REGISTRY = "registry.toml"
"""How the names of built-in registries end."""

T = TypeVar("T")


def _silent(_: str) -> None:
    """For who does not want to be told."""


@frozen
class Options:
    """What the user asks for. `registry` takes the place of the built-in one, `rules` are folders of more rules.

    `limits` bound the reading of one document; `cache` is the folder that keeps what was read, "" for none.
    """

    fail_on: FailOn = "error"
    show: Level = "note"
    registry: str = ""
    rules: tuple[str, ...] = ()
    workspace: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    limits: Limits = USUAL
    cache: str = ""


@frozen
class _Words:
    """The vocabulary, and the digest of its files."""

    vocabulary: Vocabulary
    digest: str


@frozen
class _Setting:
    """What documents are checked with."""

    workspace: Workspace
    words: _Words
    rules: tuple[Rule, ...]


def verify(paths: Sequence[str], options: Options, tell: Tell = _silent) -> Report:
    """Checks the documents, or those of the workspace where no path is given."""
    setting = _setting(options)
    vocabulary = setting.words.vocabulary
    papers = _documents(paths, setting.workspace)
    opened = (*sources(papers), *sources(_schedules(options, setting.workspace, papers)))
    reader = _reader(setting.words, options, tell)
    read, refused = reader.readings(opened)
    _check_registry(options, read)
    readings = _in_force(read)
    index = Facts(
        (fact for reading in readings for fact in reading.facts),
        (reading.paper for reading in readings),
        vocabulary.titles,
    )
    tell("checking")
    results = check(setting.rules, index)
    causes = diagnose(results, index)
    return build(
        index,
        setting.rules,
        results,
        causes,
        refused,
        fail_on=options.fail_on,
        show=options.show,
        opposites={form.unticked: form.property for form in vocabulary.ticks},
        lines=_cited_lines(opened, reader, _cited(index, results, causes)),
    )


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


def _in_force(readings: Sequence[Reading]) -> list[Reading]:
    """A schedule of the user's own stands in place of the built-in one of its kind."""
    own = {r.paper.kind for r in readings if r.paper.schedule and not r.paper.file.startswith(BUILTIN)}
    return [r for r in readings if not (r.paper.file.startswith(BUILTIN) and r.paper.kind in own)]


def facts(paths: Sequence[str], options: Options, tell: Tell = _silent) -> Recognised:
    """What is recognised in the documents, and what is not."""
    workspace = find_workspace(options.workspace)
    words = _words(options, workspace)
    opened = sources(_documents(paths, workspace))
    readings, refused = _reader(words, options, tell).readings(opened)
    return Recognised(
        tuple(reading.paper for reading in readings),
        tuple(fact for reading in readings for fact in reading.facts),
        tuple(
            Leftover(u.document, u.section, u.printed, u.reason, u.place)
            for reading in readings
            for u in reading.unread
        ),
        refused,
        words.vocabulary.titles,
    )


def rules(options: Options) -> tuple[Rule, ...]:
    """All rules, or those selected, sorted by name."""
    return _setting(options).rules


def _setting(options: Options) -> _Setting:
    """Rules and vocabulary; what is wrong with either is reported together."""
    workspace = find_workspace(options.workspace)
    mistakes: list[CannotStart] = []
    words = _tried(lambda: _words(options, workspace), mistakes)
    loaded = _tried(lambda: _rules(options, workspace), mistakes)
    if words is None or loaded is None:
        raise mistakes[0] if len(mistakes) == 1 else CannotStart("\n".join(str(m) for m in mistakes))
    return _Setting(workspace, words, _selected(loaded, options))


def _tried(step: Callable[[], T], mistakes: list[CannotStart]) -> T | None:
    try:
        return step()
    except CannotStart as error:
        mistakes.append(error)
        return None


def _words(options: Options, workspace: Workspace) -> _Words:
    own = [file for folder in options.rules for file in vocabulary_in(folder, Path())]
    files = tuple(contents((*builtin("rules/vocabulary"), *workspace.vocabulary, *own)))
    return _Words(load_vocabulary(files), digest_of_files(files))


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


def _reader(words: _Words, options: Options, tell: Tell) -> Reader:
    return Reader(words.vocabulary, words.digest, options.limits, Cache(options.cache), tell)


def _cited(index: Facts, results: Sequence[Result], causes: Sequence[Cause]) -> set[str]:
    """The files that a finding or cause cites or would edit."""
    findings = [finding for result in results for finding in result.findings]
    cited = {c.document for finding in findings for c in finding.citations}
    cited |= {c.document for cause in causes for c in cause.witnesses}
    cited |= {e.document for finding in findings for e in finding.edits}
    cited |= {e.document for cause in causes for e in cause.edits}
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
