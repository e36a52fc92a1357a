"""All that is told of facts, as lines of text, every part of each record: what goldens of findings and causes hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from schedcheck.diagnose import Cause
from schedcheck.finding import Citation, Edit, Finding, Result
from schedcheck.place import NO_ORIGIN, Origin, Place


def told(results: Sequence[Result], causes: Sequence[Cause], most_of: str = "") -> Iterator[str]:
    """Each result that says something, then each cause; where a rule is named, of all others their counts alone."""
    for result in results:
        if result.expected:
            yield f"rule {result.rule}, {result.level}: {result.kept} kept of {result.expected}"
        if most_of in {"", result.rule}:
            for finding in result.findings:
                yield from _finding(finding)
            for open_ in result.undecided:
                yield f"  undecided {open_.subject or '-'}: {open_.reason} {' '.join(open_.documents)}".rstrip()
    for cause in causes:
        yield from _cause(cause)


def _finding(finding: Finding) -> Iterator[str]:
    values = " | ".join(finding.values)
    subject = " ".join(part or "-" for part in (finding.subject, finding.property, finding.state))
    yield f"  {finding.level} {finding.id} {subject} {finding.certainty} [{values}]"
    yield f"    {finding.message}"
    yield from (f"    {_citation(citation)}" for citation in finding.citations)
    yield from (f"    {_edit(edit)}" for edit in finding.edits)


def _cause(cause: Cause) -> Iterator[str]:
    yield f"cause {cause.id} of {' '.join(cause.explains)}{'' if cause.proven else ', not proven'}"
    yield f"    {cause.message}"
    yield from (f"    {_edit(edit)}" for edit in cause.edits)
    for number, choice in enumerate(cause.choices, 1):
        yield from (f"    choice {number}: {_edit(edit)}" for edit in choice)
    yield from (f"    witness: {_citation(witness)}" for witness in cause.witnesses)
    yield from (f"    or: {alternative}" for alternative in cause.alternatives)
    yield from (f"    not: {ruled_out}" for ruled_out in cause.ruled_out)


def _citation(citation: Citation) -> str:
    where = f"{citation.document} {citation.section or '-'}{_place(citation.place)}"
    return f"{citation.role} {where} ({citation.label}) {citation.quote!r}{citation.basis}{_origin(citation.origin)}"


def _edit(edit: Edit) -> str:
    where = f"{edit.document} {edit.section or '-'}{_place(edit.place)}"
    return f"{edit.op} {where} {edit.subject or '-'} {edit.field or '-'}: {edit.source!r} -> {edit.target!r}"


def _place(place: Place) -> str:
    parts = {
        "l": place.line,
        ":": place.offset,
        "-": place.last,
        "p": place.page,
        "t": place.table,
        "r": place.row,
        "c": place.column,
    }
    told_ = "".join(f"{letter}{part}" for letter, part in parts.items() if part) + place.key
    return f" {told_}" if told_ else ""


def _origin(origin: Origin) -> str:
    if origin == NO_ORIGIN:
        return ""
    return f" by {origin.authority} since {origin.since} in {origin.document} {origin.file}{_place(origin.place)}"


def compare(golden: Path, lines: Iterable[str]) -> None:
    """Holds lines against a golden file, which SCHEDCHECK_UPDATE=1 writes anew."""
    text = "\n".join(lines) + "\n"
    if os.environ.get("SCHEDCHECK_UPDATE") == "1":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
