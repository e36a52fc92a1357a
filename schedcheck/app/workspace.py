"""A workspace: a folder with a schedcheck.toml that says where its documents, rules and schedules are."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from schedcheck.app.files import BINDINGS, CONFIG, File, contents, documents, once, toml_files, workspace_above
from schedcheck.errors import CannotStart
from schedcheck.tomlfile import load, structure
from schedcheck.waiver import LONGEST, LONGEST_EVER


@frozen
class _Config:
    """What a schedcheck.toml may say. All paths are relative to its folder."""

    documents: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    schedules: tuple[str, ...] = ()
    registry: str = ""
    bindings: str = ""
    waivers: str = ""
    longest_waiver: int = LONGEST


@frozen
class Workspace:
    """The files of a workspace; all empty where there is none. `file` is its schedcheck.toml, `base` its folder.

    `waivers` is the name of its file of waivers, "" for the usual one; `longest_waiver` is in days. `config` is where
    the file of the workspace is, and `lines` has the line in it that names a document or schedule.
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


def find_workspace(folder: str, named: str = "", *, allow_empty: bool = False) -> Workspace:
    """The workspace whose file, or folder, the user named, or else the nearest one from here upwards.

    `allow_empty` says that a pattern of documents may match nothing.
    """
    if named:
        config = Path(named)
        if not config.is_file():
            raise CannotStart("there is no such file", named, f"Name a file that says what a {CONFIG} says.")
        return _read(config, Path(folder) if folder else config.parent, allow_empty)
    if folder:
        config = Path(folder) / CONFIG
        if not config.is_file():
            raise CannotStart(f"there is no {CONFIG} in this folder", folder, f"Name the folder that holds a {CONFIG}.")
        return _read(config, config.parent, allow_empty)
    above = workspace_above(Path())
    return _read(above, above.parent, allow_empty) if above else Workspace()


def _read(config: Path, base: Path, allow_empty: bool) -> Workspace:
    """All that the file names; every mistake in it is reported at once."""
    name = config.name
    ((_, content),) = contents([File(config, name)])
    file = load(content, name)
    values = structure(file, _Config)
    mistakes, lines = list[str](), list[tuple[Path, int]]()

    def line(key: str, index: int = -1) -> int:
        return file.line((key, index) if index >= 0 else (key,))

    def found(key: str, index: int, what: str) -> str:
        return f"{name}:{line(key, index)}: {key}: {what}"

    papers: list[File] = []
    for index, pattern in enumerate(values.documents):
        matched = _matching(pattern, base, allow_empty)
        papers += matched
        lines += [(each.path, line("documents", index)) for each in matched]
        if not matched and not allow_empty:
            mistakes.append(found("documents", index, f"nothing is called {pattern}"))
    folders: dict[str, list[File]] = {"rules": [], "vocabulary": [], "schedules": []}
    for key, names in (("rules", values.rules), ("schedules", values.schedules)):
        for index, folder in enumerate(names):
            if not (base / folder).is_dir():
                mistakes.append(found(key, index, f"there is no folder {folder}"))
                continue
            held = toml_files(folder, base)
            folders[key] += held
            lines += [(each.path, line(key, index)) for each in held]
            if key == "rules":
                folders["vocabulary"] += vocabulary_in(folder, base)
    if values.registry and not (base / values.registry).is_file():
        mistakes.append(found("registry", -1, f"there is no file {values.registry}"))
    bindings = values.bindings or (BINDINGS if (base / BINDINGS).is_file() else "")
    if values.bindings and not (base / values.bindings).is_file():
        mistakes.append(found("bindings", -1, f"there is no file {values.bindings}"))
    if not 1 <= values.longest_waiver <= LONGEST_EVER:
        mistakes.append(found("longest_waiver", -1, f"this must be from 1 to {LONGEST_EVER} days"))
    if mistakes:
        raise CannotStart("\n".join(mistakes), way_out=f"Paths are relative to the folder of {name}.")
    return Workspace(
        name,
        once(papers),
        tuple(folders["rules"]),
        tuple(folders["vocabulary"]),
        tuple(folders["schedules"]),
        (File(base / values.registry, values.registry),) if values.registry else (),
        (File(base / bindings, bindings),) if bindings else (),
        base,
        values.waivers,
        values.longest_waiver,
        config,
        tuple(lines),
    )


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
