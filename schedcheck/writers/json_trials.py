"""`rules test --format json`: every example that was tried, what it says and what became of it."""

from __future__ import annotations

from schedcheck.report.trials import Trial, Trials
from schedcheck.writers.json import printed
from schedcheck.writers.json_values import Json


def write_json_trials(trials: Trials, *, ascii_only: bool = False) -> str:
    """What `rules test --format json` prints."""
    listed: list[Json] = [_trial(trial) for trial in trials.trials]
    return printed({"format": 1, "wrong": trials.wrong, "examples": listed}, ascii_only=ascii_only)


def _trial(trial: Trial) -> Json:
    tried = trial.tried
    expected: list[Json] = [*tried.wanted]
    actual: list[Json] = [*tried.told]
    return {
        "rule": tried.rule.name,
        "example": tried.number,
        "file": trial.file,
        "line": trial.line,
        "ok": tried.is_as_said,
        "expected": {"verdict": tried.example.verdict, "says": expected},
        "actual": {"verdict": tried.outcome, "says": actual},
    }
