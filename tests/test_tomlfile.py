"""TOML with lines: every key's line, every mistake at once, nothing taken for something else."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

import pytest
from attrs import Factory, frozen

from schedcheck.errors import CannotStart
from schedcheck.tomlfile import load, structure


def refused(content: bytes, cls: type | None = None) -> str:
    with pytest.raises(CannotStart) as caught:
        structure(load(content, "a.toml"), cls or Thing)
    return str(caught.value)


@frozen
class Shape:
    by_kind: ClassVar[dict[str, type]]


@frozen
class Square(Shape):
    side: int
    is_: str = ""


Shape.by_kind = {"square": Square}


@frozen
class Part:
    name: str
    size: Decimal = Decimal(0)


@frozen
class Thing:
    name: str
    tags: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    part: tuple[Part, ...] = ()
    big: bool = False
    count: int = 0
    level: Literal["error", "warning"] = "error"
    shape: Shape | None = None
    facts: dict[str, str] = Factory(dict)


TEXT = b"""# a comment
name = "one"
tags = [
  "a",   # first ]
  "b",
]
text = \"\"\"
[not.a.header]
key = 1
\"\"\"
"a b".'c.d' = { x = 1 }

[[row]]
id = "1"
  [[row.sub]]
  n = 1
  [[row.sub]]
  n = 2
[[row]]
id = '2'
list = [[1,
  2], [3]]
[table.inner]
key = ''
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 2),
        (("tags",), 3),
        (("tags", 0), 4),
        (("tags", 1), 5),
        (("text",), 7),
        (("a b", "c.d"), 11),
        (("a b", "c.d", "x"), 11),
        (("row",), 13),
        (("row", 0, "id"), 14),
        (("row", 0, "sub", 1, "n"), 18),
        (("row", 1), 19),
        (("row", 1, "id"), 20),
        (("row", 1, "list", 0, 1), 22),
        (("row", 1, "list", 1, 0), 22),
        (("table",), 23),
        (("table", "inner", "key"), 24),
        (("row", 1, "gone"), 19),
        (("nowhere",), 1),
    ],
)
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_the_line_of_a_key(path: tuple[str | int, ...], line: int, newline: bytes) -> None:
    assert load(TEXT.replace(b"\n", newline), "a.toml").line(path) == line


PLAIN = """
on = true
"a.b" = "x # y"
not-before = "z"
a.b = 1.5
empty = ""
when = 2030-01-01T10:00:00+01:00
[table]
"" = "=["
"q" = 'r'
[[rows]]
n = -1
"""


def test_a_comment_at_the_end_of_a_line_moves_nothing() -> None:
    """Plain lines are walked over at once: these must be found where a careful walk finds them."""
    commented = "".join(f"{line} # end\n" if line else "\n" for line in PLAIN.split("\n"))
    paths: list[tuple[str | int, ...]] = [
        ("on",),
        ("a.b",),
        ("not-before",),
        ("not_before",),
        ("a", "b"),
        ("empty",),
        ("when",),
        ("table",),
    ]
    paths += [("table", ""), ("table", "q"), ("rows", 0), ("rows", 0, "n")]
    plain, careful = load(PLAIN.encode(), "a.toml"), load(commented.encode(), "a.toml")
    assert plain.values == careful.values
    lines = [plain.line(path) for path in paths]
    assert lines == [careful.line(path) for path in paths]
    assert lines == [2, 3, 4, 4, 5, 6, 7, 8, 9, 10, 11, 12]


def test_a_byte_order_mark_is_no_content() -> None:
    assert load(b"\xef\xbb\xbfname = 'x'", "a.toml").values == {"name": "x"}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a = 1\nb = \n", "a.toml:2:5: this is not TOML"),
        (b"a = 'x'\nb = '\xa3'\n", "a.toml:2:6: this is not UTF-8 text"),
        (b"a = " + b"[" * 100_000, "a.toml"),
    ],
)
def test_what_is_no_toml(content: bytes, place: str) -> None:
    assert refused(content).startswith(place)


def test_hyphens_and_underscores_are_one_key() -> None:
    file = load(b"name = 'x'\nnot-before = ['y']\n[facts]\n'dcc-sm1' = 'z'", "a.toml")
    thing = structure(file, Thing)
    assert thing.not_before == ("y",)
    assert thing.facts == {"dcc-sm1": "z"}


def test_a_hyphenated_key_has_its_line() -> None:
    assert refused(b"name = 'x'\nnot-before = 1").startswith("a.toml:2: not_before: ")


def test_numbers_are_exact() -> None:
    file = load(b"name = 'x'\n[[part]]\nname = 'p'\nsize = 0.1", "a.toml")
    assert structure(file, Thing).part == (Part("p", Decimal("0.1")),)


def test_a_record_is_chosen_by_its_kind() -> None:
    file = load(b"name = 'x'\n[shape]\nkind = 'square'\nside = 2\nis = 'y'", "a.toml")
    assert structure(file, Thing).shape == Square(2, "y")


def test_all_mistakes_at_once() -> None:
    content = b"""tags = "abc"
nmae = "x"
big = 1
count = true
level = "eror"
[[part]]
size = "2"
[[part]]
name = 3
[shape]
kind = "sqare"
"""
    assert refused(content).splitlines() == [
        "a.toml:1: name: this is needed and is not there",
        'a.toml:1: tags: this must be a list in square brackets, not "abc"',
        "a.toml:2: nmae: there is no such key here; did you mean name?",
        "a.toml:3: big: this must be true or false, not 1",
        "a.toml:4: count: this must be a whole number, not true",
        'a.toml:5: level: this must be one of error, warning, not "eror"; did you mean error?',
        "a.toml:6: part[0].name: this is needed and is not there",
        'a.toml:7: part[0].size: this must be a number, not "2"',
        "a.toml:9: part[1].name: this must be text in quotation marks, not 3",
        'a.toml:11: shape.kind: this must be one of square, not "sqare"; did you mean square?',
    ]


def test_a_mistake_in_a_chosen_record_has_its_path() -> None:
    content = b"name = 'x'\n[shape]\nkind = 'square'\nside = 'a'\nsdie = 1"
    assert refused(content).splitlines() == [
        'a.toml:4: shape.side: this must be a whole number, not "a"',
        "a.toml:5: shape.sdie: there is no such key here; did you mean side?",
    ]


def test_a_table_where_a_record_is_wanted() -> None:
    assert refused(b"name = 'x'\npart = ['y']") == 'a.toml:2: part[0]: this must be a table, not "y"'


def test_what_is_wrong_in_a_table_of_any_keys_has_its_path() -> None:
    assert refused(b"name = 'x'\nfacts = 'y'") == 'a.toml:2: facts: this must be a table, not "y"'
    assert refused(b"name = 'x'\n[facts]\na = 'y'\nb-c = 1") == (
        "a.toml:4: facts.b-c: this must be text in quotation marks, not 1"
    )


def test_a_key_that_is_a_word_of_python_is_named_as_it_is_written() -> None:
    content = b"name = 'x'\n[shape]\nkind = 'square'\nside = 2\nis = 3"
    assert refused(content) == "a.toml:5: shape.is: this must be text in quotation marks, not 3"
