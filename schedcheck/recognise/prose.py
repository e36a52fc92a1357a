"""Sentences, headings, list items and cells of words -> facts, by the vocabulary's sentence forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from attrs import evolve

from schedcheck.document import Mark, Run, View
from schedcheck.fact import Mention
from schedcheck.recognise.ids import ids_in
from schedcheck.recognise.labelled import lines_of, may_start
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.passage import PassageAt, Sentence, in_context, values_of
from schedcheck.recognise.placed import PlacedTokens
from schedcheck.recognise.runs import parted_by_semicolons
from schedcheck.recognise.split import Part, Placed
from schedcheck.recognise.subjects import LONGEST_LIST, Subject, before_semicolon, ids_between, listed
from schedcheck.recognise.template import Match, Passage, Template, compile_template
from schedcheck.recognise.tone import is_told, mention_of, speaks_of
from schedcheck.record import frozen
from schedcheck.vocabulary import SentenceForm, Vocabulary, compact

_TITLE_BLOCKS = 14
_TITLE_LENGTH = 80
_FEW_WORDS = 5
_SENTENCE = re.compile(r"\.\s")
_FOLLOWING = 2 * LONGEST_LIST
"""So many blocks after one may belong to it: the entries of a list, with an "and" between them."""
_JOINED = 12
"""So many items are read on from the sentence above them."""
_POINTING = 12
"""So many tokens of a sentence may point back to the one before."""


@frozen
class _Form:
    """A form with one of its templates. A sentence must hold one of the signs of each need to match."""

    form: SentenceForm
    template: Template
    needs: tuple[frozenset[str], ...]


@frozen
class Prose:
    """The compiled sentence forms; made once, used for every document."""

    vocabulary: Vocabulary
    forms: tuple[_Form, ...]
    lists: frozenset[str]
    by_sign: Mapping[str, tuple[int, ...]]

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, vocabulary: Vocabulary) -> Prose:
        lists = frozenset(name.list for name in vocabulary.names)
        forms = tuple(
            _Form(form, template, tuple(template.needs(lists)))
            for form in vocabulary.sentences
            for template in (compile_template(says, vocabulary) for says in form.says)
        )
        return cls(vocabulary, forms, lists, _by_sign(forms))

    def read(self, part: Part, ledger: Ledger) -> None:
        """The facts that the document's words state, and the ids that it mentions."""
        if part.kind and part.kind.schedule:
            return
        title = _title_end(part)
        passages = [
            p for index, placed in enumerate(part.blocks) for p in self._passages(index < title, placed, ledger)
        ]
        for index, passage in enumerate(in_context(passages)):
            self._mention_ids(passage, ledger)
            following = passages[index + 1 : index + 1 + _FOLLOWING]
            for sentence in passage.sentences():
                self._sentence(sentence, passage, following, part, ledger)
            self._list_below(passage, following, part, ledger)

    def candidates(self, signs: frozenset[str]) -> Iterator[_Form]:
        """The forms, in their order, of which a sentence with these signs has all that must be there."""
        found = {number for sign in ("", *signs) for number in self.by_sign.get(sign, ())}
        looked_up = (self.forms[number] for number in sorted(found))
        return (form for form in looked_up if not any(map(signs.isdisjoint, form.needs)))

    def _list_below(self, passage: PassageAt, following: Sequence[PassageAt], part: Part, ledger: Ledger) -> None:
        """A sentence that ends in a colon goes on in each item below it; what it says of all of them is one list."""
        if passage.kind == "item" or not passage.placed.tokens.text.rstrip().endswith(":"):
            return
        split, first = len(passage.placed.tokens), len(ledger.facts)
        items = list(takewhile(lambda p: p.kind == "item", following[: _JOINED + 1]))
        for item in items[:_JOINED]:
            whole = self._joined(passage, item)
            for sentence in whole.sentences():
                if sentence.first < split < sentence.end:
                    self._sentence(sentence, whole, (), part, ledger, split)
        ledger.joined(first, len(items))

    def _joined(self, passage: PassageAt, item: PassageAt) -> PassageAt:
        """A passage that ends in a colon and an item below it as one. The colon parts their tokens, so none is new."""
        placed = passage.placed.followed_by(item.placed)
        words = (*passage.body.words, *item.body.words)
        body = Passage(placed.tokens, words, ids_in(placed.tokens, self.vocabulary), self.lists, self.vocabulary)
        return evolve(passage, placed=placed, body=body)

    def _passages(self, first: bool, placed: Placed, ledger: Ledger) -> Iterator[PassageAt]:
        block = placed.block
        if block.kind != "table":
            kind = "title" if first and _is_title(placed) else block.kind
            yield self._passage(block.runs, placed.section, kind, ledger)
            return
        for number, row in enumerate(block.rows, 1):
            for runs, column, sort in lines_of(row, ledger):
                place = (placed.table, number, column)
                yield evolve(self._passage(runs, placed.section, sort, ledger), place=place)

    def _passage(self, runs: tuple[Run, ...], section: str, kind: str, ledger: Ledger) -> PassageAt:
        redlined = any(run.mark is not Mark.PLAIN for run in runs)
        placed = (
            PlacedTokens.of(runs, self.vocabulary, View.PROPOSED) if redlined else ledger.tokens(runs, self.vocabulary)
        )
        tokens = parted_by_semicolons(placed.tokens, self.lists, self.vocabulary)
        placed = placed if tokens is placed.tokens else evolve(placed, tokens=tokens)
        ids = ids_in(placed.tokens, self.vocabulary, leading=kind == "item")
        return PassageAt(placed, Passage.of(placed.tokens, ids, self.lists, self.vocabulary), section, kind)

    def _sentence(
        self,
        sentence: Sentence,
        passage: PassageAt,
        following: Sequence[PassageAt],
        part: Part,
        ledger: Ledger,
        split: int = 0,
    ) -> None:
        """The facts of one sentence; with `split`, only those that stand on both sides of that token."""
        taken: set[tuple[str, int]] = set()
        for entry in self.candidates(passage.body.signs(sentence.first, sentence.end)):
            if not _applies(entry.form, passage, sentence) or not speaks_of(entry.form, sentence, passage):
                continue
            matches = list(entry.template.find(passage.body, sentence.first, sentence.end))
            if passage.kind == "label":
                matches = [match for match in matches if may_start(match.first, passage.placed.tokens)]
            if split:
                matches = [match for match in matches if match.first < split <= match.last]
            for number, match in enumerate(matches):
                if _overlaps(entry.form.gives, match, taken):
                    continue
                taken |= {(entry.form.gives, t) for t in range(match.first, match.last + 1)}
                span = _clause(matches, number, sentence)
                subjects = list(self._subjects(entry, match, sentence, span, passage, following, part))
                mention = mention_of(entry.form, sentence, passage, part, self.vocabulary)
                self._state(entry.form, match, subjects, mention, passage, ledger)

    def _state(
        self,
        form: SentenceForm,
        match: Match,
        subjects: Sequence[Subject],
        mention: Mention,
        passage: PassageAt,
        ledger: Ledger,
    ) -> None:
        values = list(values_of(form, match, passage))
        if not is_told(form, passage):
            values = [evolve(stated, certainty="guess") for stated in values]
        if not subjects:
            for stated in values:
                ledger.leave(passage.section, stated.place, stated.printed, "the sentence names no subject for it")
            return
        whole = (form.whole and not passage.is_cut(match)) or any(subject.listed for subject in subjects)
        scope = ledger.statement(passage.section, whole=whole)
        for subject in subjects:
            for stated in values:
                ledger.add(
                    scope,
                    subject.name,
                    form.gives,
                    stated,
                    kind=subject.kind,
                    mention=mention,
                    named=subject.place,
                )

    def _mention_ids(self, passage: PassageAt, ledger: Ledger) -> None:
        """Every id of a kind that has a registry is a fact: the document mentions it here."""
        scope = None
        for token, named in sorted(passage.ids.items()):
            kind = self.vocabulary.id_kind(named.kind)
            if kind and kind.registered:
                scope = scope or ledger.statement(passage.section)
                stated = Stated(named.id, named.id, passage.at(token, token), "current")
                ledger.add(scope, named.id, "mentioned-id", stated, kind=named.kind)

    def _subjects(
        self,
        entry: _Form,
        match: Match,
        sentence: Sentence,
        clause: tuple[int, int],
        passage: PassageAt,
        following: Sequence[PassageAt],
        part: Part,
    ) -> Iterator[Subject]:
        form = entry.form
        if form.subject == "pack":
            yield Subject(part.pack, part.pack_kind)
        elif form.subject == "document":
            yield Subject(part.document, "document")
        elif form.subject in match.slots:
            kind, filled = entry.template.subject(form.subject, match, passage.body)
            for name in filled.names:
                yield Subject(name, kind, passage.at(filled.first, filled.last))
        else:
            yield from self._ids(form.subject, sentence, clause, passage, following)

    def _ids(
        self,
        kind: str,
        sentence: Sentence,
        clause: tuple[int, int],
        passage: PassageAt,
        following: Sequence[PassageAt],
    ) -> Iterator[Subject]:
        """The ids of the clause; else of the list that follows; else of a next sentence that points back."""
        own = list(ids_between(kind, passage, *clause))
        if own:
            yield from own
        elif sentence.end == len(passage.placed.tokens) and passage.placed.tokens.text.rstrip().endswith(":"):
            yield from listed(kind, following)
        else:
            yield from before_semicolon(kind, sentence, passage)
            yield from self._pointed_back(kind, sentence, passage, following)

    def _pointed_back(
        self, kind: str, sentence: Sentence, passage: PassageAt, following: Sequence[PassageAt]
    ) -> Iterator[Subject]:
        """The ids of a next sentence that starts by pointing back: "These are ...", "The affected ones are ..."."""
        sentence_after, target = passage.after(sentence), passage
        if not sentence_after and following and following[0].kind == "paragraph":
            target = following[0]
            sentence_after = next(target.sentences(), None)
        if sentence_after:
            last = min(sentence_after.end, sentence_after.first + _POINTING) - 1
            text = target.placed.tokens.between(sentence_after.first, last)
            if any(compact(text).startswith(compact(word)) for word in self.vocabulary.words.follows):
                yield from ids_between(kind, target, sentence_after.first, sentence_after.end)
                if sentence_after.end == len(target.placed.tokens) and target.placed.tokens.text.endswith(":"):
                    yield from listed(kind, following)


def _by_sign(forms: Sequence[_Form]) -> Mapping[str, tuple[int, ...]]:
    """Sign -> the forms that are looked up by it: by the need whose signs are longest, as the small words are common.

    "" -> the forms without a need.
    """
    found: dict[str, list[int]] = {}
    for number, form in enumerate(forms):
        for sign in max(form.needs, key=lambda need: min(map(len, need)), default=("",)):
            found.setdefault(sign, []).append(number)
    return {sign: tuple(numbers) for sign, numbers in found.items()}


def _title_end(part: Part) -> int:
    """The index of the first block after the title page."""
    numbered = (i for i, p in enumerate(part.blocks) if p.block.kind == "heading" and p.block.number)
    return min(next(numbered, _TITLE_BLOCKS), _TITLE_BLOCKS)


def _is_title(placed: Placed) -> bool:
    """A line of a title page; whole sentences are, when all of them are short: "Prepared by A. Version 1.0."."""
    text = placed.block.text()
    if placed.block.kind not in {"heading", "paragraph"} or len(text) > _TITLE_LENGTH:
        return False
    return not text.endswith(".") or all(len(each.split()) <= _FEW_WORDS for each in _SENTENCE.split(text))


def _applies(form: SentenceForm, passage: PassageAt, sentence: Sentence) -> bool:
    if form.within == "block":
        return sentence.first == 0 and passage.kind in {"item", "paragraph", "heading", "title"}
    if form.within:
        return passage.kind == form.within
    return passage.kind != "furniture"


def _overlaps(gives: str, match: Match, taken: set[tuple[str, int]]) -> bool:
    return any((gives, token) in taken for token in range(match.first, match.last + 1))


def _clause(matches: Sequence[Match], number: int, sentence: Sentence) -> tuple[int, int]:
    """The tokens that belong to one of several matches: from the end of the one before to its own end."""
    if len(matches) == 1:
        return sentence.first, sentence.end
    first = matches[number - 1].last + 1 if number else sentence.first
    return first, matches[number].last + 1
