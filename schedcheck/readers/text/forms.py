"""The forms of tables by the first word of each heading: few words of a text can start a header row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property, lru_cache

from schedcheck.record import frozen
from schedcheck.vocabulary import Column, TableForm, Vocabulary, compact


@frozen
class Form:
    """One form, and its columns by the wording of their headings."""

    form: TableForm
    phrases: Mapping[str, Column]
    states: frozenset[str] = frozenset()
    """The words that put a heading's values in a state: "Current", "New"."""

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.phrases)

    def goes_on(self, phrase: str) -> bool:
        """Does a heading start with these letters?"""
        at = bisect_left(self._sorted, phrase)
        return at < len(self._sorted) and self._sorted[at].startswith(phrase)


@lru_cache(maxsize=8)
def forms_by_word(vocabulary: Vocabulary) -> Mapping[str, tuple[Form, ...]]:
    """The forms whose header may start with a word, as words are compared."""
    by_word: dict[str, list[Form]] = {}
    words = vocabulary.words
    states = frozenset(compact(word) for word in (*words.current, *words.proposed) if " " not in word)
    for form in (form for form in vocabulary.plain_tables if not form.ruled):
        entry = Form(form, form.phrases, states)
        firsts = [h.split()[0] for c in form.column for h in c.headings] + list(form.corner)
        firsts += states if any(c.kind == "duration" for c in form.column) else ()
        for word in sorted({compact(first) for first in firsts}):
            by_word.setdefault(word, []).append(entry)
    return {word: tuple(forms) for word, forms in by_word.items()}
