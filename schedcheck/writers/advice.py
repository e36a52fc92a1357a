"""Why a finding matters, how sure it is and what to do about it, in plain sentences. Used by the writers for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schedcheck.check.wording import listed
from schedcheck.diagnose import Cause
from schedcheck.finding import Citation, Edit, Finding, Role
from schedcheck.report import Report
from schedcheck.rule import Rule
from schedcheck.writers.words import document_words, section_words, sentence, spot

ROLES: dict[Role, str] = {"found": "Found", "expected": "Expected", "authority": "Authority", "context": "Context"}

EVEN = "Each way settles as much as the other and is as well witnessed, so no side is taken."

_BY_ORDER = "Two values stand there without revision marks; which is the old one is told by their order."
_BY_WORDING = "It was read from sentences of a loose form; look at the words that are quoted first."
_GUESSED = "The values were read with little certainty; look at the document first."


def why(rule: Rule) -> str:
    """The obligation, its reason and its authority."""
    text = f"{sentence(rule.says)} {sentence(rule.because)}"
    return f"{text} Authority: {sentence(rule.authority)}" if rule.authority else text


def doubts(finding: Finding) -> list[str]:
    """What was read by somebody's word, and how else the values were told; empty where there is no doubt."""
    bases = dict.fromkeys(c.basis for c in finding.citations if c.basis)
    words = [f"What is read there rests on {basis}." for basis in bases]
    if finding.certainty == "guess":
        return [*words, _GUESSED]
    if finding.certainty == "inferred" and not bases:
        return [_BY_ORDER if any(citation.place.table for citation in finding.citations) else _BY_WORDING]
    return words


def advice(finding: Finding, report: Report) -> list[str]:
    """What to change, each way out by itself, as its cause has it; then what to ask."""
    cause, rule = report.cause_of.get(finding.id), report.rule(finding.rule)
    return [*(ways(cause, report) if cause else ()), *([rule.ask] if rule and rule.ask else ())]


def ways(cause: Cause, report: Report) -> Iterator[str]:
    """Each way out in a sentence; where all are equally good, that this is so."""
    if cause.choices:
        first, *others = [" ".join(edit_sentences(edits, report)) for edits in cause.choices]
        yield from (first, *(f"Or: {other}" for other in others), EVEN)
    elif cause.edits:
        yield from edit_sentences(cause.edits, report)
        yield from (f"Or: {sentence(other)}" for other in cause.alternatives)


def edit_sentences(edits: Sequence[Edit], report: Report) -> list[str]:
    """A sentence for each edit; edits of one row are said together, and rows of one table that take the same edits."""
    rows: dict[tuple[object, ...], list[Edit]] = {}
    for edit in edits:
        rows.setdefault((edit.document, edit.section, edit.place.table, edit.place.row), []).append(edit)
    alike: dict[tuple[object, ...], list[Edit]] = {}
    for (*table, row), together in rows.items():
        orders = ", and ".join(_orders(together, report))
        alike.setdefault((*table, together[0].place.page, orders, 0 if row else len(alike)), []).append(together[0])
    return [f"{_rows_words(firsts, report)}: {orders}." for (*_, orders, _), firsts in alike.items()]


def _rows_words(firsts: Sequence[Edit], report: Report) -> str:
    """The document, with the place of the first edit and the rows of the others."""
    first = firsts[0]
    where = section_words(first.section, first.place, [edit.place.row for edit in firsts[1:]])
    return document_words(report.paper(first.document)) + (f", {where}" if where else "")


def brief(citation: Citation, report: Report) -> str:
    """ "Annex B, section 2 (annex-b.txt:17)"."""
    return f"{place_words(citation, report)} ({spot(report.paper(citation.document), citation.place)})"


def place_words(citation: Citation, report: Report) -> str:
    """ "Annex B, section 2, second row"."""
    title, where = report.paper(citation.document).title, section_words(citation.section, citation.place)
    return f"{title}, {where}" if where else title


def _orders(edits: Sequence[Edit], report: Report) -> Iterator[str]:
    """An order for each edit; what comes to one list is said together."""
    alike: dict[tuple[object, ...], list[Edit]] = {}
    for number, edit in enumerate(edits):
        is_row = not edit.subject or edit.target.partition(" ")[0] == edit.subject
        alone = edit.op != "insert" or is_row
        alike.setdefault((number,) if alone else (edit.field, edit.subject), []).append(edit)
    for key, together in alike.items():
        first = together[0]
        if len(key) == 1:
            yield _order(first)
        else:
            name = report.titles.get(first.field, "")
            of = f"as {name} of" if name else "for"
            yield f"add {listed(edit.target for edit in together)} {of} {first.subject}"


def _order(edit: Edit) -> str:
    if edit.op == "insert":
        return f"add {edit.target}"
    if edit.op == "delete":
        return f"delete {edit.source}"
    return f"write {edit.target} instead of {edit.source}"
