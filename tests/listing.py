"""Facts as lines of text: what recognition cases and golden files hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from schedcheck.app import Options, verify
from schedcheck.document import Source
from schedcheck.fact import Fact
from schedcheck.readers import read
from schedcheck.recognise import Reading, recognise
from schedcheck.vocabulary import Vocabulary, load_vocabulary
from tests.shared import PROJECT

LONGEST = 12


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships."""
    files = sorted((PROJECT / "rules" / "vocabulary").glob("*.toml"))
    assert files
    return load_vocabulary((path.name, path.read_bytes()) for path in files)


def recognised(*texts: str, names: Sequence[str] = ()) -> tuple[Reading, ...]:
    """The readings of some texts, as if each were a file."""
    sources = [text.encode() for text in texts]
    files = list(names) or [f"file{number}.txt" for number in range(1, len(texts) + 1)]
    documents = [
        read(Source(file, content, hashlib.sha256(content).hexdigest()), vocabulary())
        for file, content in zip(files, sources, strict=True)
    ]
    return recognise(documents, vocabulary())


def recognised_file(path: Path) -> tuple[Reading, ...]:
    return recognised(path.read_text(encoding="utf-8"), names=[path.name])


def broken(folder: Path, *texts: str) -> set[str]:
    """The rules of which some texts, each a file of the folder, have a finding; of notes too."""
    files = [folder / f"{number}.txt" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    return {finding.rule for finding in verify([str(file) for file in files], Options(fail_on="note")).findings}


def listing(readings: Sequence[Reading]) -> str:
    """One line a fact, by document, then what was left unread and the gaps."""
    return "\n".join(line for reading in readings for line in _lines(reading)) + "\n"


def _lines(reading: Reading) -> Iterator[str]:
    paper = reading.paper
    yield f"== {paper.id} | {paper.title} | {paper.version}"
    yield from (_line(fact) for fact in reading.facts)
    yield from (f"unread {u.place.line}:{u.place.offset} {u.printed} ({u.reason})" for u in reading.unread)
    yield from (f"gap {gap}" for gap in paper.gaps)


def _line(fact: Fact) -> str:
    place = fact.place
    cell = f" t{place.table}r{place.row}c{place.column}" if place.table else ""
    value = _short(fact.value if isinstance(fact.value, str) else fact.value.normal())
    return (
        f"{place.line}:{place.offset}{cell} [{fact.section}] {fact.subject} {fact.property} {fact.state} = {value}"
        f" «{_short(fact.printed)}» {fact.mention} {fact.certainty}{' whole' if fact.scope.whole else ''}"
    )


def _short(text: str) -> str:
    """A sentence by its length and a digest alone: what others wrote is no part of the project."""
    words = text.split()
    digest = hashlib.sha256(" ".join(words).encode()).hexdigest()[:8]
    return text if len(words) <= LONGEST else f"{len(words)} words, {digest}"
