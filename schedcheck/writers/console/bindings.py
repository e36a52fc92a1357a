"""Bindings on a screen: whose word facts rest on, and which of them no longer hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schedcheck.binding import Bound
from schedcheck.document import Paper
from schedcheck.writers.console.look import Line, Look, hanging, paragraph
from schedcheck.writers.words import counted


def binding_lines(
    bindings: Sequence[Bound], papers: Sequence[Paper], titles: Mapping[str, str], look: Look
) -> Iterator[Line]:
    """How many hold, then each with its spot, its meaning, who says so and why; the void ones first."""
    if not bindings:
        return
    titled = {paper.id: paper.title for paper in papers}
    facts = counted(sum(bound.facts for bound in bindings), "fact")
    lost = [bound for bound in bindings if bound.void]
    head = f"{counted(len(bindings), 'binding')} by persons: {facts} rest on {len(bindings) - len(lost)} that hold"
    head += f"; {len(lost)} bind nothing" if lost else ""
    yield from paragraph(f"{head}.", look, style="warning" if lost else "")
    for bound in [*lost, *(bound for bound in bindings if not bound.void)]:
        yield from hanging("", [f"- {_sentence(bound, titled, titles)}"], look, left=4)


def _sentence(bound: Bound, titled: Mapping[str, str], titles: Mapping[str, str]) -> str:
    binding = bound.binding
    where = f"{titled.get(bound.document, binding.document or binding.file)}, {binding.target}"
    said = f"{binding.by}: {binding.reason} ({binding.at})"
    if bound.void:
        return f"{'void' if bound.document else 'not used'}: {where}: {bound.void}. {said}"
    gives = f"{counted(bound.facts, 'fact')}. " if binding.property else ""
    return f"{where} is {_meaning(bound, titles)}: {gives}{said}"


def _meaning(bound: Bound, titles: Mapping[str, str]) -> str:
    binding = bound.binding
    if binding.key:
        return "the column that names the subjects"
    state = f"{binding.state} " if binding.state else ""
    subject = f" of {binding.subject}" if binding.subject else ""
    return f"the {state}{titles.get(binding.property, binding.property)}{subject}"
