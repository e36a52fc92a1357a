"""The story of `apply`: what an amendment does to the schedules, checked and written into their files.

A schedule's file gets one block for each row that changes, and keeps every byte that it had. Before anything is
written, the new bytes are read again: they must hold what the plan says.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence

from attrs import evolve

from schedcheck.amend import NO_DAY, Amendment, amendments, as_of
from schedcheck.amend.plan import Plan, Step, plans, why
from schedcheck.app.choice import chosen_schedules
from schedcheck.app.files import BUILTIN, File, documents
from schedcheck.app.journal import Exchange, finish, write_together
from schedcheck.app.options import Options
from schedcheck.app.packs import sources
from schedcheck.app.reading import Tell, own_first, reader_for, silent
from schedcheck.app.words import Words, find_words
from schedcheck.app.workspace import find_workspace
from schedcheck.document import Source
from schedcheck.errors import CannotStart
from schedcheck.fact import Fact
from schedcheck.readers import read
from schedcheck.reading import Reading
from schedcheck.recognise import recognise
from schedcheck.record import frozen
from schedcheck.tomlfile import load
from schedcheck.tomlfile.appending import Block, Written, appended
from schedcheck.vocabulary import Vocabulary

_NOTHING = "Nothing was written."
_KEY = re.compile(r"(?P<array>.+?)\[(?P<index>\d+)\]\.(?P<key>.+)")


@frozen
class Applied:
    """What `apply` shows: a plan for each schedule, what no schedule is there for, and the files that were written.

    `titles` are those of properties and of kinds of schedules.
    """

    plans: tuple[Plan, ...]
    homeless: tuple[Amendment, ...]
    titles: Mapping[str, str]
    written: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Can everything be applied?"""
        return not self.homeless and not any(plan.unapplied for plan in self.plans)


def apply(path: str, options: Options, *, write: bool = False, tell: Tell = silent) -> Applied:
    """The plan of an amendment's document; with `write`, its schedules are changed, or CannotStart says why not."""
    workspace = find_workspace(options.workspace, options.config, allow_empty=True)
    words = find_words(options, workspace)
    if os.path.isdir(path):
        raise CannotStart("this is a folder", path, "Name the file of one amendment.")
    papers = documents([path])
    files = chosen_schedules(options, workspace, papers)
    opened = sources((*papers, *files))
    readings, refused = reader_for(words, options, tell).readings(opened)
    if refused:
        raise CannotStart(refused[0].reason, refused[0].file, refused[0].way_out or _NOTHING)
    readings = own_first(readings)
    made = _amendments(path, readings)
    facts = [fact for reading in readings for fact in reading.facts]
    held = [reading.paper for reading in readings]
    found = tuple(plan for each in made for plan in plans(each, facts, held))
    homeless = tuple(each for each in made if not any(plan.amendment is each for plan in found))
    outcome = Applied(found, homeless, _titles(words.vocabulary))
    if not write:
        return outcome
    _check_writable(outcome)
    by_name = {each.file: each.content for each in opened if isinstance(each, Source)}
    _check_one_each(found)
    changes = [_change(plan, facts, files, by_name, words) for plan in found]
    write_together(changes)
    return evolve(outcome, written=tuple(change.file.shown for change in changes))


def _titles(vocabulary: Vocabulary) -> Mapping[str, str]:
    """What properties and kinds of schedules are called."""
    return {**vocabulary.titles} | {kind.kind: (*kind.names, kind.title)[0] for kind in vocabulary.documents}


def finish_writing(options: Options) -> tuple[str, ...]:
    """Puts in place what an `apply` that was stopped had begun to write. The files that are new now."""
    return finish(find_workspace(options.workspace, options.config, allow_empty=True).schedules)


def _amendments(path: str, readings: Sequence[Reading]) -> tuple[Amendment, ...]:
    made = amendments((f for r in readings for f in r.facts), (r.paper for r in readings))
    if not made:
        raise CannotStart("this is no amendment", path, "Name a document that says what it changes in a schedule.")
    for each in made:
        if not each.changes:
            raise CannotStart(
                f"{each.id} changes nothing that was understood", each.file, f"See: schedcheck facts {path}"
            )
        if each.effective == NO_DAY:
            raise CannotStart(f"{each.id} does not say from which day it holds", each.file, "Give its effective date.")
    return made


def _check_writable(outcome: Applied) -> None:
    """What must hold before a file is touched; the first that does not is said."""
    for each in outcome.homeless:
        called = outcome.titles.get(each.schedule, each.schedule)
        what = f"there is no schedule called {called}" if called else "it names no schedule"
        raise CannotStart(what, each.file, _NOTHING)
    for plan in outcome.plans:
        amendment, paper = plan.amendment, plan.paper
        if plan.written:
            raise CannotStart(f"{amendment.id} is in the history already", paper.file, _NOTHING)
        if amendment.status == "withdrawn":
            raise CannotStart(f"{amendment.id} is withdrawn", amendment.file, _NOTHING)
        if amendment.status != "agreed":
            said = amendment.status or "of a status that it does not say"
            raise CannotStart(f"{amendment.id} is {said}", amendment.file, 'Only what is "agreed" is written.')
        if plan.unapplied:
            reasons = "\n  ".join(why(each, outcome.titles) for each in plan.unapplied)
            raise CannotStart(f"{amendment.id} can not be applied:\n  {reasons}", paper.file, _NOTHING)
        if paper.file.startswith(BUILTIN):
            way = 'Copy it into a folder of your own, and name that in schedcheck.toml:  schedules = ["schedules"]'
            raise CannotStart("this schedule is built in and not yours to change", paper.file, way)
        if not paper.file.casefold().endswith(".toml"):
            way = "Bring it into TOML first, or change it in its own program."
            raise CannotStart("only a schedule in TOML can be written", paper.file, way)


def _check_one_each(found: Sequence[Plan]) -> None:
    """Each plan is made for the file as it is: of two for one file, the second would undo the first."""
    first: dict[str, Plan] = {}
    for plan in found:
        other = first.setdefault(plan.paper.file, plan)
        if other is not plan:
            what = f"both {other.amendment.id} and {plan.amendment.id} change it"
            way = f"Put each into a file of its own, and write one after the other. {_NOTHING}"
            raise CannotStart(what, plan.paper.file, way)


def _change(
    plan: Plan, facts: Sequence[Fact], files: Sequence[File], contents: Mapping[str, bytes], words: Words
) -> Exchange:
    """The file's new bytes, read again and compared with the plan."""
    file = next(each for each in files if each.shown == plan.paper.file)
    own = [fact for fact in facts if fact.scope.document == plan.paper.id]
    before = contents[file.shown]
    content = appended(before, file.shown, _blocks(plan, own, load(before, file.shown).values))
    document = read(Source(file.shown, content, hashlib.sha256(content).hexdigest()), words.vocabulary)
    again = recognise([document], words.vocabulary)
    held = as_of((fact for reading in again for fact in reading.facts), plan.amendment.effective)
    if _values(held) != _values(plan.facts):
        raise CannotStart("what would be written does not read as the plan says", file.shown, _NOTHING)
    return Exchange(file, before, content)


def _values(facts: Sequence[Fact]) -> set[tuple[str, str, str]]:
    return {(f.subject, f.property, str(f.value) if isinstance(f.value, str) else f.value.normal()) for f in facts}


@frozen
class _Spot:
    """Where a value stands in its file: the array, the number of its block and the key."""

    array: str
    block: int
    key: str


def _blocks(plan: Plan, own: Sequence[Fact], values: Mapping[str, object]) -> list[Block]:
    """One block for each row, in the order of the plan."""
    rows: dict[str, list[Step]] = {}
    for step in plan.steps:
        rows.setdefault(step.subject, []).append(step)
    return [_block(plan, subject, steps, own, values) for subject, steps in rows.items()]


def _block(plan: Plan, subject: str, steps: Sequence[Step], own: Sequence[Fact], values: Mapping[str, object]) -> Block:
    """What changes of a row, below its last block; a row that is new comes last of all."""
    row = [fact for fact in own if fact.subject == subject]
    last = max((_spot(fact, plan) for fact in row or own), key=lambda spot: spot.block)
    key = _KEY.fullmatch((row or own)[0].named.key)
    name = key["key"] if key else "id"
    printed = _value(values, evolve(last, key=name)) if row else subject
    entries: list[tuple[str, Written]] = [(name, printed if isinstance(printed, str) else subject)]
    entries += [("from", plan.amendment.effective), ("authority", plan.amendment.id)]
    for step in steps:
        entries.append(("deleted", True) if step.sign == "-" else _entry(plan, step, own, values))
    return Block(last.array, last.block, tuple(entries))


def _entry(plan: Plan, step: Step, own: Sequence[Fact], values: Mapping[str, object]) -> tuple[str, Written]:
    """The key under which the file has such values, and the new ones; a list where the file has lists."""
    like = next((fact for fact in own if fact.property == step.property and fact.place.key), None)
    if like is None:
        raise CannotStart(
            f"no row of it has a value like the {step.property} of {step.subject}", plan.paper.file, _NOTHING
        )
    spot = _spot(like, plan)
    printed = tuple(fact.printed or str(fact.value) for fact in step.new)
    if isinstance(_value(values, spot), list):
        return spot.key, printed
    return spot.key, printed[0]


def _value(values: Mapping[str, object], spot: _Spot) -> object:
    rows = values.get(spot.array)
    row = rows[spot.block] if isinstance(rows, list) and spot.block < len(rows) else {}
    return row.get(spot.key) if isinstance(row, Mapping) else None


def _spot(fact: Fact, plan: Plan) -> _Spot:
    found = _KEY.fullmatch(fact.place.key)
    if not found:
        raise CannotStart("its rows are not blocks of TOML", plan.paper.file, _NOTHING)
    return _Spot(found["array"], int(found["index"]), found["key"])
