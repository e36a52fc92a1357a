"""Sources -> Documents -> Readings, each from the cache where it is there. Comes after files and before checking.

Texts are read in this process: their readers are plain Python, and bounded by the size of a text. Whatever needs a
library to read it gets a process of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve, field

from schedcheck.app.alarm import TookTooLong, at_most
from schedcheck.app.cache import Cache
from schedcheck.app.files import BUILTIN
from schedcheck.app.fingerprint import digest, program
from schedcheck.app.limits import Limits
from schedcheck.app.options import Options
from schedcheck.app.packs import refused
from schedcheck.app.transcript import Unfit, load_document, load_readings, write_document, write_readings
from schedcheck.app.words import Overlay, Words
from schedcheck.document import Document, Source
from schedcheck.errors import CannotRead
from schedcheck.readers.opening import is_html
from schedcheck.reading import Reading, Refused
from schedcheck.record import define
from schedcheck.vocabulary import Vocabulary

if TYPE_CHECKING:
    from schedcheck.recognise import Task

Outcome = Document | CannotRead
Meanwhile = Callable[[], object]
Tell = Callable[[str], None]
"""Is told now and then what is going on."""


def silent(_: str) -> None:
    """For who does not want to be told."""


def is_apart(source: Source) -> bool:
    """Does reading this take a library, and so a process of its own?"""
    start = source.content[:1024]
    return start.startswith(b"PK\x03\x04") or b"%PDF-" in start or is_html(source.content)


@define
class Reader:
    """Reads the documents of one run. `words` is the digest of the vocabulary's files."""

    vocabulary: Vocabulary
    words: str
    overlay: Overlay
    limits: Limits
    cache: Cache
    tell: Tell
    meanwhile: list[Meanwhile] = field(factory=list)
    """What else there is to do, so far as it is not done yet: for while other processes are at work."""
    _known: dict[str, Document] = field(factory=dict, init=False)

    def readings(self, sources: Sequence[Source | Refused]) -> tuple[tuple[Reading, ...], tuple[Refused, ...]]:
        """What is recognised in the sources that can be read, and why the others can not be."""
        opened = [each for each in sources if isinstance(each, Source)]
        key = digest(
            "readings",
            program(),
            self.words,
            self.overlay.digest,
            *(part for s in opened for part in (s.file, s.sha256)),
        )
        kept = self._kept_readings(key)
        if kept is not None:
            return kept, tuple(each for each in sources if isinstance(each, Refused))
        outcomes = {source.file: outcome for source, outcome in zip(opened, self._read(opened), strict=True)}
        from schedcheck.recognise import recognise

        self.tell("recognising")
        read = [each for each in outcomes.values() if isinstance(each, Document)]
        found = recognise(read, self.vocabulary, self.overlay.bindings, partial(self._recognised, outcomes))
        left = tuple(r for each in sources if (r := _refusal(each, outcomes)))
        if self.cache.folder and not any(isinstance(each, CannotRead) for each in outcomes.values()):
            self.cache.put(key, write_readings(found))
        return found, left

    def _recognised(self, outcomes: dict[str, Outcome], tasks: Sequence[Task]) -> tuple[Reading | None, ...]:
        """What is recognised in each document; a file of which one takes too long counts as not read."""
        from schedcheck.app.shares import in_shares

        found = in_shares(tasks, self.limits.at_once, self._within_time, self._besides if self.meanwhile else None)
        for task, reading in zip(tasks, found, strict=True):
            if reading is None:
                outcomes[task.file] = self._too_long(task.file, "recognising what it says")
        return found

    def _within_time(self, task: Task) -> Reading | None:
        try:
            with at_most(self.limits.seconds):
                return task.do()
        except TookTooLong:
            return None

    def _too_long(self, file: str, what: str) -> CannotRead:
        message = f"{what} took longer than {self.limits.seconds} seconds"
        return CannotRead(message, file, "Split it into its documents, or allow more time with --timeout.")

    def document(self, source: Source) -> Document | None:
        """One document that was read in this run or in one before."""
        if source.file not in self._known:
            self._read([source])
        return self._known.get(source.file)

    def _kept_readings(self, key: str) -> tuple[Reading, ...] | None:
        content = self.cache.get(key)
        try:
            return None if content is None else load_readings(content)
        except Unfit:
            return None

    def _read(self, sources: Sequence[Source]) -> tuple[Outcome, ...]:
        """A document or a refusal for each source. Those that get a process of their own are read together."""
        outcomes = {source.file: self._at_hand(source) for source in sources}
        apart = [source for source in sources if outcomes[source.file] is None]
        for source, outcome in zip(apart, self._read_apart(apart), strict=True):
            outcomes[source.file] = outcome
            if self.cache.folder and isinstance(outcome, Document):
                self.cache.put(self._key(source), write_document(outcome))
        found = tuple(outcome for outcome in outcomes.values() if outcome is not None)
        self._known.update((each.file, each) for each in found if isinstance(each, Document))
        return found

    def _read_apart(self, sources: Sequence[Source]) -> tuple[Outcome, ...]:
        if not sources:
            return ()
        from schedcheck.app.isolation import read_apart

        return read_apart(sources, self.vocabulary, self.limits, self._count, self._prepare)

    def _prepare(self) -> None:
        """What recognition needs in any case is made while the documents are read, and whatever else is to be done."""
        from schedcheck.recognise import prepare

        prepare(self.vocabulary)
        self._besides()

    def _besides(self) -> None:
        while self.meanwhile:
            self.meanwhile.pop(0)()

    def _at_hand(self, source: Source) -> Outcome | None:
        """A text, or what the cache holds; None for what is to be read apart."""
        if is_apart(source):
            return self._kept_document(source)
        from schedcheck.readers import read

        try:
            with at_most(self.limits.seconds):
                return read(source, self.vocabulary)
        except CannotRead as error:
            return error
        except TookTooLong:
            return self._too_long(source.file, "reading it")

    def _kept_document(self, source: Source) -> Document | None:
        content = self.cache.get(self._key(source))
        try:
            return None if content is None else evolve(load_document(content), file=source.file)
        except Unfit:
            return None

    def _key(self, source: Source) -> str:
        """All that a document follows from. Of its name only the ending counts."""
        return digest("document", program(), self.words, source.sha256, source.file.rpartition(".")[2].casefold())

    def _count(self, done: int, total: int) -> None:
        self.tell(f"{done} of {total} documents read")


def reader_for(words: Words, options: Options, tell: Tell, meanwhile: Sequence[Meanwhile] = ()) -> Reader:
    cache = Cache(options.cache)
    return Reader(words.vocabulary, words.digest, words.overlay, options.limits, cache, tell, list(meanwhile))


def own_first(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """A schedule of the user's own stands in place of the built-in one of its kind."""
    own = {r.paper.kind for r in readings if r.paper.schedule and not r.paper.file.startswith(BUILTIN)}
    return tuple(r for r in readings if not (r.paper.file.startswith(BUILTIN) and r.paper.kind in own))


def _refusal(each: Source | Refused, outcomes: dict[str, Outcome]) -> Refused | None:
    if isinstance(each, Refused):
        return each
    outcome = outcomes[each.file]
    return refused(outcome, each.file) if isinstance(outcome, CannotRead) else None
