"""What one table cell states: its values, each in its state, with how surely that was read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve

from schedcheck.document import Cell, Mark, View
from schedcheck.fact import Certainty, State
from schedcheck.names import find_names
from schedcheck.quantity import Period, Quantity, in_unit, parse
from schedcheck.recognise.ledger import Stated
from schedcheck.recognise.placed import PlacedTokens, of_types
from schedcheck.vocabulary import Column, Vocabulary

_LETTERS = {"duration": "d", "money": "m", "percent": "c", "date": "t", "version": "iv", "any": "dmtc"}
_CHANGING = frozenset({"duration", "percent"})
"""Kinds of column whose cells may hold the old and the new value side by side."""
_BARE = frozenset("ni")
_VIEWS: tuple[tuple[View, State], ...] = ((View.SIGNED, "current"), (View.PROPOSED, "proposed"))


def is_redlined(cell: Cell) -> bool:
    """Does the cell carry revision marks?"""
    return any(run.mark is not Mark.PLAIN for run in cell.runs)


def values_in(cell: Cell, column: Column, states: Sequence[State], vocabulary: Vocabulary) -> list[Stated]:
    """The values of a cell whose kind is an amount, a date or a version. [] when they can not be told.

    A marked cell gives the old value as current and the new one as proposed. Without marks two times are
    taken in their order, and that is inferred. A range, or more than two, can not be told apart.
    """
    if is_redlined(cell):
        return _marked(cell, column, vocabulary)
    tokens = PlacedTokens.of(cell.runs, vocabulary)
    found = _found(tokens, column)
    if column.kind in _CHANGING and _is_reckoned(tokens, found):
        return []
    if len(found) == 2 and column.kind in _CHANGING:
        return _old_and_new(tokens, found, column)
    if len(found) != 1:
        return []
    return [_stated(tokens, found[0], column, state, "plain") for state in states]


def names_in(cell: Cell, column: Column, states: Sequence[State], vocabulary: Vocabulary) -> list[Stated]:
    """The names of a list that a cell holds, each at its own place."""
    if not is_redlined(cell):
        return [s for state in states for s in _names(cell, column, state, "plain", View.BOTH, vocabulary)]
    return [s for view, state in _VIEWS for s in _names(cell, column, state, "marked", view, vocabulary)]


def words_in(cell: Cell, states: Sequence[State]) -> list[Stated]:
    """The words of a cell; a marked one gives the old and the new wording."""
    if not cell.runs:
        return []
    if not is_redlined(cell):
        text = cell.text()
        printed = cell.runs[0].text if len(cell.runs) == 1 else text
        return [Stated(text, printed, cell.runs[0].place, state) for state in states] if text else []
    return [
        Stated(
            cell.text(view),
            cell.text(view),
            next(r.place for r in cell.runs if view.shows(r.mark)),
            state,
            "marked",
        )
        for view, state in _VIEWS
        if cell.text(view)
    ]


def parts_in(cell: Cell, state: State) -> list[Stated]:
    """The texts that a cell holds with commas between, or one in each of its runs."""
    texts = [(" ".join(part.split()), run.place) for run in cell.runs for part in _PARTS.split(run.text)]
    return [
        Stated(text, text, place, state) for text, place in texts if text.strip("-–—") and text.casefold() != "none"
    ]


_PARTS = re.compile(r"[,;]| and ")


def other_words(cell: Cell, column: Column, vocabulary: Vocabulary) -> str:
    """What a cell of names says besides the names of the list."""
    text = cell.text()
    for start, end, _ in reversed(list(find_names(text, vocabulary, column.names))):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(word for word in text.replace(",", " ").replace(";", " ").split() if word.casefold() not in _LINKS)


_LINKS = {"and", "or", "&", "/", "the", "all"}


def says_only(cell: Cell, column: Column, vocabulary: Vocabulary) -> bool:
    """Does a cell of names say nothing else, where its column asks for that? Signs are nothing."""
    return not column.only or not any(sign.isalnum() for sign in other_words(cell, column, vocabulary))


def _marked(cell: Cell, column: Column, vocabulary: Vocabulary) -> list[Stated]:
    """The old and the new value of a redlined cell; [] when either shows words and not one value.

    Where only one of the two is marked, that one is the old or the new value by its mark and the other by being left
    over: both are less sure.
    """
    stated: list[Stated] = []
    halved = False
    for view, state in _VIEWS:
        single = _single(cell, column, state, "marked", view, vocabulary)
        if not single:
            mark = Mark.INSERTED if view is View.PROPOSED else Mark.DELETED
            alone = Cell(tuple(run for run in cell.runs if run.mark is mark), cell.column)
            single = _single(alone, column, state, "inferred", view, vocabulary)
            halved = halved or bool(single)
        if not single and cell.text(view):
            return []
        stated += single
    return [evolve(s, certainty="inferred") for s in stated] if halved else stated


def _is_reckoned(tokens: PlacedTokens, found: Sequence[int]) -> bool:
    """Is a value only a part of what the cell says: "20-25 seconds", "-25 seconds", "25% of 24 hours", "twice 4 s"?"""
    types = tokens.tokens.types
    if len(found) == len(types):  # Nothing stands beside it, as in most cells.
        return "~~" in tokens.tokens.text
    percentage = any(letter == "c" for index, letter in enumerate(types) if index not in found)
    if percentage or "~~" in tokens.tokens.text:
        return True
    if any(tokens.tokens.word(index).casefold() in _RECKONING for index in range(len(types)) if index not in found):
        return True
    bare = any(letter == "n" and index not in found for index, letter in enumerate(types))
    return bare or any(index and tokens.tokens.word(index - 1) in _MINUS for index in found)


def _old_and_new(tokens: PlacedTokens, found: Sequence[int], column: Column) -> list[Stated]:
    """Two times of one cell by their order, or by the word between them: "30 seconds (was 24 hours)"."""
    between = {tokens.tokens.word(t).casefold() for t in range(found[0] + 1, found[1])}
    if not between <= _BETWEEN:
        return []
    order = reversed(found) if between & _PAST else found
    return [_stated(tokens, t, column, state, "inferred") for t, (_, state) in zip(order, _VIEWS, strict=True)]


_MINUS = frozenset({"-", "–", "—", "−"})
_RECKONING = frozenset({"+", "×", "*", "x", "not", "per", "plus", "times", "twice"})
_PAST = frozenset({"was", "were", "previously", "formerly", "currently", "from", "current", "old", "existing"})
_BETWEEN = _PAST | {
    "/",
    "",
    "(",
    ")",
    "[",
    "]",
    ",",
    ";",
    ":",
    ">",
    "→",
    "⇒",
    "->",
    "=>",
    "now",
    "new",
    "proposed",
    "revised",
}
"""All that may stand between an old and a new value; other words make one thing of the two."""


def _single(
    cell: Cell, column: Column, state: State, certainty: Certainty, view: View, vocabulary: Vocabulary
) -> list[Stated]:
    tokens = PlacedTokens.of(cell.runs, vocabulary, view)
    found = _found(tokens, column)
    return [_stated(tokens, found[0], column, state, certainty)] if len(found) == 1 else []


def _found(tokens: PlacedTokens, column: Column) -> Sequence[int]:
    """The tokens that are values of the column's kind: bare numbers only where its heading says the unit."""
    found = of_types(tokens.tokens, _LETTERS[column.kind])
    bare = not found and column.unit and column.kind in {"duration", "money"} and set(tokens.tokens.types) <= _BARE
    return range(len(tokens.tokens)) if bare else found


def _stated(tokens: PlacedTokens, token: int, column: Column, state: State, certainty: Certainty) -> Stated:
    printed = tokens.tokens.between(token, token)
    bare = column.unit and tokens.tokens.types[token] in _BARE
    value = parse(in_unit(printed, column.unit)) if bare else tokens.tokens.value(token)
    if column.kind != "version" and isinstance(value, Quantity | Period):
        value = value if value.printed == printed else evolve(value, printed=printed)
        return Stated(value, printed, tokens.place(token), state, certainty)
    return Stated(printed.lstrip("vV"), printed, tokens.place(token), state, certainty)


def _names(
    cell: Cell, column: Column, state: State, certainty: Certainty, view: View, vocabulary: Vocabulary
) -> list[Stated]:
    tokens = PlacedTokens.of(cell.runs, vocabulary, view)
    text = tokens.tokens.text
    return [
        Stated(name, " ".join(text[start:end].split()), tokens.place_at(start, end), state, certainty)
        for start, end, names in find_names(text, vocabulary, column.names)
        for name in names
    ]
