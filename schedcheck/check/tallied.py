"""The relation `tallied`: what documents say of how many answered, and how many of them thought what.

Runs over evidence. Answers are opinions and prove nothing of what they say, but that they were given is so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from schedcheck.check.consultation import BLANK, RESPONSE, TOPIC
from schedcheck.check.evidence import Evidence, by_document, by_scope
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, count_of, listed, title
from schedcheck.fact import Fact
from schedcheck.rule import Rule
from schedcheck.rule.relations import Tallied


def tallied(rule: Rule, slots: Tallied, evidence: Evidence) -> Tally:
    """One finding for each tally that the answers do not bear out."""
    tally = Tally(rule)
    answers = evidence.opinions(slots.respondents)
    numbers = {len({fact.subject for fact in facts}) for facts in by_document(answers)}
    counts = _answers(evidence)
    for fact in (fact for name in slots.of for fact in evidence.judged(name, rule.only)):
        if slots.topic and fact.subject not in (slots.is_, slots.opposite):
            continue
        *some, whole = _figures(fact)
        if not answers:
            tally.unsure(fact.subject, f"no answers are there to count ‘{fact.printed}’", [fact.scope.document])
        elif slots.topic:
            _judge_stance(tally, slots, fact, numbers, evidence)
        elif whole not in numbers:
            _miscounted(tally, fact, _respondents(numbers), answers[0], evidence)
        elif not counts.issuperset(some):
            _miscounted(tally, fact, "no answer was given by so many to any question", answers[0], evidence)
        else:
            tally.kept += 1
    return tally


def _figures(fact: Fact) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", str(fact.value))]


def _answers(evidence: Evidence) -> set[int]:
    """How many gave one answer, or any, to one question."""
    found: set[int] = set()
    for _, facts in by_scope(evidence.opinions(RESPONSE)):
        counts = Counter(str(fact.value).casefold() for fact in facts)
        found |= {*counts.values(), len(facts) - counts[BLANK]}
    return found


def _respondents(numbers: set[int]) -> str:
    counts = sorted(numbers)
    are = "is" if counts == [1] else "are"
    return f"there {are} {' or '.join([*map(str, counts[:-1]), count_of(counts[-1], 'respondent')])}"


def _judge_stance(tally: Tally, slots: Tallied, fact: Fact, numbers: set[int], evidence: Evidence) -> None:
    """One count of those who think so against each question on the topic; one of them is enough to bear it out."""
    asked = {f.subject for f in evidence.opinions(TOPIC) if f.value == slots.topic}
    given = [f for f in evidence.opinions(RESPONSE) if f.section in asked and str(f.value).casefold() != BLANK]
    questions = [own for _, own in by_scope(given)]
    number, *rest = _figures(fact)
    words = _folded(slots.holds if fact.subject == slots.is_ else slots.fails)
    such = [[f for f in own if str(f.value).casefold() in words] for own in questions]
    if not questions:
        reason = f"no question of a consultation on {slots.topic} is there to count ‘{fact.printed}’"
        tally.unsure(fact.subject, reason, [fact.scope.document])
    elif rest and rest[0] not in numbers | {len(own) for own in questions}:
        _miscounted(tally, fact, _respondents(numbers), given[0], evidence)
    elif number in {len(own) for own in such}:
        tally.kept += 1
    elif any(str(f.value).casefold() not in _folded((*slots.holds, *slots.fails)) for f in given):
        reason = f"not every answer on {slots.topic} is one that is known, to count ‘{fact.printed}’"
        tally.unsure(fact.subject, reason, [fact.scope.document])
    else:
        _miscounted(tally, fact, _so_many(questions, such, fact.subject), given[0], evidence)


def _folded(words: Sequence[str]) -> set[str]:
    return {word.casefold() for word in words}


def _so_many(questions: Sequence[list[Fact]], such: Sequence[list[Fact]], stance: str) -> str:
    """How many think so by each question: "3 of 4 answers to Question 1 are ‘in favour’"."""
    return listed(
        f"{len(found)} of {count_of(len(own), 'answer')} to {own[0].section} "
        f"{'is' if len(found) == 1 else 'are'} ‘{stance}’"
        for own, found in zip(questions, such, strict=True)
    )


def _miscounted(tally: Tally, fact: Fact, why: str, answer: Fact, evidence: Evidence) -> None:
    tally.broken(
        fact.subject,
        fact.property,
        f"{title(evidence.paper(fact.scope.document))} says ‘{fact.printed}’, but {why}.",
        [cite(fact, "found", "a count"), cite(answer, "expected", "the first of the answers")],
        (str(fact.value), why),
        certainty=fact.certainty,
    )
