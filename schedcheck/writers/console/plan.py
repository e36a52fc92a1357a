"""The plan of an amendment: what comes, goes and changes in each schedule, like a difference; totals last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schedcheck.amend import Amendment
from schedcheck.amend.history import ROW_CHANGE
from schedcheck.amend.plan import Plan, Step, why
from schedcheck.fact import Fact
from schedcheck.quantity import day_in_words
from schedcheck.writers.console.look import Look
from schedcheck.writers.words import counted

_NOT = "!"


def write_plan(plans: Sequence[Plan], homeless: Sequence[Amendment], titles: Mapping[str, str], look: Look) -> str:
    """The plan of every schedule, what can not be applied, and the totals.

    `titles` are those of properties and of kinds of schedules.
    """
    lines = [line for plan in plans for line in _plan(plan, titles)]
    for amendment in homeless:
        schedule = titles.get(amendment.schedule, amendment.schedule)
        whose = f" of the {amendment.contract} contract" if amendment.contract else ""
        told = f"there is no such schedule{whose} here" if schedule else "it does not say which schedule it changes"
        lines += [f"{amendment.id} to {schedule or 'no schedule'}", f"  {_NOT} {told}"]
    lines.append(_totals(plans, homeless))
    return "".join(f"{look.fit(line)}\n" for line in lines)


def _plan(plan: Plan, titles: Mapping[str, str]) -> Iterator[str]:
    amendment = plan.amendment
    status = f", {amendment.status}" if amendment.status else ""
    yield f"{plan.paper.title}   {plan.paper.file}"
    yield f"from {day_in_words(amendment.effective)}, by {amendment.id}{status}"
    if plan.written:
        yield f"  {_NOT} nothing is left to do: {amendment.id} is in the history of this schedule already"
    names = [titles.get(step.property, step.property) for step in plan.steps]
    subjects = max((len(step.subject) for step in plan.steps), default=0)
    width = max(map(len, names), default=0)
    for step, name in zip(plan.steps, names, strict=True):
        label = "the whole row" if step.property == ROW_CHANGE else name
        yield f"  {step.sign} {step.subject:<{subjects}}  {label:<{width}}  {_values(step)}".rstrip()
    for each in plan.unapplied:
        yield f"  {_NOT} {each.change.subject}: {why(each, titles)}"


def _values(step: Step) -> str:
    old, new = _printed(step.old), _printed(step.new)
    return f"{old} -> {new}" if step.sign == "~" else new or old


def _printed(facts: Sequence[Fact]) -> str:
    return ", ".join(fact.printed or str(fact.value) for fact in facts)


def _totals(plans: Sequence[Plan], homeless: Sequence[Amendment]) -> str:
    steps = [step for plan in plans for step in plan.steps]
    parts = [sum(1 for step in steps if step.sign == sign) for sign in "+~-"]
    lost = sum(len(plan.unapplied) for plan in plans) + sum(len(each.changes) for each in homeless)
    told = f"{counted(len(steps), 'change')}: {parts[0]} added, {parts[1]} changed, {parts[2]} removed."
    return f"{told} {lost} can not be applied." if lost else told
