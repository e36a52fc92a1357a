"""`restated`: what several documents state in full, they state without losing words.

Runs over evidence. Words are compared without case, signs, plurals and the small words; a sentence counts as carried
over when most of its words stand together in one sentence of the other document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from schedcheck.check.evidence import Evidence, by_document, by_subject, least_sure
from schedcheck.check.tally import Tally
from schedcheck.check.wording import cite, listed, title
from schedcheck.fact import CERTAINTIES, Fact
from schedcheck.rule import Rule
from schedcheck.rule.relations import Restated

_SMALL = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "and", "or", "of", "to", "for", "in", "on", "by"}
)
_CARRIED = 0.6
_MOST = 400
"""Words of a statement that are compared."""


def restated(rule: Rule, slots: Restated, evidence: Evidence) -> Tally:
    """One finding for each document that loses words of a statement that a higher one has."""
    tally = Tally(rule)
    for name in slots.of:
        for subject, facts in by_subject(evidence.judged(name, rule.only)).items():
            groups = sorted(by_document(facts), key=lambda group: evidence.rank(group[0].scope.document))
            for group in groups[1:]:
                if group[0].certainty == CERTAINTIES[-1]:
                    where = title(evidence.paper(group[0].scope.document))
                    tally.unsure(subject, f"{subject} in {where} was read by guesswork", [group[0].scope.document])
                else:
                    _judge(tally, slots, groups[0][0], group[0], evidence)
    return tally


def _judge(tally: Tally, slots: Restated, source: Fact, copy: Fact, evidence: Evidence) -> None:
    lost = [] if _is_shortened(copy) else _lost(str(source.value), str(copy.value))
    details = _details(slots, source, evidence)
    copies = _details(slots, copy, evidence)
    gone = [fact for fact in details if not any(_carries(other, fact) for other in copies)] if copies else []
    if len(gone) == len(details):
        gone = []
    if not lost and not gone:
        tally.kept += 1
        return
    words = [f"‘{phrase}’" for phrase in lost] + [f"the sentence that starts ‘{_start(fact)}’" for fact in gone]
    tally.broken(
        source.subject,
        source.property,
        f"{title(evidence.paper(copy.scope.document))} states {source.subject} without {listed(words)}, which "
        f"{title(evidence.paper(source.scope.document))} has.",
        [
            cite(copy, "found", "words are missing here"),
            *([cite(source, "authority", "the words in full")] if lost else []),
            *(cite(fact, "authority", "missing in the other document") for fact in gone),
        ],
        (copy.scope.document, *(phrase.casefold() for phrase in lost), *(_start(fact) for fact in gone)),
        state=source.state,
        certainty=least_sure((source, copy)),
    )


def _is_shortened(copy: Fact) -> bool:
    """Does the copy say itself that it leaves out something?"""
    return str(copy.value).rstrip().endswith(("…", "..."))


def _details(slots: Restated, fact: Fact, evidence: Evidence) -> list[Fact]:
    every = evidence.stated(slots.detail).get(fact.subject, [])
    return [each for each in every if each.scope.document == fact.scope.document]


def _start(fact: Fact) -> str:
    return " ".join(str(fact.value).split()[:6])


def _lost(source: str, copy: str) -> list[str]:
    """The stretches of words that stand in the one text and not in the other, as the first prints them."""
    theirs = {_stem(word) for word in _words(copy)}
    found: list[list[str]] = [[]]
    for word in _words(source)[:_MOST]:
        if word.casefold() in _SMALL and found[-1]:
            found[-1].append(word)
        elif _stem(word) in theirs or word.casefold() in _SMALL:
            found.append([])
        else:
            found[-1].append(word)
    return [" ".join(_trimmed(part)) for part in found if part]


def _trimmed(words: Sequence[str]) -> Sequence[str]:
    end = len(words)
    while words[end - 1].casefold() in _SMALL:
        end -= 1
    return words[:end]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[.,’'-][^\W_]+)*", re.sub(r"(?<=\d),(?=\d{3})", "", text))


def _stem(word: str) -> str:
    plain = re.sub(r"[’'-]", "", word.casefold())
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") else plain


def _carries(copy: Fact, detail: Fact) -> bool:
    """Does a sentence of the other document have most words of this one?"""
    mine = [_stem(word) for word in _words(str(detail.value))[:_MOST]]
    theirs = [_stem(word) for word in _words(str(copy.value))[:_MOST]]
    return SequenceMatcher(None, mine, theirs, autojunk=False).ratio() > _CARRIED
