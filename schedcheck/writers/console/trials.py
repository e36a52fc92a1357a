"""The page of `rules test`: what became of each rule's examples, and how one differs that does not do what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from schedcheck.report.trials import Trial, Trials
from schedcheck.writers.console.look import Line, Look, Span, hanging, line
from schedcheck.writers.console.paint import paint
from schedcheck.writers.words import counted

_LEFT = 14
_HINT = "no fact of it is of what the relation compares: see its properties, subjects, states and documents"


def write_trials(trials: Trials, look: Look) -> str:
    """A line for each rule, the examples that differ below it, and the count."""
    lines: list[Line] = []
    for group in trials.by_rule:
        lines += _rule(group, look)
    right = len(trials.trials) - trials.wrong
    ends = f"{counted(len(trials.by_rule), 'rule')}, {counted(len(trials.trials), 'example')}: "
    ends += f"{right} {'does what it says' if right == 1 else 'do what they say'}"
    ends += f", {trials.wrong} {'does' if trials.wrong == 1 else 'do'} not" if trials.wrong else ""
    return paint([*lines, *([()] if lines else []), line(f"{ends} (exit code {trials.exit_code})")], look)


def _rule(group: Sequence[Trial], look: Look) -> Iterator[Line]:
    name, wrong = group[0].tried.rule.name, [trial for trial in group if not trial.tried.is_as_said]
    verdicts = [trial.tried.example.verdict for trial in group]
    counts = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in dict.fromkeys(verdicts))
    sign = Span(look.signs.no, "bad") if wrong else Span(look.signs.yes, "good")
    yield line(sign, " ", Span(look.fit(name), "strong"), f": {counts}")
    for trial in wrong:
        yield from _wrong(trial, look)


def _wrong(trial: Trial, look: Look) -> Iterator[Line]:
    """What an example should give and what it gives, word by word where both are texts."""
    tried = trial.tried
    yield line(f"  example {tried.number}, ", Span(look.fit(f"{trial.file}:{trial.line}"), "dim"))
    yield from hanging("  should be", _said(tried.example.verdict, tried.wanted), look, left=_LEFT, style="expected")
    yield from hanging("  is", _said(tried.outcome, tried.told), look, left=_LEFT, style="found")
    if tried.outcome == "not applicable":
        yield from hanging("  because", [_HINT], look, left=_LEFT)
    if len(tried.wanted) == 1 and len(tried.told) == 1:
        yield from hanging("  differs", [word_diff(tried.wanted[0], tried.told[0])], look, left=_LEFT)


def _said(outcome: str, texts: Sequence[str]) -> list[str]:
    return [f"{outcome}: {text}" for text in texts] or [outcome]


def word_diff(old: str, new: str) -> str:
    """Both texts in one, word by word: "is [-5 s-]{+6 s+} too little"."""
    before, after = old.split(), new.split()
    parts: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = " ".join(before[a:b]), " ".join(after[c:d])
        parts.append(gone if tag == "equal" else (f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else ""))
    return " ".join(parts)
