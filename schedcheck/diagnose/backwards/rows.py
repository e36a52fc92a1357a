"""Rows of lists put right, and rows added: what a new one says is what is said of its subject elsewhere.

Runs for findings about lists of subjects. What nobody says of the subject is what the row beside it says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from attrs import evolve

from schedcheck.check.pairing import beside_kin, natural
from schedcheck.check.wording import normal, said, subject_place
from schedcheck.diagnose.ground import Ground, inserted, renamed, spoken_by, states
from schedcheck.diagnose.remedy import Remedy, together
from schedcheck.fact import Fact
from schedcheck.finding import Edit
from schedcheck.record import frozen
from schedcheck.rule.relations import SameSet

MOST_PAIRS = 3


@frozen
class Adding:
    """Where what is missing besides would be added: the rows that are right, and the property that lacks it."""

    rows: Sequence[Fact]
    property: str
    slots: SameSet


def paired(
    surplus: Sequence[Fact],
    extra: Sequence[str],
    missing: Sequence[str],
    facts: Sequence[Fact],
    ground: Ground,
    adding: Adding | None = None,
) -> Iterator[Remedy]:
    """Every way in which what is missing may stand where something is too much, and the rest be added; for few ids."""
    ways = [tuple(zip(extra, order, strict=False)) for order in permutations(missing, min(len(extra), len(missing)))]
    for pairs in ways if len(extra) <= MOST_PAIRS and len(missing) <= MOST_PAIRS else ():
        put_right = [
            renamed(f, right, ground, spoken_by((g for g in facts if g.subject == right), ground, "changed here"))
            for wrong, right in pairs
            for f in surplus
            if f.subject == wrong
        ]
        rest = [s for s in missing if s not in {right for _, right in pairs}] if adding else []
        added = [row_added(adding.rows, facts, s, adding.property, adding.slots, ground) for s in rest if adding]
        yield from all_at_once([*put_right, *added])


def all_at_once(parts: Iterable[Remedy | None]) -> Iterator[Remedy]:
    """All at once, if each can be made."""
    made = list(parts)
    sound = [remedy for remedy in made if remedy]
    whole = together(sound) if made and len(sound) == len(made) else None
    if whole:
        yield whole


def row_added(
    mine: Sequence[Fact], facts: Sequence[Fact], subject: str, lacking: str, slots: SameSet, ground: Ground
) -> Remedy | None:
    """A row like the one that it would stand after, with what other documents say of its subject."""
    known = [f for f in facts if f.subject == subject and f.document != mine[0].document] if mine else []
    if not known:
        return None
    ours = [f for f in mine if f.property == lacking] or list(mine)
    alike = beside_kin(subject, [f for f in ours if f.value == known[0].value] or ours, ours)
    before = [f for f in alike if natural(f.subject) < natural(subject)] or alike[:1]
    model = max(before, key=lambda f: natural(f.subject))
    if not ground.is_ours(model):
        return None
    new = [pair for part in _parts_of(model, ground) for pair in _like(part, subject, known, slots, ground)]
    names = [k for name in ground.naming for k in ground.known_names(name, subject, model.document)][:1]
    target = " ".join([subject, *(str(name.value) for name in names)]) if model.place.row else subject
    edit = Edit(
        "insert", model.document, model.section, subject, model.kind or "subject", "", target, subject_place(model)
    )
    return inserted(new, [edit], ground, spoken_by(known, ground, "changed here"))


def _parts_of(model: Fact, ground: Ground) -> list[list[Fact]]:
    """The facts of a row by property and state, without the name."""
    parts: dict[tuple[str, str], list[Fact]] = {}
    for fact in ground.row(model):
        if fact.property not in ground.naming:
            parts.setdefault((fact.property, fact.state), []).append(fact)
    return list(parts.values())


def _like(
    part: Sequence[Fact], subject: str, known: Sequence[Fact], slots: SameSet, ground: Ground
) -> Iterator[tuple[Fact, Fact]]:
    """What a row says of one property, of another subject: what others say of that subject, where they say it.

    What they say of one listed property holds for every other. A further figure is that of a row which has the same
    listed value; where there is none it is left out.
    """
    model = part[0]
    stated = ground.evidence.stated(model.property).get(subject, [])
    listed = [k for k in known if k.property == model.property or model.property in slots.of]
    said_of = listed + stated
    same = [k for k in said_of if k.state in states(model.state) and k.document != model.document]
    if model.value == model.subject:
        yield model, evolve(model, subject=subject, value=subject, printed=subject)
    elif same:
        first = min(same, key=lambda k: ground.evidence.rank(k.document))
        values = {normal(k.value): k for k in reversed(same) if k.document == first.document}
        for k in reversed(values.values()):
            yield part[-1], evolve(model, subject=subject, value=k.value, printed=said(k))
    elif isinstance(model.value, str):
        for fact in part:
            yield fact, evolve(fact, subject=subject)
    else:
        yield from (
            (part[-1], evolve(part[-1], subject=subject, value=k.value, printed=said(k)))
            for k in _of_like_rows(model, known[0], slots, ground)
        )


def _of_like_rows(model: Fact, known: Fact, slots: SameSet, ground: Ground) -> Iterator[Fact]:
    """A figure in a row that has the listed value which is known of a subject: of the same document, else of any."""
    stated = ground.evidence.stated(model.property)
    first: dict[str, dict[tuple[str, str], Fact]] = {}
    for name in slots.of:
        for other in sorted(ground.having(name, known.value), key=lambda f: f.document != model.document):
            if other.subject not in first:
                first[other.subject] = {(f.document, f.state): f for f in reversed(stated.get(other.subject, []))}
            same = first[other.subject].get((other.document, other.state))
            if same and same.value != other.value:
                yield same
                return
