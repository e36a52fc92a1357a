"""The records of a vocabulary about what documents say in words: acronyms, requirements, responses, directions.

Loaded from TOML before anything is read; what each key means stands with its record.
"""

from __future__ import annotations

from schedcheck.record import frozen


@frozen
class Acronyms:
    """`ignore` are words in capitals that a glossary need not list: names of firms, words of emphasis.

    `headings` hold the words by which the heading of a glossary is known.
    """

    ignore: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


@frozen
class Numbered:
    """A kind of numbered statement that several documents take up: "Requirement 1".

    `label` is how its subjects are written, `says` the words before the number, `short` those that count only where a
    document of the `sources` numbers its own so ("R1"). `keys` and `texts` are headings of the columns of a table of
    them. `states`, `detail` and `mentions` are the properties of its statement, of the sentences below it, and of being
    taken up elsewhere.
    """

    label: str
    says: tuple[str, ...]
    states: str
    detail: str
    mentions: str
    sources: tuple[str, ...]
    short: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@frozen
class Topic:
    """What a question of a consultation is about, told by words in it."""

    name: str
    words: tuple[str, ...]


@frozen
class Stance:
    """What a respondent may think about a topic: words of theirs as a document tells them, perhaps `of` something.

    The first of a topic is for it, and `dissent` the property that is given where not all are for it.
    """

    name: str
    topic: str
    says: tuple[str, ...]
    of: tuple[str, ...] = ()
    dissent: str = ""


@frozen
class Responses:
    """How answers to a consultation are set out, question by question.

    `question` are the words before the number of a question. `respondent`, `category`, `answer` and `comment` are
    headings of columns; the categories are names of the list `categories`. `answers` are what an answer may be where
    no ruling lines part it from the comment. A comment is of a `remark` when it holds one of its words.

    A document that sums up says how many `people` `replied`, or what was `received` from how many; `rounds` are names
    of consultations, of which each has its own answers. How many stand where is told by `stance`, and what is said of
    all of them by the property `claim`.
    """

    question: tuple[str, ...] = ()
    respondent: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    comment: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    topic: tuple[Topic, ...] = ()
    remark: tuple[Topic, ...] = ()
    people: tuple[str, ...] = ()
    replied: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    stance: tuple[Stance, ...] = ()
    claim: tuple[str, ...] = ()


@frozen
class Directions:
    """Words for making a time shorter or longer; the sentence must hold one of `about` and none of `not_about`."""

    shorter: tuple[str, ...] = ()
    longer: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    not_about: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
