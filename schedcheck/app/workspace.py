"""A workspace: a folder with a schedcheck.toml that says where its documents, rules and schedules are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from attrs import evolve, field

from schedcheck.app.files import (
    BINDINGS,
    CONFIG,
    File,
    RealPaths,
    builtin,
    contents,
    documents,
    is_inside,
    once,
    toml_files,
    workspace_above,
)
from schedcheck.errors import CannotStart
from schedcheck.record import define, frozen
from schedcheck.tomlfile import TomlFile, load, structure
from schedcheck.waiver import LONGEST, LONGEST_EVER


@frozen
class _Config:
    """What a schedcheck.toml may say. All paths are relative to its folder.

    A pattern of `amendments` may name nothing: there may be none as yet.
    `builtin = false` leaves out the rules, vocabulary and schedules that come with the program: the workspace brings
    those of another contract. What is said about waivers is about none, and stays.
    """

    documents: tuple[str, ...] = ()
    amendments: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    schedules: tuple[str, ...] = ()
    registry: str = ""
    bindings: str = ""
    waivers: str = ""
    longest_waiver: int = LONGEST
    builtin: bool = True


@frozen
class Workspace:
    """The files of a workspace; all empty where there is none. `file` is its schedcheck.toml, `base` its folder.

    `waivers` is the name of its file of waivers, "" for the usual one; `longest_waiver` is in days. `config` is where
    the file of the workspace is, and `lines` has the line in it that names a document or schedule. `builtin` says that
    its rules, vocabulary and schedules are added to what comes with the program.
    """

    file: str = ""
    documents: tuple[File, ...] = ()
    rules: tuple[File, ...] = ()
    vocabulary: tuple[File, ...] = ()
    schedules: tuple[File, ...] = ()
    registry: tuple[File, ...] = ()
    bindings: tuple[File, ...] = ()
    base: Path = Path()
    waivers: str = ""
    longest_waiver: int = LONGEST
    config: Path = Path(CONFIG)
    lines: tuple[tuple[Path, int], ...] = ()
    builtin: bool = True


def find_workspace(folder: str, named: str = "", *, allow_empty: bool = False, rules_alone: bool = False) -> Workspace:
    """The workspace whose file, or folder, the user named, or else the nearest one from here upwards.

    `allow_empty` says that a pattern of documents may match nothing. With `rules_alone`, its rules and vocabulary are
    all that is looked for: nothing else that the file names needs to be there.
    """
    if named:
        config = Path(named)
        if not config.is_file():
            raise CannotStart("there is no such file", named, f"Name a file that says what a {CONFIG} says.")
        return _read(config, Path(folder) if folder else config.parent, allow_empty, rules_alone)
    if folder:
        config = Path(folder) / CONFIG
        if not config.is_file():
            raise CannotStart(f"there is no {CONFIG} in this folder", folder, f"Name the folder that holds a {CONFIG}.")
        return _read(config, config.parent, allow_empty, rules_alone)
    above = workspace_above(Path())
    return _read(above, above.parent, allow_empty, rules_alone) if above else Workspace()


def _read(config: Path, base: Path, allow_empty: bool, rules_alone: bool) -> Workspace:
    """All that the file names; every mistake in it is reported at once."""
    ((_, content),) = contents([File(config, config.name)])
    file = load(content, config.name)
    values = structure(file, _Config)
    if rules_alone:
        values = evolve(values, documents=(), amendments=(), schedules=(), registry="", bindings="", waivers="")
    named = _Named(file, base, allow_empty)
    papers = named.documents("documents", values.documents)
    papers += named.documents("amendments", values.amendments)
    rules = named.folders("rules", values.rules)
    schedules = named.folders("schedules", values.schedules)
    registry = named.file("registry", values.registry)
    bindings = named.file("bindings", values.bindings, "" if rules_alone else BINDINGS)
    named.stays_inside("waivers", values.waivers)
    if not 1 <= values.longest_waiver <= LONGEST_EVER:
        named.mistake("longest_waiver", -1, f"this must be from 1 to {LONGEST_EVER} days")
    if not values.builtin and not values.rules:
        named.mistake("builtin", -1, "without what is built in, folders of rules with a vocabulary must be named")
    if named.mistakes:
        raise CannotStart("\n".join(named.mistakes), way_out=f"Paths are relative to the folder of {config.name}.")
    return Workspace(
        config.name,
        once(papers),
        tuple(each for name in rules for each in toml_files(name, named.base)),
        tuple(each for name in rules for each in vocabulary_in(name, named.base)),
        tuple(each for name in schedules for each in toml_files(name, named.base)),
        registry,
        bindings,
        named.base,
        values.waivers,
        values.longest_waiver,
        config,
        tuple(named.lines),
        values.builtin,
    )


@define
class _Named:
    """Finds what a schedcheck.toml names, below its own folder, and notes what can not be found.

    `lines` tell for each file on which line it is named. `allow_empty` says that a pattern may match nothing.

    Whoever can change that file can have any file quoted in a report, so nothing that it names may lead out.
    """

    config: TomlFile
    base: Path
    allow_empty: bool
    mistakes: list[str] = field(factory=list)
    lines: list[tuple[Path, int]] = field(factory=list)
    real: RealPaths = field(factory=RealPaths)

    def documents(self, key: str, patterns: Sequence[str]) -> list[File]:
        """The files of several patterns."""
        found: list[File] = []
        for index, pattern in enumerate(patterns):
            matched = _matching(pattern, self.base, self.allow_empty) if self.stays_inside(key, pattern, index) else ()
            found += [file for file in matched if self.stays_inside(key, file.shown, index)]
            self.lines += [(file.path, self.line(key, index)) for file in matched]
            if not matched and not self.allow_empty and not (key == "amendments" and "*" in pattern):
                self.mistake(key, index, f"nothing is called {pattern}")
        return found

    def folders(self, key: str, names: Sequence[str]) -> list[str]:
        """The folders that are there. Schedules may be still to come, where documents may."""
        for index, name in enumerate(names):
            if not (self.base / name).is_dir() and self.allow_empty and key == "schedules":
                self.stays_inside(key, name, index)
            elif not (self.base / name).is_dir():
                self.mistake(key, index, f"there is no folder {name}")
            elif self.stays_inside(key, name, index):
                for file in toml_files(name, self.base):
                    self.stays_inside(key, file.shown, index)
                    self.lines.append((file.path, self.line(key, index)))
        return [name for name in names if (self.base / name).is_dir()]

    def file(self, key: str, name: str, usual: str = "") -> tuple[File, ...]:
        """One file; where none is named, the usual one if it is there."""
        name = name or (usual if (self.base / usual).is_file() else "")
        if name and not (self.base / name).is_file():
            self.mistake(key, -1, f"there is no file {name}")
        elif name:
            self.stays_inside(key, name)
        return (File(self.base / name, name),) if name else ()

    def stays_inside(self, key: str, name: str, index: int = -1) -> bool:
        """Does a path lead to something below this folder? Links are followed."""
        inside = is_inside(self.base / name, self.base, self.real) and not Path(name).is_absolute()
        if not inside:
            self.mistake(key, index, f"{name} leads out of the folder of {self.config.file}")
        return inside

    def line(self, key: str, index: int) -> int:
        return self.config.line((key, index) if index >= 0 else (key,))

    def mistake(self, key: str, index: int, what: str) -> None:
        said = f"{self.config.file}:{self.line(key, index)}: {key}: {what}"
        if said not in self.mistakes:
            self.mistakes.append(said)


def shipped(folder: str, workspace: Workspace) -> tuple[File, ...]:
    """The built-in files of a folder ("rules", "schedules"); none where the workspace leaves them out."""
    return builtin(folder) if workspace.builtin else ()


def vocabulary_in(folder: str, base: Path) -> tuple[File, ...]:
    """The vocabulary that a folder of rules brings: the TOML files in its folder `vocabulary`, if it has one."""
    inside = f"{folder}/vocabulary"
    return toml_files(inside, base) if (base / inside).is_dir() else ()


def _matching(pattern: str, base: Path, allow_empty: bool) -> tuple[File, ...]:
    """The files that a pattern names, sorted; a folder stands for the texts in it."""
    try:
        names = sorted(path.relative_to(base).as_posix() for path in base.glob(pattern))
    except (NotImplementedError, ValueError):
        return ()
    return documents(names, base, allow_empty=allow_empty) if names else ()
