"""Names of a closed list that stand together in running text: "both networks and the operator".

Called while a template is matched, when the first one asks for names of a list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from schedcheck.names import find_names
from schedcheck.tokens import Tokens
from schedcheck.vocabulary import Vocabulary

Run = tuple[int, int, tuple[str, ...]]

LONGEST_RUN = 20
_LINK = re.compile(r"(?:[\s,;&]|\b(?:and|all|the|both|or|also)\b)*", re.IGNORECASE)
_NOUN = re.compile(r"\s([^\W\d_]{3,20})\s?(?:,|and|&)\s(?:(?:and|the|its|both)\s)*", re.IGNORECASE)
_WORD = re.compile(r"\s([^\W\d_]{3,20})")


def parted_by_semicolons(tokens: Tokens, lists: Collection[str], vocabulary: Vocabulary) -> Tokens:
    """The tokens; a semicolon between names of one list ends no sentence where these go on to its end."""
    if ";" not in tokens.text.rstrip()[:-1]:
        return tokens
    types = list(tokens.types)
    for name in lists:
        for start, end, _ in runs_of_names(tokens.text, name, vocabulary):
            after = bisect_left(tokens.starts, end)
            if after == len(types) or (tokens.types[after] == "s" and tokens.word(after) != ";"):
                first = bisect_left(tokens.starts, start)
                types[first:after] = ["p" if tokens.word(n) == ";" else types[n] for n in range(first, after)]
    joined = "".join(types)
    return tokens if joined == tokens.types else Tokens(tokens.text, joined, tokens.starts, tokens.ends)


def runs_of_names(text: str, name: str, vocabulary: Vocabulary, ends: Sequence[int] = ()) -> Iterator[Run]:
    """(start, end, names) of the run of names from each name of a list on; none goes over one of the offsets `ends`."""
    found = list(find_names(text, vocabulary, name))
    for index, (start, end, names) in enumerate(found):
        reached, last, all_names = end, names, list(names)
        for each in found[index + 1 : index + LONGEST_RUN]:
            further = _further(text, reached, last, each)
            if not further or bisect_left(ends, reached) < bisect_left(ends, each[0]):
                break
            reached, last = further, each[2]
            all_names += last
        yield start, reached, tuple(dict.fromkeys(all_names))


def _further(text: str, reached: int, last: tuple[str, ...], found: Run) -> int:
    """Where a run ends that goes on with the name found next; 0 when it does not go on."""
    start, end, names = found
    if _are_linked(text, reached, start, end):
        return end
    again = names == last and text[reached:start].strip() == "(" and text[end : end + 1] == ")"
    return end + 1 if again else 0


def _are_linked(text: str, reached: int, start: int, end: int) -> bool:
    """Do two names belong together: by small words alone, or by one noun after both of them?"""
    if _LINK.fullmatch(text, reached, start):
        return True
    noun, again = _NOUN.fullmatch(text, reached, start), _WORD.match(text, end)
    return noun is not None and again is not None and _singular(noun.group(1)) == _singular(again.group(1))


def _singular(word: str) -> str:
    return word.casefold().removesuffix("s")
