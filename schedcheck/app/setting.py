"""What documents are checked with: the workspace, the vocabulary and the rules. Comes before any document is read.

Whatever is wrong with one of them is a CannotStart; what is wrong with several is told together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from attrs import evolve

from schedcheck.app.files import File, builtin, contents, once, toml_files
from schedcheck.app.options import Options
from schedcheck.app.words import Words, find_words
from schedcheck.app.workspace import Workspace, find_workspace, shipped
from schedcheck.errors import CannotStart
from schedcheck.record import frozen
from schedcheck.rule import Rule, load_rules
from schedcheck.rule.relations import Waivers
from schedcheck.rule.words import Mistake, unknown_words
from schedcheck.tomlfile import did_you_mean, load
from schedcheck.vocabulary import Vocabulary

T = TypeVar("T")

WAY_OUT = "Name what the vocabulary has, or add it to the vocabulary."


@frozen
class Setting:
    """What documents are checked with."""

    workspace: Workspace
    words: Words
    rules: tuple[Rule, ...]


def rules(options: Options) -> tuple[Rule, ...]:
    """All rules, or those selected, sorted by name. Needs none of the papers of a workspace."""
    return find_setting(options, rules_alone=True).rules


def find_setting(options: Options, *, rules_alone: bool = False) -> Setting:
    """Rules and vocabulary; what is wrong with either is reported together.

    With `rules_alone` the workspace has nothing else, whatever its file names, and what is built in is loaded whole.
    """
    workspace = find_workspace(
        options.workspace, options.config, allow_empty=options.allow_empty, rules_alone=rules_alone
    )
    mistakes: list[CannotStart] = []
    words = _tried(lambda: find_words(options, workspace, whole=rules_alone), mistakes)
    loaded = _tried(lambda: _rules(options, workspace, with_examples=rules_alone), mistakes)
    if words is None or loaded is None:
        raise mistakes[0] if len(mistakes) == 1 else CannotStart("\n".join(str(m) for m in mistakes))
    return _set(options, workspace, words, loaded)


def setting_with(options: Options, workspace: Workspace, words: Words) -> Setting:
    """The rules, where the words are there already."""
    return _set(options, workspace, words, _rules(options, workspace, with_examples=False))


def _set(options: Options, workspace: Workspace, words: Words, loaded: Sequence[Rule]) -> Setting:
    _check_words(loaded, words.vocabulary, options, workspace)
    chosen = _selected(loaded, options)
    return Setting(workspace, words, strictly(chosen) if options.strict else chosen)


def strictly(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules, with those about waivers as errors."""
    return tuple(evolve(rule, level="error") if isinstance(rule.relation, Waivers) else rule for rule in rules)


def _tried(step: Callable[[], T], mistakes: list[CannotStart]) -> T | None:
    try:
        return step()
    except CannotStart as error:
        mistakes.append(error)
        return None


@lru_cache(maxsize=2)
def _loaded(files: tuple[tuple[str, bytes], ...], sound: frozenset[str]) -> tuple[Rule, ...]:
    return load_rules(files, sound)


def rule_files(options: Options, workspace: Workspace) -> tuple[File, ...]:
    """The files of rules: built in, of the workspace, and of the folders that were named."""
    own = [file for folder in options.rules for file in toml_files(folder, Path())]
    return once((*shipped("rules", workspace), *workspace.rules, *own))


def word_mistakes(
    files: Iterable[tuple[str, bytes]], rules: Iterable[Rule], unknown: Callable[[Rule], Iterable[Mistake]]
) -> list[str]:
    """What `unknown` says is wrong in rules, each with its file and line."""
    wrong = {rule.name: found for rule in rules if (found := tuple(unknown(rule)))}
    sources = {Path(file).stem: load(content, file) for file, content in (files if wrong else ())}
    return [
        f"{sources[name].file}:{sources[name].line(path)}: {what}"
        for name, found in wrong.items()
        for path, what in found
    ]


def _check_words(rules: Sequence[Rule], vocabulary: Vocabulary, options: Options, workspace: Workspace) -> None:
    """A rule that speaks of what no document can state would pass in silence: CannotStart names its words."""
    mistakes = word_mistakes(_written(options, workspace), rules, lambda rule: unknown_words(rule, vocabulary))
    if mistakes:
        raise CannotStart("\n".join(mistakes), way_out=WAY_OUT)


def _written(options: Options, workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """The files of rules, looked for when the first is asked for."""
    yield from contents(rule_files(options, workspace))


def _rules(options: Options, workspace: Workspace, *, with_examples: bool) -> tuple[Rule, ...]:
    files, own = rule_files(options, workspace), builtin("rules")
    paths = frozenset(() if with_examples else (file.path for file in own))
    loaded = _read(files, paths)
    return loaded if workspace.builtin else _with_waivers(loaded, _read(own, paths))


def _read(files: Sequence[File], sound: Collection[Path]) -> tuple[Rule, ...]:
    return _loaded(tuple(contents(files)), frozenset(file.shown for file in files if file.path in sound))


def _with_waivers(loaded: Sequence[Rule], own: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules of a workspace that leaves out what is built in, with those about waivers: these are of no contract."""
    names = {rule.name for rule in loaded}
    about = [rule for rule in own if isinstance(rule.relation, Waivers)]
    return tuple(sorted((*loaded, *(rule for rule in about if rule.name not in names)), key=lambda rule: rule.name))


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
