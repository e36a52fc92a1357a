"""The smallest set of remedies: which findings hang together, which set is chosen, and where the search gives up."""

from __future__ import annotations

import pytest

from schedcheck.diagnose.remedy import Remedy
from schedcheck.diagnose.search import DEEPEST, STEPS, Problem, problems, smallest
from schedcheck.diagnose.trial import Outcome
from schedcheck.diagnose.weighing import Tried, Weight, drawback, total
from schedcheck.finding import Edit
from schedcheck.place import Place


def tried(name: str, settled: str, *, rows: int = 1, authority: int = 0, slip: int = 0) -> Tried:
    """A remedy by its name, with the findings that it settles."""
    edit = Edit("replace", "paper", "1", name, "cost", "old", "new", Place(line=1))
    weight = Weight(rows=rows, remedies=1, edits=rows, authority=authority, slip=slip)
    return Tried(Remedy((edit,), ()), Outcome(frozenset(settled.split()), ()), weight)


def names(chosen: tuple[Tried, ...]) -> list[str]:
    return sorted(each.remedy.edits[0].subject for each in chosen)


def chosen(findings: str, *every: Tried) -> list[str]:
    return names(smallest(Problem(tuple(findings.split()), every)).tried)


def test_findings_that_one_remedy_settles_are_one_problem() -> None:
    every = [tried("x", "a b"), tried("y", "b c"), tried("z", "d"), tried("n", "note")]
    found = list(problems(["a", "d", "b", "e", "c"], every))
    assert [(problem.findings, names(problem.tried)) for problem in found] == [
        (("a", "b", "c"), ["x", "y"]),
        (("d",), ["z"]),
    ]


def test_what_is_settled_besides_joins_no_problems() -> None:
    every = [tried("x", "a note"), tried("y", "b note")]
    assert [problem.findings for problem in problems(["a", "b"], every)] == [("a",), ("b",)]


def test_remedies_of_a_problem_come_by_weight_and_then_by_what_they_are() -> None:
    every = [tried("z", "a"), tried("b", "a", slip=1), tried("a", "a", slip=1), tried("y", "a", rows=2)]
    (problem,) = problems(["a"], every)
    assert [each.remedy.edits[0].subject for each in problem.tried] == ["z", "a", "b", "y"]


@pytest.mark.parametrize(
    ("every", "best"),
    [
        ([tried("x", "a b c"), tried("y", "a"), tried("z", "b c")], ["x"]),
        ([tried("x", "a b c", rows=3), tried("y", "a"), tried("z", "b c")], ["y", "z"]),
        ([tried("x", "a b", rows=2), tried("y", "a b", rows=2, slip=1), tried("z", "c")], ["x", "z"]),
        ([tried("x", "a b", authority=-30), tried("y", "a b", authority=-40), tried("z", "c")], ["y", "z"]),
        ([tried("x", "a b"), tried("y", "c"), tried("z", "b c")], ["x", "y"]),
        ([tried("v", "a b"), tried("w", "a c"), tried("x", "a"), tried("y", "b"), tried("z", "c")], ["v", "w"]),
    ],
)
def test_the_set_of_least_weight_that_settles_all(every: list[Tried], best: list[str]) -> None:
    found = smallest(Problem(("a", "b", "c"), tuple(sorted(every, key=lambda each: each.weight))))
    assert (names(found.tried), found.proven) == (best, True)


def test_what_looks_best_first_is_not_always_the_smallest() -> None:
    """Two remedies settle six findings; a third settles four of them, and needs two more beside it."""
    every = (tried("greedy", "b c e f"), tried("left", "a b c"), tried("right", "d e f"))
    assert chosen("a b c d e f", *every) == ["left", "right"]


def test_out_of_steps_the_best_set_so_far_is_told_as_not_proven() -> None:
    problem = Problem(("a", "b"), (tried("x", "a"), tried("y", "b")))
    assert smallest(problem).proven
    assert not smallest(problem, 1).proven
    assert names(smallest(problem, 1).tried) == ["x", "y"]


@pytest.mark.parametrize(("count", "proven"), [(DEEPEST, True), (DEEPEST + 1, False)])
def test_past_so_many_remedies_nothing_is_searched(count: int, proven: bool) -> None:
    findings = tuple(f"f{number:04}" for number in range(count))
    found = smallest(Problem(findings, tuple(tried(name, name) for name in findings)))
    assert (len(found.tried), found.proven) == (count, proven)
    assert DEEPEST < STEPS


@pytest.mark.parametrize(
    ("other", "best", "why"),
    [
        (Weight(rows=2), Weight(rows=1), "it changes 2 places instead of 1"),
        (Weight(clouded=1), Weight(), "it leaves a check undecided"),
        (Weight(edits=3), Weight(edits=2), "it takes 3 edits instead of 2"),
        (Weight(authority=-20), Weight(authority=-40), "it edits a document of higher authority"),
        (Weight(witnesses=-1), Weight(witnesses=-2), "fewer documents say the same"),
        (Weight(statements=-1), Weight(statements=-2), "it is said less often"),
        (Weight(slip=2), Weight(slip=1), "it is a larger slip of the pen"),
        (Weight(), Weight(), "it is as good"),
        (Weight(rows=2, slip=1), Weight(rows=1, clouded=1), "it changes 2 places instead of 1"),
    ],
)
def test_why_one_ranks_below_another(other: Weight, best: Weight, why: str) -> None:
    assert drawback(other, best) == why


def test_several_weigh_what_each_of_them_does() -> None:
    one, other = Weight(1, 2, 3, 4, 5, 6, 7, 8), Weight(10, 20, 30, 40, 50, 60, 70, 80)
    assert one + other == Weight(11, 22, 33, 44, 55, 66, 77, 88)
    assert total([tried("x", "a"), tried("y", "b", rows=2)]) == Weight(rows=3, remedies=2, edits=3)
    assert Weight(rows=1, slip=9) < Weight(rows=2)
    assert Weight(remedies=1, slip=9) < Weight(remedies=2)
