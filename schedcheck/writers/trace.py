"""The words of a trace, for every writer that shows one."""

from __future__ import annotations

from collections.abc import Sequence

from schedcheck.report.trace import How, Taken, Trace
from schedcheck.writers.words import counted

LOST = "words are missing"
OPEN = "not known, for it was not read in full or names none by number"

_WORDS: dict[How, str] = {"missing": "not answered", "open": "answer not known"}


def words_of(how: How) -> str:
    return _WORDS.get(how, how)


def sections(taken: Taken) -> Sequence[str]:
    """The numbers of the sections in which it is taken up, each once; none where some have no number."""
    named = list(dict.fromkeys(fact.section for fact in taken.facts))
    return named if all(name[:1].isdigit() for name in named) else ()


def title_of(trace: Trace) -> str:
    return f"Where each {trace.rows[0].title} is taken up"


def summed_up(trace: Trace) -> str:
    """How many there are, and how many are answered, not answered and shortened."""
    title = trace.rows[0].title
    hows = [{each.how for each in row.taken} for row in trace.rows]
    parts = [f"{sum('answered' in of for of in hows)} answered"]
    parts += [f"{n} not answered"] if (n := sum("missing" in of for of in hows)) else []
    parts += [f"{n} of which that is not known"] if (n := sum(not of & {"answered", "missing"} for of in hows)) else []
    parts += [f"{n} restated without all words"] if (n := sum(any(t.lost for t in r.taken) for r in trace.rows)) else []
    return f"{counted(len(trace.rows), title)}: {', '.join(parts)}."
