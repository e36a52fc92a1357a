"""Examples of rules that were tried, with the place of each: what a writer shows to an author of rules."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from schedcheck.check.examples import Tried
from schedcheck.record import frozen


@frozen
class Trial:
    """One example with the file and line where it stands."""

    file: str
    line: int
    tried: Tried


@frozen
class Trials:
    """All examples that were tried, by rule."""

    trials: tuple[Trial, ...]

    @property
    def by_rule(self) -> tuple[Sequence[Trial], ...]:
        return tuple(tuple(group) for _, group in groupby(self.trials, key=lambda trial: trial.tried.rule.name))

    @property
    def wrong(self) -> int:
        """How many examples do not do what they say."""
        return sum(not trial.tried.is_as_said for trial in self.trials)

    @property
    def exit_code(self) -> int:
        return 1 if self.wrong else 0
