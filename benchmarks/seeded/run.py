"""Makes packs and runs the program on them, in several processes; the same jobs give the same outcomes."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Literal

from attrs import asdict, evolve, frozen

from benchmarks.seeded.harmless import HARMLESS
from benchmarks.seeded.judge import Outcome, Program, is_found, judged
from benchmarks.seeded.operators import OPERATORS, Seeded
from benchmarks.seeded.pack import Pack, left_open, made_pack, write_pack
from benchmarks.seeded.paper import Paper
from benchmarks.seeded.story import Service, load_registry

Sort = Literal["one", "two", "clean", "harmless"]
_TRIES = 60


@frozen
class Job:
    """One pack to make: its sort, the operator where there is one, its seed."""

    sort: str
    operator: str
    seed: str

    @property
    def name(self) -> str:
        return "/".join((self.sort, self.operator or "-", self.seed))

    @classmethod
    def named(cls, name: str) -> Job:
        return cls(*(part if part != "-" else "" for part in name.split("/")))


@frozen
class Done:
    """A job with its outcome; `edit` is what was seeded, by its name."""

    job: Job
    outcome: Outcome
    edit: str = ""


@frozen
class Made:
    """A pack ready to be written: further papers, and the errors in it."""

    pack: Pack
    further: tuple[Paper, ...] = ()
    errors: tuple[Seeded, ...] = ()
    edit: str = ""


@frozen
class Measured:
    """All outcomes, in the order of the jobs."""

    done: tuple[Done, ...]

    @classmethod
    def of(cls, done: Iterable[Done]) -> Measured:
        return cls(tuple(done))


def made(job: Job, registry: tuple[Service, ...]) -> Made:
    """The pack of a job: the first of a few seeds in which what is to be seeded has a place."""
    for attempt in range(_TRIES):
        rng = Random(f"{job.name}/{attempt}")
        pack = made_pack(f"{job.name}/{attempt}", registry)
        found = _seeded(job, pack, rng)
        if found is not None:
            return found
    raise ValueError(f"no pack has a place for {job.name}")


def _seeded(job: Job, pack: Pack, rng: Random) -> Made | None:
    if job.sort == "clean":
        return Made(pack)
    if job.sort == "harmless":
        name = rng.choice(sorted(HARMLESS))
        edited = HARMLESS[name](pack, rng)
        return Made(edited[0], edited[1], edit=name) if edited else None
    if job.sort == "two":
        return _two(pack, rng)
    error = OPERATORS[job.operator](pack, rng)
    return Made(error.pack, (), (error,), job.operator) if error else None


def _two(pack: Pack, rng: Random) -> Made | None:
    """Two errors in two papers, each by another operator."""
    names = rng.sample(sorted(OPERATORS), 2)
    first = OPERATORS[names[0]](pack, rng)
    second = OPERATORS[names[1]](first.pack, rng) if first else None
    if not first or not second or first.spots[0].document == second.spots[0].document:
        return None
    return Made(second.pack, (), (first, second), " + ".join(names))


def outcome(job: Job, registry: str) -> Done:
    """Makes, writes and checks one pack."""
    pack = made(job, _registry(registry))
    with tempfile.TemporaryDirectory() as folder:
        write_pack(Path(folder), pack.pack, pack.further)
        report = _program(registry).verify(folder)
    if job.sort != "two":
        told = judged(report, pack.errors[0] if pack.errors else None)
        return Done(job, evolve(told, open=bool(left_open(pack.pack))), pack.edit)
    whole = judged(report)
    found = [is_found(report, error) for error in pack.errors]
    return Done(
        job,
        Outcome(whole.errors, whole.warnings, whole.notes, whole.undecided, all(found), words=whole.words),
        pack.edit,
    )


def measure(
    jobs: Sequence[Job], registry: str, processes: int, failures: Path | None = None, record: Path | None = None
) -> list[Done]:
    """All outcomes in order. Each is added to `record` as it comes, and what stands there already is not run again."""
    known = _recorded(record) if record and record.exists() else {}
    left = [(job, registry) for job in jobs if job.name not in known]
    with record.open("a", encoding="utf-8") if record else nullcontext() as file:
        for each in _outcomes(left, processes):
            known[each.job.name] = each
            if file:
                file.write(_line(each))
                file.flush()
    done = [known[job.name] for job in jobs]
    if failures:
        failures.write_text("".join(_line(each) for each in done if not is_good(each)), "utf-8")
    return done


def _outcomes(asked: Sequence[tuple[Job, str]], processes: int) -> Iterator[Done]:
    """In this process where there shall be one; else as each is done."""
    if processes == 1:
        yield from map(_outcome, asked)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(_outcome, asked, chunksize=4)


def _recorded(record: Path) -> dict[str, Done]:
    found: dict[str, Done] = {}
    for line in record.read_text("utf-8").splitlines():
        told = json.loads(line)
        name, edit = told.pop("pack"), told.pop("edit")
        found[name] = Done(Job.named(name), Outcome(**{**told, "words": tuple(told["words"])}), edit)
    return found


def keep(name: str, _: str, registry: str, folder: Path) -> str:
    """Writes the pack of a job into a folder that stays, and says what was seeded and what is found."""
    job = Job.named(name)
    pack = made(job, _registry(registry))
    write_pack(folder, pack.pack, pack.further)
    repairs = [str(repair) for error in pack.errors for repair in error.repairs]
    done = outcome(job, registry)
    return "\n".join(
        [f"{name}: {pack.edit}", f"  in {folder}", *repairs, str(done.outcome).split(" words=")[0], *done.outcome.words]
    )


def is_good(done: Done) -> bool:
    """Did all come out as it should?"""
    o = done.outcome
    if done.job.sort in {"clean", "harmless"}:
        return not (o.errors or o.warnings or (o.undecided and not o.open))
    return o.detected if done.job.sort == "two" else o.detected and o.placed and o.repaired and o.single


def _outcome(asked: tuple[Job, str]) -> Done:
    return outcome(*asked)


def _line(each: Done) -> str:
    told = {"pack": each.job.name, "edit": each.edit, **asdict(each.outcome)}
    return json.dumps(told, ensure_ascii=False) + "\n"


@lru_cache(maxsize=2)
def _registry(path: str) -> tuple[Service, ...]:
    return load_registry(Path(path))


@lru_cache(maxsize=2)
def _program(path: str) -> Program:
    return Program.of(path)
