"""The words that documents are read with: the vocabulary, and the bindings beside it. Comes before any is read."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from schedcheck.app.files import File, contents, once
from schedcheck.app.fingerprint import digest_of_files
from schedcheck.app.options import Options
from schedcheck.app.workspace import Workspace, shipped, vocabulary_in
from schedcheck.binding import Binding, load_bindings
from schedcheck.record import frozen
from schedcheck.vocabulary import Vocabulary, load_vocabulary


@frozen
class Overlay:
    """The bindings by which persons fill what the vocabulary can not, and the digest of their files."""

    bindings: tuple[Binding, ...]
    digest: str


@frozen
class Words:
    """The vocabulary, the digest of its files, and the bindings beside it."""

    vocabulary: Vocabulary
    digest: str
    overlay: Overlay


def find_words(options: Options, workspace: Workspace, *, whole: bool = False) -> Words:
    """The words of a run. Forms and patterns of the files that ship are known to be sound, and checked if `whole`."""
    own = [file for folder in options.rules for file in vocabulary_in(folder, Path())]
    built_in = shipped("rules/vocabulary", workspace)
    every = once((*built_in, *workspace.vocabulary, *own))
    paths = frozenset(() if whole else (file.path for file in built_in))
    files = tuple(contents(every))
    vocabulary = _vocabulary(files, frozenset(file.shown for file in every if file.path in paths))
    return Words(vocabulary, digest_of_files(files), _overlay(options, workspace, vocabulary))


@lru_cache(maxsize=2)
def _vocabulary(files: tuple[tuple[str, bytes], ...], sound: frozenset[str]) -> Vocabulary:
    """The same files are read once in a process, however many packs it checks."""
    return load_vocabulary(files, sound)


def _overlay(options: Options, workspace: Workspace, vocabulary: Vocabulary) -> Overlay:
    named = [File(Path(name), name.replace(os.sep, "/")) for name in options.bindings]
    files = tuple(contents(once((*workspace.bindings, *named))))
    return Overlay(load_bindings(files, vocabulary), digest_of_files(files))
