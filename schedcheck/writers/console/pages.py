"""The pages of `explain` and `rules`: a rule with its examples, a case in full, the list of rules."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from schedcheck.diagnose import Cause
from schedcheck.report import Report
from schedcheck.rule import Example, ExampleFact, Rule
from schedcheck.rule.example import EARLIER
from schedcheck.writers.console.blocks import cause_block, finding_block
from schedcheck.writers.console.look import Line, Look, Span, Style, hanging, line, pad, paragraph, size
from schedcheck.writers.console.paint import paint
from schedcheck.writers.console.proof import proof_lines
from schedcheck.writers.words import counted, sentence

_LEFT = 12
_MARGIN = 10


def write_rule(rule: Rule, look: Look) -> str:
    """The page of one rule."""
    return paint(_rule(rule, look), look)


def write_case(name: str, report: Report, look: Look) -> str:
    """A finding or a cause in full, with every quote, how it was judged, and where its rule is explained."""
    cause = next((c for c in report.causes if c.id == name), None)
    if cause:
        lines = cause_block(cause, report, look)
        for each in (f for f in report.findings if f.id in cause.explains):
            lines += proof_lines(each, report, look)
        names = dict.fromkeys(f.rule for f in report.findings if f.id in cause.explains)
    else:
        finding = next(f for f in report.findings if f.id == name)
        lines = finding_block(finding, report, look)
        lines += [*_explaining(name, report), *proof_lines(finding, report, look)]
        cause = report.cause_of.get(name)
        names = dict.fromkeys([finding.rule])
    lines += _ruled_out(cause, look) if cause and cause.ruled_out else []
    for rule in filter(None, (report.rule(each) for each in names)):
        lines += [(), *hanging("Rule", [f"{rule.name}, of the family {rule.family}"], look, left=_LEFT)]
        lines.append(line(Span("  Examples".ljust(_LEFT), "strong"), f"schedcheck explain {rule.name}"))
    return paint(lines, look)


def write_rules(rules: Sequence[Rule], look: Look) -> str:
    """Every rule by family: level, name, title with relation and authority; all but the name below it where need be."""
    names = [size(look.fit(rule.name)) for rule in rules]
    titles = [size(look.fit(_titled(rule))) for rule in rules]
    beside = not look.columns or _MARGIN + max(names, default=0) + 2 + max(titles, default=0) <= look.columns
    lines: list[Line] = []
    for family, group in groupby(sorted(rules, key=lambda r: (r.family, r.name)), key=lambda r: r.family):
        lines.append(line(Span(look.fit(family), "strong")))
        for rule in group:
            lines += _beside(rule, max(names), look) if beside else _below(rule, look)
        lines.append(())
    lines.append(line(f"{counted(len(rules), 'rule')}. More: schedcheck explain RULE"))
    return paint(lines, look)


def _titled(rule: Rule) -> str:
    return f"{rule.title} ({'; '.join(filter(None, (rule.relation.kind, rule.authority)))})"


def _beside(rule: Rule, width: int, look: Look) -> list[Line]:
    head = Span(f"  {rule.level}".ljust(_MARGIN), rule.level)
    return [line(head, pad(look.fit(rule.name), width), Span(f"  {look.fit(_titled(rule))}", "dim"))]


def _below(rule: Rule, look: Look) -> list[Line]:
    head = Span(f"  {rule.level}".ljust(_MARGIN), rule.level)
    return [line(head, look.fit(rule.name)), *paragraph(_titled(rule), look, _MARGIN, "dim")]


def _explaining(name: str, report: Report) -> list[Line]:
    """The cause that a finding is folded under."""
    causes = [cause.id for cause in report.causes if name in cause.explains]
    return [line(Span("  Cause".ljust(_LEFT), "strong"), f"schedcheck explain {each}") for each in causes]


def _ruled_out(cause: Cause, look: Look) -> list[Line]:
    """What was tried too, and which rule that would break."""
    lines = [(), *hanging("Ruled out", [sentence(each) for each in cause.ruled_out], look, left=_LEFT)]
    return lines if cause.proven else [*lines, line("  Not every way was compared: there were too many.")]


def _rule(rule: Rule, look: Look) -> list[Line]:
    lines = paragraph(rule.title, look, style="strong")
    about = f"{rule.name}: {rule.level}, family {rule.family}, relation {rule.relation.kind}"
    lines += paragraph(about, look, style="dim")
    parts = (("Says", rule.says), ("Why", rule.because), ("Authority", rule.authority), ("Ask", rule.ask))
    for label, text in parts:
        lines += hanging(label, [sentence(text)], look, left=_LEFT) if text else []
    for example in rule.examples:
        lines += [(), *_example(example, look)]
    return lines


_STYLES: dict[str, Style] = {"kept": "good", "broken": "bad", "undecided": "warning"}


def _example(example: Example, look: Look) -> list[Line]:
    """The facts of an example, then what becomes of them."""
    facts = [f"{name} {value}" for name, value in example.facts.items()]
    lines = [line(Span("  Example", "strong"), f" of what is {example.verdict}")]
    lines += hanging("", [*([", ".join(facts)] if facts else []), *map(_stated, example.fact)], look, left=4)
    says = example.message or example.reason
    text = f"{example.verdict}: {says}" if says else example.verdict
    return lines + hanging("", [f"{look.signs.arrow} {text}"], look, left=4, style=_STYLES[example.verdict])


def _stated(fact: ExampleFact) -> str:
    """One fact of an example, in words."""
    where = fact.document + (f" {fact.section}" if fact.section else "") + (f" in {EARLIER}" if fact.earlier else "")
    state = "" if fact.state == "current" else f"{fact.state} "
    subject = f"{fact.subject} " if fact.subject else ""
    return f"{where}{': ' if where else ''}{subject}{fact.property} {state}{fact.value}"
