"""What a relation collects: kept checks counted, findings, and checks that could not be made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import field

from schedcheck.fact import CERTAINTIES, Certainty
from schedcheck.finding import LEVELS, Citation, Edit, Finding, Level, Undecided
from schedcheck.record import define
from schedcheck.rule import Rule

_GUESSED = "; one of these was read by guesswork"


@define
class Tally:
    """The outcome of one rule while it runs. `passed_over` counts what another rule decides instead."""

    rule: Rule
    kept: int = 0
    passed_over: int = 0
    findings: list[Finding] = field(factory=list)
    undecided: list[Undecided] = field(factory=list)

    def broken(
        self,
        subject: str,
        name: str,
        message: str,
        citations: Sequence[Citation],
        values: Iterable[str],
        *,
        state: str = "",
        certainty: Certainty = "plain",
        edits: Sequence[Edit] = (),
        at_most: Level = "error",
    ) -> None:
        """One finding. The first citation is the primary one; a guess lowers the level, and the message says so."""
        level = max(self.rule.level, at_most, key=LEVELS.index)
        if certainty == CERTAINTIES[-1]:
            level = LEVELS[min(LEVELS.index(level) + 1, len(LEVELS) - 1)]
            message = message.removesuffix(".") + _GUESSED + "."
        self.findings.append(
            Finding(
                rule=self.rule.name,
                level=level,
                subject=subject,
                property=name,
                state=state,
                message=message,
                citations=tuple(citations),
                values=tuple(values),
                certainty=certainty,
                edits=tuple(edits),
            )
        )

    def unsure(self, subject: str, reason: str, documents: Iterable[str] = ()) -> None:
        """One check that could not be made."""
        self.undecided.append(Undecided(subject, reason, tuple(documents)))
