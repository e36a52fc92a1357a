"""The story of `rules test`: load rules, try their examples, tell what differs from what they say.

A rule that can not be loaded, or that speaks of what the vocabulary does not have, is a CannotStart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve

from schedcheck.app.files import CONFIG, File, contents, once, toml_files, workspace_above
from schedcheck.app.options import Options
from schedcheck.app.setting import WAY_OUT, rule_files, word_mistakes
from schedcheck.app.words import find_words
from schedcheck.app.workspace import find_workspace
from schedcheck.check.examples import try_examples
from schedcheck.errors import CannotStart
from schedcheck.report.trials import Trial, Trials
from schedcheck.rule import load_rules
from schedcheck.rule.words import unknown_in_examples, unknown_words
from schedcheck.tomlfile import TomlFile, load

_NO_RULES = CONFIG.removesuffix(".toml")
"""How the names of files start that say something of a workspace, beside which rules may stand."""


def try_rules(paths: Sequence[str], options: Options) -> Trials:
    """The examples of the rules in some folders and files; of all rules where none is named.

    A folder's own vocabulary counts, and so does the workspace that it is in.
    """
    options = _at_home(paths, options)
    workspace = find_workspace(options.workspace, options.config, rules_alone=True)
    vocabulary = find_words(options, workspace, whole=True).vocabulary
    files = tuple(contents(_named(paths) if paths else rule_files(options, workspace)))
    rules = load_rules(files)
    if not rules:
        raise CannotStart(
            "there is no rule here", " ".join(paths), "A rule is a TOML file in the folder that is named."
        )
    mistakes = word_mistakes(files, rules, lambda rule: unknown_words(rule, vocabulary))
    mistakes += word_mistakes(files, rules, lambda rule: unknown_in_examples(rule, vocabulary))
    if mistakes:
        raise CannotStart("\n".join(mistakes), way_out=WAY_OUT)
    sources = {Path(file).stem: load(content, file) for file, content in files}
    tried = try_examples(rules, vocabulary)
    return Trials(tuple(Trial(*_place(sources[each.rule.name], each.number), each) for each in tried))


def _place(source: TomlFile, number: int) -> tuple[str, int]:
    return source.file, source.line(("example", number - 1))


def _at_home(paths: Sequence[str], options: Options) -> Options:
    """With the workspace that the first path is in, unless one is named, and with the vocabulary beside the rules."""
    folders = [Path(path) if Path(path).is_dir() else Path(path).parent for path in paths if Path(path).exists()]
    above = workspace_above(folders[0]) if folders and not (options.workspace or options.config) else None
    own = tuple(dict.fromkeys(folder.as_posix() for folder in folders if (folder / "vocabulary").is_dir()))
    home = str(above.parent) if above else options.workspace
    return evolve(options, rules=(*options.rules, *own), workspace=home)


def _named(paths: Sequence[str]) -> tuple[File, ...]:
    """The files of rules that the paths name. CannotStart lists all that are missing."""
    missing = [f"{path}: there is no such file or folder" for path in paths if not Path(path).exists()]
    if missing:
        raise CannotStart("\n".join(missing), way_out="Check the spelling, and the folder that you are in.")
    return once(file for path in paths for file in _files(path))


def _files(path: str) -> Iterator[File]:
    if Path(path).is_dir():
        yield from (file for file in toml_files(path, Path()) if not file.path.name.startswith(_NO_RULES))
    else:
        yield File(Path(path), Path(path).as_posix())
