"""The records of a vocabulary file that tell how documents speak of documents: labels, quotations, blanks, counts.

Loaded from TOML before anything is read; what each key means stands with its record.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from schedcheck.record import frozen


@frozen
class Label:
    """What numbered parts of documents are called, so that others can refer to them: "section 8.2", "Annex B".

    `words` announce a number of the shape `number`. `numbers` says where such numbers are given out: "headings" by
    the numbers of headings alone, "titles" by headings, captions and entries of lists that start with the word,
    "elsewhere" outside of the pack, so that only what each is called can be compared.
    `within` is how far a reference reaches. `outside` are words for what has such parts of its own: after one of them
    and beside one that is numbered ("Schedule 2.2, section 4") the number is that thing's. With `itself` nothing
    within such a part should refer to that part.
    """

    kind: str
    words: tuple[str, ...]
    number: str
    numbers: Literal["headings", "titles", "elsewhere"] = "titles"
    within: Literal["document", "pack"] = "document"
    outside: tuple[str, ...] = ()
    itself: bool = False


@frozen
class References:
    """A table of references and how the text points into it.

    `headings` are those of its column of numbers and `titles` those of its column of titles, by which it is known;
    `dates` those of the column that says of when each document is.
    `lines` are starts of its header where no ruling line is left. `marks` are patterns of a reference with its number
    as their group; a passage with one of `not_in` explains the marks and refers to nothing.
    """

    headings: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()


@frozen
class Record:
    """A kind of record that is complete when its column of one of `headings` is filled, with one of `words` or another.

    `id` is the shape of a record's id, by which rows are told where no ruling line is left. A table with a heading of
    `not_beside` holds no such records.
    """

    name: str
    headings: tuple[str, ...]
    not_beside: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    id: str = ""


@frozen
class Placeholder:
    """What stands where something is still to be put in: a pattern. `certainty` = "guess" where it may be meant so.

    One of `signs` stands in whatever the pattern matches, so that it is tried on few texts; without any, on all.
    A passage with one of `not_in`, in small letters, explains such a sign.
    """

    pattern: str
    signs: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    certainty: Literal["plain", "guess"] = "plain"

    @cached_property
    def shape(self) -> re.Pattern[str]:
        """The pattern, compiled when the first text holds one of the signs."""
        return re.compile(self.pattern)


@frozen
class Count:
    """Nouns of which a document says how many there are, right before their list: "four annexes:".

    The entries of the list are counted, or with `id` the ids of that kind in a list or after one of `lead`; with
    `label`, where a reference to a document of the pack follows ("two requirements (see Annex A)"), the parts of that
    kind in it. `before` are words after which a number counts whatever the list holds ("the following"). `not_after`
    are words after which a number is a share of something else ("of the").
    """

    nouns: tuple[str, ...] = ()
    label: str = ""
    id: str = ""
    before: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


@frozen
class Claim:
    """Words by which a document says that what follows is another document's, word for word."""

    words: tuple[str, ...] = ()


@frozen
class StatusWords:
    """How a document says that it is final, on its title page or in its footers.

    A line says so when one of `final` is all that is left of it without `labels`, figures and versions; or the
    document's version is of the shape `final_version`. A line with one of `draft` takes that back. `drafting` are
    the properties by which a section drafts a change.
    """

    final: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    draft: tuple[str, ...] = ()
    drafting: tuple[str, ...] = ()
    final_version: str = ""
