"""Acronyms in running text: where one is written out, and which ones a document with a glossary uses.

Runs after tables. An acronym is written out by words before its brackets whose first letters it is made of, small
words and all; a document that has no table of them says nothing of which ones it lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from schedcheck.recognise.glossaries import read_glossaries
from schedcheck.recognise.ledger import Ledger, Stated
from schedcheck.recognise.split import Part
from schedcheck.recognise.written import Written
from schedcheck.vocabulary import Vocabulary

EXPANSION, USE = "expansion", "acronym"
_BRACKETED = re.compile(r"\(([A-Z][A-Z&]{0,6}[A-Z])(?:s|[’'])?\)")
_USED = re.compile(r"(?<![\w\-/.&’'@])([A-Z][A-Z&]{0,5}[A-Z])(s?)(?![A-Za-z_&]|\.[a-z])")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset({"of", "the", "and", "for", "to", "in", "on", "a", "an", "or", "de"})
_LOOK_BACK = 160
"""Characters before brackets that may write it out."""
_LONGEST_NEW = 5
_MOST_IN_WORDS = 100
"""So many entries of a glossary are looked for in full words."""
_FEWEST = 2


def read_acronyms(part: Part, every: Sequence[Written], vocabulary: Vocabulary, ledger: Ledger) -> None:
    """The acronyms that the words of a document write out, and those that it uses beside its glossary."""
    if part.kind and (part.kind.schedule or part.kind.opinion):
        return
    listed = {f.subject: str(f.value) for f in ledger.facts if f.property == EXPANSION and f.place.row}
    tables = {(f.section, f.place.table) for f in ledger.facts if f.property == EXPANSION and f.place.row}
    lines = read_glossaries(part, vocabulary, ledger)
    listed = {**lines.listed, **listed}
    texts = [w for w in every if (w.section, w.table) not in tables and w.number not in lines.blocks]
    for each in texts:
        _read_expansions(each, listed, ledger)
    if len(listed) >= _FEWEST:
        _read_uses(texts, listed, part, vocabulary, ledger)


def _read_expansions(each: Written, listed: Mapping[str, str], ledger: Ledger) -> None:
    for found in _BRACKETED.finditer(each.text):
        acronym = found.group(1)
        start = _start_of(acronym, each.text, found.start(), listed.get(acronym, ""))
        if start < found.start():
            words = " ".join(each.text[start : found.start()].split())
            stated = Stated(words, words, each.at(start, found.start() - 1), "current", "inferred")
            ledger.add(ledger.statement(each.section), acronym, EXPANSION, stated, kind="acronym")


def _start_of(acronym: str, text: str, end: int, known: str) -> int:
    """Where the words begin whose first letters are the acronym; `end` where there are none.

    Where the glossary has more words, and the words before begin as it does, these belong to it.
    """
    first = max(0, end - _LOOK_BACK)
    words = [(first + w.start(), w.group()) for w in _WORD.finditer(text[first:end])]
    letters, at = [c for c in acronym if c.isalpha()], len(words)
    while letters and at:
        at -= 1
        word = words[at][1]
        if word[0].upper() == letters[-1] and not (word.islower() and word in _SMALL and len(letters) > 1):
            letters.pop()
        elif word.casefold() not in _SMALL:
            return end
    if letters or not words[at][1][0].isupper():
        return end
    return _with_more(words, at, known)


def _with_more(words: list[tuple[int, str]], at: int, known: str) -> int:
    """Further back, where the words up to there start as the glossary's do."""
    theirs = [word.casefold() for word in _WORD.findall(known)]
    before = at - max(0, len(theirs) - (len(words) - at))
    if before >= 0 and before < at and words[before][1].casefold() == theirs[0]:
        return words[before][0]
    return words[at][0]


def _read_uses(
    texts: list[Written], listed: Mapping[str, str], part: Part, vocabulary: Vocabulary, ledger: Ledger
) -> None:
    """One fact for each acronym, where the document uses it first; where it has the words alone, for those."""
    plain = {word for each in texts for word in _WORD.findall(each.text) if word.islower()}
    ignored = set(vocabulary.acronyms.ignore)
    seen: set[str] = set()
    scope = ledger.statement("")
    for each in texts:
        for acronym, start, end in _uses(each):
            known = acronym in listed
            described = known and not listed[acronym]
            if (
                acronym in seen
                or described
                or (not known and (acronym in ignored or not _is_new(acronym, each, end, plain)))
            ):
                continue
            seen.add(acronym)
            stated = Stated(acronym, acronym, each.at(start, end), "current", "inferred")
            ledger.add(scope, part.document, USE, stated, kind="document")
    unseen = {acronym: words for acronym, words in listed.items() if acronym not in seen}
    for stated in _in_words(texts, dict(list(unseen.items())[:_MOST_IN_WORDS])):
        ledger.add(scope, part.document, USE, stated, kind="document")


def _in_words(texts: list[Written], listed: Mapping[str, str]) -> Iterator[Stated]:
    """Each listed acronym that a document uses in full words alone, with the first place of these."""
    sought = {acronym: [way.strip().casefold() for way in words.split(",")] for acronym, words in listed.items()}
    for each in texts if sought else ():
        plain = re.sub(r"\s", " ", each.text).casefold()
        if len(plain) != len(each.text):
            continue
        for acronym, ways in list(sought.items()):
            at, way = min(((plain.find(w), w) for w in ways if w and w in plain), default=(-1, ""))
            if way:
                del sought[acronym]
                printed = " ".join(each.text[at : at + len(way)].split())
                yield Stated(acronym, printed, each.at(at, at + len(way)), "current", "inferred")


def _uses(each: Written) -> Iterator[tuple[str, int, int]]:
    for found in _USED.finditer(each.text):
        yield found.group(1), found.start(1), found.end(1)


def _is_new(acronym: str, each: Written, end: int, plain: set[str]) -> bool:
    """Is it an acronym though no table lists it? Not part of a code, an ordinary word, or a line in capitals."""
    follows = each.text[end : end + 2]
    code = follows[:1].isdigit() or (follows[:1] in ".-/" and follows[1:].isdigit())
    shouted = not any(sign.islower() for sign in each.text)
    return not (code or shouted or len(acronym) > _LONGEST_NEW or acronym.casefold() in plain)
