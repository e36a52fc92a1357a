"""The story of `draft-can`: what documents propose to change -> amendments in TOML, one for each schedule and contract.

What is written is read back before it is given: it must state exactly what was taken. Whose a schedule or a figure is
comes from the schedules and the rules, and so does the property that dates a change.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from attrs import evolve

from schedcheck.amend.drafted import comment, draft_text, gaps, where
from schedcheck.amend.drafting import Draft, Left, Owners, drafts, proposals
from schedcheck.app.draftheading import for_now, heading_of
from schedcheck.app.options import Options
from schedcheck.app.reading import Tell, silent
from schedcheck.app.setting import Setting, find_setting
from schedcheck.app.verifying import verify
from schedcheck.app.writing import write_whole
from schedcheck.document import Source
from schedcheck.errors import CannotStart
from schedcheck.fact import Fact, Facts
from schedcheck.readers import read
from schedcheck.recognise import recognise
from schedcheck.record import frozen
from schedcheck.rule.relations import Carried, Owned
from schedcheck.tomlfile import did_you_mean
from schedcheck.vocabulary import DocumentKind, Vocabulary, compact

_Statement = tuple[str, str, str, str]


@frozen
class Wish:
    """What to draft: a schedule by its title, kind or file, a contract, the id of the amendment, where to put it.

    "" is for all of them, and for none.
    """

    schedule: str = ""
    contract: str = ""
    id: str = ""
    to: str = ""
    replace: bool = False


@frozen
class Drafted:
    """One amendment as TOML. `gaps` are keys to be filled in, `doubtful` what should be looked at, a line each."""

    text: str
    name: str
    rows: int
    gaps: tuple[str, ...]
    doubtful: tuple[str, ...]
    file: str = ""


@frozen
class DraftedAll:
    """Every draft, and what was left, a line each."""

    drafts: tuple[Drafted, ...]
    left: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """0, or 3 where something is left, to be looked at or to be filled in."""
        return 3 if self.left or any(each.gaps or each.doubtful for each in self.drafts) else 0


def draft_amendments(paths: Sequence[str], wish: Wish, options: Options, tell: Tell = silent) -> DraftedAll:
    """The amendments that the documents' proposals need; written to files where a place was named.

    CannotStart where nothing can be drafted, a name is not known, or a file is there already.
    """
    setting = find_setting(options)
    vocabulary = setting.words.vocabulary
    kind = _amending_kind(vocabulary)
    report = verify(paths, options, tell)
    facts, owners = report.facts, _owners(report.facts, setting)
    schedules = _schedules(wish, facts, vocabulary)
    proposed, doubtful = proposals(facts)
    fields = {name: _field(name, vocabulary) for name in {each.property for each in proposed}}
    known = [each for each in proposed if fields[each.property]]
    made, left = drafts(known, facts, owners, schedules=schedules, contract=_contract(wish, facts, owners))
    nameless = [Left(p.subject, p.property, "no schedule is known to have such a column", (p.new,)) for p in proposed]
    left = (*doubtful, *left, *(each for each in nameless if not fields[each.property]))
    if not made:
        if report.refused:
            first = report.refused[0]
            raise CannotStart(first.reason, first.file, first.way_out)
        raise CannotStart(
            f"nothing in these documents proposes a change of what {_asked(wish)} holds",
            way_out="\n  ".join(["See what is read of them:  schedcheck facts FILE", *_left(left, facts)]),
        )
    if wish.id and len(made) > 1:
        raise CannotStart(
            f"--id names one amendment, and these documents need {len(made)}: {'; '.join(map(_name, made))}",
            way_out="Choose one with --schedule and --contract.",
        )
    drafted = [_drafted(draft, kind, wish, facts, setting, fields) for draft in made]
    files = _files(drafted, wish)
    refused = tuple(f"{each.file}: {each.reason}" for each in report.refused)
    unread = tuple(f"{p.file}: {gap}" for p in facts.papers.values() if not p.schedule for gap in p.gaps)
    for each in files:
        if each.file:
            write_whole(Path(each.file), each.text.encode())
    return DraftedAll(files, (*_left(left, facts), *refused, *unread))


def _asked(wish: Wish) -> str:
    if wish.schedule:
        return f"{wish.schedule} in the contract {wish.contract}" if wish.contract else wish.schedule
    return f"a schedule of the contract {wish.contract}" if wish.contract else "a contract's schedule"


def _amending_kind(vocabulary: Vocabulary) -> DocumentKind:
    kind = next((each for each in vocabulary.documents if each.amends), None)
    if kind is None:
        raise CannotStart("the vocabulary knows no kind of document that amends a schedule")
    return kind


def _owners(facts: Facts, setting: Setting) -> Owners:
    """Whose each schedule and figure is, as schedules and rules say."""
    relations = [rule.relation for rule in setting.rules]
    names = {relation.owner for relation in relations if isinstance(relation, Owned)}
    said = [fact for name in sorted(names) for fact in facts.of(name)]
    schedules = {setting.words.vocabulary.named(fact.subject): str(fact.value) for fact in said}
    belong = [relation.belong for relation in relations if isinstance(relation, Owned | Carried)]
    return Owners(schedules, {name: owner for each in belong for name, owner in each.items()})


def _schedules(wish: Wish, facts: Facts, vocabulary: Vocabulary) -> frozenset[str]:
    """The ids of the schedules that were asked for: one by its own title or file, or all of a kind by its names."""
    if not wish.schedule:
        return frozenset()
    here = [paper for paper in facts.papers.values() if paper.schedule]
    kind = vocabulary.named(wish.schedule, wish.contract)
    own = {p.id for p in here if compact(p.title) == compact(wish.schedule) or p.file == wish.schedule}
    found = own or {paper.id for paper in here if kind and paper.kind == kind}
    if not found:
        titles = sorted(dict.fromkeys(paper.title for paper in here))
        near = did_you_mean(wish.schedule, [*titles, *(paper.kind for paper in here)])
        raise CannotStart(
            f"--schedule: no schedule called {wish.schedule} is here{near}", way_out=f"Here are: {', '.join(titles)}."
        )
    return frozenset(found)


def _contract(wish: Wish, facts: Facts, owners: Owners) -> str:
    known = sorted({*owners.properties.values(), *map(owners.of, facts.papers.values())} - {""})
    if wish.contract and not wish.schedule and compact(wish.contract) not in map(compact, known):
        near = did_you_mean(wish.contract, known)
        raise CannotStart(
            f"--contract: nothing here belongs to a contract called {wish.contract}{near}",
            way_out=f"Contracts are: {', '.join(known)}.",
        )
    return wish.contract


def _field(name: str, vocabulary: Vocabulary) -> str:
    """What a row calls this property: its plain name where that is a heading, "" where no table has such a column."""
    columns = [c for form in vocabulary.plain_tables if form.key for c in form.column if c.property == name]
    title = vocabulary.titles.get(name, name)
    headings = {compact(heading) for column in columns for heading in (name, *column.headings)}
    return "" if not columns else title if compact(title) in headings else name


def _drafted(
    draft: Draft, kind: DocumentKind, wish: Wish, facts: Facts, setting: Setting, fields: Mapping[str, str]
) -> Drafted:
    heading = heading_of(draft, kind, wish.id, facts, setting)
    sources = dict.fromkeys(facts.paper(row.proposal.new.document).file for row in draft.rows)
    top = f"# Drafted from {comment(', '.join(sources))}. Compare each row with its source.\n\n"
    _read_back(draft_text(draft, for_now(heading), fields, facts.papers), draft, setting.words.vocabulary)
    doubtful = tuple(
        f"{row.proposal.subject}, {fields[row.proposal.property]}: {doubt}"
        for row in draft.rows
        for doubt in row.doubts
    )
    text = top + draft_text(draft, heading, fields, facts.papers)
    return Drafted(text, _name(draft), len(draft.rows), gaps(heading), doubtful, _file_name(draft))


def _name(draft: Draft) -> str:
    schedule = draft.paper.title if draft.paper else "a schedule that is not here"
    whose = [part for part in (draft.contract, draft.region) if compact(part) not in compact(schedule)]
    return f"{' '.join(whose)}: {schedule}" if whose else schedule


def _read_back(text: str, draft: Draft, vocabulary: Vocabulary) -> None:
    """What was written states what was taken, and nothing else."""
    content = text.encode()
    source = Source("draft.toml", content, hashlib.sha256(content).hexdigest())
    taken = {fact.property for row in draft.rows for fact in (row.proposal.new,)}
    found = {
        (fact.subject, fact.property, fact.state, _normal(fact))
        for reading in recognise([read(source, vocabulary)], vocabulary)
        for fact in reading.facts
        if fact.property in taken
    }
    differing = sorted(found ^ set(_statements(draft)))
    if differing:
        subject, name, state, value = differing[0]
        raise CannotStart(
            f"the {state} {name} of {subject}, {value}, would not be read back as it stands",
            way_out="Nothing was written. Look at this value in its document first:  schedcheck facts FILE",
        )


def _statements(draft: Draft) -> Iterator[_Statement]:
    for row in draft.rows:
        new = row.proposal.new
        yield new.subject, new.property, "proposed", _normal(new)
        if row.old is not None:
            yield new.subject, new.property, "current", _normal(row.old)


def _normal(fact: Fact) -> str:
    return fact.value if isinstance(fact.value, str) else fact.value.normal()


def _files(drafted: Sequence[Drafted], wish: Wish) -> tuple[Drafted, ...]:
    """Each draft with its file: the one that was named, or one of its own in a folder."""
    if not wish.to:
        return tuple(evolve(each, file="") for each in drafted)
    folder = os.path.isdir(wish.to)
    if len(drafted) > 1 and not folder:
        names = "; ".join(each.name for each in drafted)
        raise CannotStart(
            f"these are {len(drafted)} amendments and one file: {names}",
            wish.to,
            "Name a folder that is there, or choose one with --schedule and --contract.",
        )
    named = tuple(evolve(d, file=os.path.join(wish.to, d.file) if folder else wish.to) for d in drafted)
    there = [each.file for each in named if os.path.exists(each.file)]
    if there and not wish.replace:
        raise CannotStart("this file is there already", there[0], "Name another, or say --replace.")
    return named


def _file_name(draft: Draft) -> str:
    """Contract, schedule and region, each once."""
    kind = draft.paper.kind if draft.paper else ""
    contract = "" if compact(kind).startswith(compact(draft.contract)) else draft.contract
    words = re.findall(r"[a-z0-9.]+", f"{contract} {kind} {draft.region}".casefold())
    return f"draft-{'-'.join(words)}.toml"


def _left(left: Iterable[Left], facts: Facts) -> Iterator[str]:
    """Why each thing was left; what shares property and reason in one line."""
    together: dict[tuple[str, str, str], list[Left]] = {}
    for each in left:
        where_ = each.subject if each.reason == "several values" else ""
        together.setdefault((each.property, each.reason, where_), []).append(each)
    for (name, reason, _), own in together.items():
        subjects = ", ".join(dict.fromkeys(each.subject for each in own))
        values = ""
        if reason == "several values":
            values = ": " + ", ".join(f"{f.printed or f.value} ({where(f, facts.papers)})" for f in own[0].facts)
        yield f"{facts.title(name)} of {subjects}: {reason}{values}"
