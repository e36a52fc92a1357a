"""Header rows in a stream of tokens: which known headings follow each other, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import field

from schedcheck.readers.text.across import first_amount_row, heading_groups
from schedcheck.readers.text.forms import Form, forms_by_word
from schedcheck.readers.text.segments import Segment, parted
from schedcheck.readers.text.stream import Stream
from schedcheck.record import frozen
from schedcheck.vocabulary import Column, TableForm, Vocabulary, compact

_LONGEST_HEADING = 16
_MOST_UNKNOWN = 14
_IDS = {"i", "x"}
_TWO_IDS = {"ii", "ix", "xi", "xx"}
_WORDS = {"text", "names"}
_Known = tuple[list[Segment], list[tuple[int, tuple[int, int]]], int]
_VALUE_KINDS = {"duration", "money", "percent", "names", "date"}


@frozen
class Header:
    """A header row that starts at line `index`; its rows start at token `end`.

    `segments` holds the known headings in printed order; `unknown` the words between them, each with the
    number of segments before it.
    """

    form: TableForm
    index: int
    segments: tuple[Segment, ...]
    end: int
    unknown: tuple[tuple[int, tuple[int, int]], ...] = ()
    parted: tuple[tuple[Segment, ...], ...] = ()
    """The same with one heading of ids read as two that follow each other, each way in which its words can be both."""

    def readings(self, stream: Stream) -> Iterator[tuple[tuple[Segment, ...], int]]:
        """The ways to read the header: unknown words as part of a known heading, or as columns of their own."""
        key = stream.tokens.types[self.end] if self.end < len(stream.tokens) else ""
        known = self._keyed(self._with(stream, (), ""), key)
        of_ids = key not in _IDS or stream.tokens.types[self.end : self.end + 2] in _TWO_IDS
        yield from ((ways, self.end) for ways in self.parted if of_ids and _is_of_ids(ways, self.segments))
        yield tuple(known), self.end
        yield from ((ways, self.end) for ways in self.parted if not _is_of_ids(ways, self.segments))
        for kind in ("duration", "text"):
            for chosen in [self.unknown, *((one,) for one in self.unknown)]:
                if chosen:
                    yield tuple(self._keyed(self._with(stream, chosen, kind), key)), self.end
        if known and known[0].column.kind == "id":
            yield (known[0], Segment(Column("", "text")), *known[1:]), self.end

    def _with(self, stream: Stream, chosen: tuple[tuple[int, tuple[int, int]], ...], kind: str) -> list[Segment]:
        """The segments with the chosen unknown words as columns and the others as part of a heading beside them.

        Words that start a line belong to the heading after them, others to the one before: either way that
        heading is no longer the known wording, and recognition will say so.
        """
        segments = list(self.segments)
        for unknown in reversed(self.unknown):
            position, (first, last) = unknown
            if unknown in chosen:
                segments.insert(position, Segment(Column("", kind), (first, last)))
            elif position < len(segments) and stream.starts_line(first):
                after = segments[position]
                segments[position] = Segment(after.column, (first, after.span[1]))
            else:
                before = segments[position - 1]
                segments[position - 1] = Segment(before.column, (before.span[0], last))
        return segments

    def _keyed(self, segments: list[Segment], key: str) -> list[Segment]:
        """With a nameless key column in front when the rows start with an id and no heading says so."""
        if key in _IDS and segments and segments[0].column.kind not in {"id", "version"}:
            return [Segment(Column("", "id")), *segments]
        return segments


@frozen
class Headings:
    """All forms with their headings, found by the first word of a heading; what is found in a stream is kept."""

    by_word: Mapping[str, tuple[Form, ...]]
    stream: Stream
    vocabulary: Vocabulary
    _known: dict[tuple[int, str], _Known] = field(factory=dict)

    @classmethod
    def of(cls, stream: Stream, vocabulary: Vocabulary) -> Headings:
        return cls(forms_by_word(vocabulary), stream, vocabulary)

    def at(self, index: int) -> Header | None:
        """The header that starts at a line: the one with most known headings."""
        stream, first = self.stream, self.stream.first[index]
        if first >= len(stream.tokens):
            return None
        forms = self.by_word.get(stream.tokens.norm(first), ())
        found = [header for form in forms if (header := self._try(index, form))]
        return max(found, key=lambda header: len(header.segments), default=None)

    def repeated(self) -> frozenset[int]:
        """The numbers of the lines that repeat a table's header at the top of a page, in the middle of the table."""
        stream = self.stream
        found: list[int] = []
        shown: dict[str, int] = {}
        index = 0
        while index < len(stream.lines):
            line = stream.lines[index]
            entry, known, end = self._longest(index)
            if entry is None:
                index += 1
                continue
            top = line.fresh or index in stream.after_page
            again = known >= 3 and shown.get(entry.form.name) == known
            if top and again and not stream.lines[index - 1].text.endswith((":", ".")):
                found += [stream.lines[i].number for i in range(index, end)]
            shown[entry.form.name] = known
            index = max(end, index + 1)
        return frozenset(found)

    def _longest(self, index: int) -> tuple[Form | None, int, int]:
        """The form of which most headings stand here, how many, and the line after them."""
        stream, first = self.stream, self.stream.first[index]
        best: tuple[Form | None, int, int] = (None, 0, index)
        for entry in self.by_word.get(stream.tokens.norm(first), ()) if first < len(stream.tokens) else ():
            segments = [] if entry.form.across else self._headings(first, entry)[0]
            if len(segments) > max(best[1], 1):
                best = (entry, len(segments), stream.next_line(segments[-1].span[1]))
        return best

    def _try(self, index: int, entry: Form) -> Header | None:
        stream = self.stream
        if entry.form.across:
            return self._across(index, entry.form)
        segments, unknown, token = self._headings(stream.first[index], entry)
        ways = parted(stream, segments, entry.phrases)
        for worded in (segments, *(list(way) for way in ways if not _is_of_ids(way, segments))):
            if _can_start_in_words(worded, entry.form) and unknown and unknown[0][0] == len(segments):
                segments, unknown, token = worded, [], _line_after(stream, worded)
        header = Header(entry.form, index, tuple(segments), token, tuple(unknown), () if unknown else ways)
        return header if _is_header(header, stream) else None

    def _headings(self, token: int, entry: Form) -> _Known:
        """The known headings from a token on; asked for again when a table is cut."""
        if (token, entry.form.name) not in self._known:
            self._known[token, entry.form.name] = _known_headings(self.stream, token, entry)
        return self._known[token, entry.form.name]

    def _across(self, index: int, form: TableForm) -> Header | None:
        """A corner word, then names of a list as headings, up to the first row."""
        stream, first = self.stream, self.stream.first[index]
        if stream.tokens.norm(first) not in {compact(word) for word in form.corner}:
            return None
        stop = first_amount_row(stream, first)
        if stop is None:
            return None
        spans = heading_groups(stream, form, self.vocabulary, first + 1, stop)
        if len(spans) < 2:
            return None
        corner = Segment(Column("corner", "text"), (first, first))
        named = (Segment(Column("", "money", property=form.property), span) for span in spans)
        return Header(form, index, (corner, *named), stop)


def _known_headings(stream: Stream, token: int, entry: Form) -> _Known:
    """Known headings one after the other, the unknown words between them, and the token where rows start.

    Nothing when an id stands inside a line of them: that is a sentence which begins with a heading's words.
    """
    segments: list[Segment] = []
    unknown: list[tuple[int, tuple[int, int]]] = []
    types, lost = stream.tokens.types, 0
    while token < len(types):
        found = _heading(stream, token, entry, {s.column.name for s in segments}) or _in_state(stream, token, entry)
        if found:
            segments.append(Segment(found[0], (token, found[1] - 1)))
            token = _after_signs(stream, found[1])
            continue
        if _row_starts(stream, token, entry.form, segments) or types[token] in "sbdmtk":
            break
        if types[token] == "i" and not stream.starts_line(token):
            return [], [], token
        lost += 1
        if lost > _MOST_UNKNOWN or not segments or not _keyed_by_id(entry.form):
            break
        _add_unknown(unknown, len(segments), token)
        token += 1
    return segments, unknown, token


def _heading(stream: Stream, token: int, entry: Form, used: set[str]) -> tuple[Column, int] | None:
    """The longest known heading of an unused column that starts at a token."""
    best: tuple[Column, int] | None = None
    phrase = ""
    for end in range(token, min(token + _LONGEST_HEADING, len(stream.tokens))):
        word = stream.tokens.norm(end)
        phrase += word
        if not entry.goes_on(phrase):
            break
        column = entry.phrases.get(phrase)
        if column and column.name not in used and word:
            best = (column, end + 1)
    return best


def _is_of_ids(parted: Sequence[Segment], segments: Sequence[Segment]) -> bool:
    """Did a heading of ids become two of ids, and not one of words and one of ids?"""
    return sum(s.column.kind == "id" for s in parted) > sum(s.column.kind == "id" for s in segments)


def _in_state(stream: Stream, token: int, entry: Form) -> tuple[Column, int] | None:
    """A known heading of times or shares behind a word for a state: its like may stand beside it, in the other."""
    if token + 1 >= len(stream.tokens) or stream.tokens.norm(token) not in entry.states:
        return None
    found = _heading(stream, token + 1, entry, set())
    return found if found and found[0].kind in {"duration", "percent"} else None


def _after_signs(stream: Stream, token: int) -> int:
    """Past the full stop of "Ref." and the colon or question mark of a heading."""
    while token < len(stream.tokens) and stream.tokens.types[token] in "ps" and not stream.starts_line(token):
        token += 1
    return token


def _add_unknown(unknown: list[tuple[int, tuple[int, int]]], position: int, token: int) -> None:
    if unknown and unknown[-1][0] == position:
        unknown[-1] = (position, (unknown[-1][1][0], token))
    else:
        unknown.append((position, (token, token)))


def _starts_rows(header: Header, letter: str) -> bool:
    """Can a row start with a token of this type? With an id; with something else where nothing is left unknown."""
    if letter in "ix":
        return True
    kinds = [segment.column.kind for segment in header.segments]
    in_times = letter == "d" and kinds[0] == "duration" and len(kinds) > 2 and _has_key(header.segments, header.form)
    return not header.unknown and (in_times or _can_start_in_words(header.segments, header.form))


def _can_start_in_words(segments: Sequence[Segment], form: TableForm) -> bool:
    """Can rows be told that start in words? Their ids are needed, and an end that is not in words too."""
    kinds = [segment.column.kind for segment in segments]
    return len(kinds) > 2 and kinds[0] in _WORDS and kinds[-1] not in _WORDS and _has_key(segments, form)


def _has_key(segments: Sequence[Segment], form: TableForm) -> bool:
    return _keyed_by_id(form) and any(segment.column.name == form.key for segment in segments)


def _line_after(stream: Stream, segments: list[Segment]) -> int:
    """The first token of the line after the last heading."""
    line = stream.next_line(segments[-1].span[1])
    return stream.first[line] if line < len(stream.first) else len(stream.tokens)


def _row_starts(stream: Stream, token: int, form: TableForm, segments: list[Segment]) -> bool:
    return bool(segments) and _keyed_by_id(form) and stream.tokens.types[token] in "ix" and stream.starts_line(token)


def _keyed_by_id(form: TableForm) -> bool:
    return any(c.name == form.key and c.kind == "id" for c in form.column)


def _is_header(header: Header, stream: Stream) -> bool:
    """Enough known headings, and rows after them."""
    if len(header.segments) < 2 or header.end >= len(stream.tokens):
        return False
    names = {s.column.name for s in header.segments}
    kinds = {s.column.kind for s in header.segments}
    if _keyed_by_id(header.form):
        return bool(kinds & _VALUE_KINDS) and _starts_rows(header, stream.tokens.types[header.end])
    wanted = {c.name for c in header.form.column if not c.optional}
    return wanted <= names and not header.unknown and stream.starts_line(header.end)
