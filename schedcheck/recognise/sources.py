"""Where in the documents of a pack some words come from: an index of runs of words.

Made once for a pack, and only when something is quoted in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import repeat

from schedcheck.place import Place
from schedcheck.recognise.split import Part
from schedcheck.recognise.stretch import Stretch
from schedcheck.record import frozen

_WORD = re.compile(r"\w+(?:[.,’']\w+)*")
_RUN = 4
_OFTEN = 8
"""A run that stands in more places than this tells nothing."""
_ENOUGH = 0.4
_CANDIDATES = 4
_DRIFT = 12
"""So many words may be put in or left out between two that belong together."""


@frozen
class Span:
    """Some words of a stretch."""

    stretch: Stretch
    start: int
    end: int

    @property
    def printed(self) -> str:
        return self.stretch.printed(self.start, self.end)

    @cached_property
    def words(self) -> list[str]:
        """Ready to be compared: no signs, no letter case."""
        return _keys(self.stretch.text[self.start : self.end])

    @property
    def place(self) -> Place:
        return self.stretch.at(self.start, self.end)


@frozen
class Window:
    """The words of a document that are closest to a quotation."""

    document: str
    span: Span


@frozen
class _Text:
    """The words of a document, and of each the stretch that it stands in and its number there."""

    keys: tuple[str, ...]
    spots: tuple[tuple[Stretch, int], ...]


@frozen
class Sources:
    """The words of some documents, and where each run of words stands: (document, number of its first word).

    Only of the runs that some quotation holds: no others are asked for.
    """

    pages: Mapping[str, tuple[Stretch, ...]]
    texts: Mapping[str, _Text]
    runs: Mapping[tuple[str, ...], tuple[tuple[str, int], ...]]

    @classmethod
    def of(cls, parts: Sequence[Part], pages: Mapping[str, tuple[Stretch, ...]], quotations: Iterable[Span]) -> Sources:
        texts = {part.document: _text(pages[part.document]) for part in parts}
        runs: dict[tuple[str, ...], list[tuple[str, int]]] = {
            run: [] for quotation in quotations for run in _runs(quotation.words)
        }
        for document, text in texts.items():
            for at, run in enumerate(_runs(text.keys)):
                places = runs.get(run)
                if places is None or text.spots[at][0] is not text.spots[at + _RUN - 1][0]:
                    continue
                if len(places) <= _OFTEN:
                    places.append((document, at))
        return cls(pages, texts, {run: tuple(places) for run, places in runs.items() if len(places) <= _OFTEN})

    def commonest(self, spans: Sequence[Span], *, apart: str) -> str:
        """The document of which most runs of all these spans are; "" where it is less than enough of them."""
        counts: Counter[str] = Counter()
        every = 0
        for span in spans:
            words = span.words
            every += max(0, len(words) - _RUN + 1)
            for found in self._hits(words, apart, "").values():
                counts.update({document for document, _ in found})
        if not counts:
            return ""
        document = min(counts, key=lambda each: (-counts[each], each))
        return document if counts[document] >= _ENOUGH * every else ""

    def closest(self, span: Span, *, apart: str, only: str = "") -> Window | None:
        """The words that a span shares most runs with, in another document than `apart`, if these are enough."""
        words = span.words
        hits = self._hits(words, apart, only)
        lines = Counter((document, (at - index) // _DRIFT) for index, found in hits.items() for document, at in found)
        best = sorted(lines, key=lambda each: (-lines[each], each))[:_CANDIDATES]
        windows = [found for each in best if (found := self._at(each, words, hits, whole=bool(only)))]
        return max(windows, key=lambda window: _shared(words, window.span.words), default=None)

    def _at(
        self, line: tuple[str, int], words: Sequence[str], hits: Mapping[int, list[tuple[str, int]]], *, whole: bool
    ) -> Window | None:
        """The window on one line of hits: about as many words before each in the quotation as in the document."""
        document = line[0]
        near = [
            (index, at)
            for index, found in hits.items()
            for other, at in found
            if other == document and abs((at - index) // _DRIFT - line[1]) <= 1
        ]
        if len({index for index, _ in near}) < _ENOUGH * max(1, len(words) - _RUN + 1):
            return None
        window = self._window(document, words, near)
        stretch = window.span.stretch
        all_of_it = Span(stretch, 0, len(stretch.text))
        return Window(document, all_of_it) if whole and len(all_of_it.words) <= 2 * len(words) else window

    def _hits(self, words: Sequence[str], apart: str, only: str) -> dict[int, list[tuple[str, int]]]:
        found: dict[int, list[tuple[str, int]]] = {}
        for index, run in enumerate(_runs(words)):
            places = self.runs.get(run, ())
            own = [(d, at) for d, at in places if d != apart and only in {"", d}]
            if own:
                found[index] = own
        return found

    def _window(self, document: str, words: Sequence[str], near: Sequence[tuple[int, int]]) -> Window:
        """The words from the first to the last that are shared, and as many round them as the quotation has."""
        text = self.texts[document]
        (first, start), (last, end) = min(near), max(near)
        block = text.spots[start][0].block
        start = max(0, start - first)
        end = min(len(text.keys), end + len(words) - last)
        own = [n for n in range(start, end) if text.spots[n][0].block == block] or [start]
        stretch, first = text.spots[own[0]]
        last = [text.spots[n][1] for n in own if text.spots[n][0] is stretch][-1]
        words_there = [found.span() for found in _WORD.finditer(stretch.text)]
        return Window(document, Span(stretch, words_there[first][0], words_there[last][1]))


def _shared(words: Sequence[str], others: Sequence[str]) -> int:
    """How many words two texts have in common, less those that only one of them has."""
    one, other = Counter(words), Counter(others)
    return 2 * (one & other).total() - (one | other).total()


def _text(page: Sequence[Stretch]) -> _Text:
    keys: list[str] = []
    spots: list[tuple[Stretch, int]] = []
    for stretch in page:
        own = _keys(stretch.text)
        keys += own
        spots += zip(repeat(stretch), range(len(own)))
    return _Text(tuple(keys), tuple(spots))


def _keys(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text.replace("’", "'"))]


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every run of words, by the number of its first."""
    return zip(*(words[start:] for start in range(_RUN)), strict=False)
