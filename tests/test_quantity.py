"""Quantities and dates: what is written out is read back, and what only looks like a quantity is none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from schedcheck.quantity import (
    Period,
    Quantity,
    combined,
    day_in_words,
    in_unit,
    later,
    parse,
    with_unit_of,
)
from schedcheck.tokens import tokenise
from schedcheck.vocabulary import Vocabulary
from tests.shared import PROJECT
from tests.told import compare

amounts = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
whole = st.integers(min_value=0, max_value=10**9).map(Decimal)
about = st.sampled_from(["approximately ", "about ", "circa ", "~"])
units = st.sampled_from(["seconds", "secs", "s", "minutes", "mins", "hours", "hrs", "h", "days", "weeks", "months"])


def exact(amount: Decimal, sort: tuple[str, str]) -> Quantity:
    kind, unit = sort
    return Quantity.exact(kind, amount, unit)  # type: ignore[arg-type]


sorts = st.sampled_from(
    [
        ("duration", "s"),
        ("duration", "month"),
        ("duration", "year"),
        ("duration", "working day"),
        ("money", "GBP"),
        ("money", "EUR"),
        ("percent", "%"),
        ("count", ""),
    ]
)


@given(st.one_of(amounts, whole), sorts)
def test_what_is_written_out_is_read_back(amount: Decimal, sort: tuple[str, str]) -> None:
    quantity = exact(amount, sort)
    assert parse(quantity.plain()) == quantity


@given(about, st.integers(min_value=1, max_value=10**6), units)
def test_an_approximate_duration_is_read_back(word: str, number: int, unit: str) -> None:
    quantity = parse(f"{word}{number} {unit}")
    assert isinstance(quantity, Quantity)
    assert not quantity.is_exact
    assert parse(quantity.plain()) == quantity


@given(about, st.integers(min_value=1, max_value=10**9), st.sampled_from(["", "k", " million"]))
def test_approximate_money_is_read_back(word: str, number: int, scale: str) -> None:
    quantity = parse(f"{word}£{number:,}{scale}")
    assert isinstance(quantity, Quantity)
    assert parse(quantity.plain()) == quantity


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_is_read_back_however_it_is_written(day: date) -> None:
    period = Period(day, day)
    assert parse(period.plain()) == period
    assert parse(day.isoformat()) == period
    assert parse(f"{day.day}/{day.month}/{day.year}") == period


@given(st.one_of(amounts, whole), sorts)
def test_printing_plays_no_part_in_equality(amount: Decimal, sort: tuple[str, str]) -> None:
    quantity = exact(amount, sort)
    assert hash(Quantity(quantity.kind, amount, amount, quantity.unit, "as printed")) == hash(quantity)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("24 hours", "24hrs"),
        ("24 hours", "1,440 minutes"),
        ("24 hours", "48 half hours"),
        ("24 hours", "1 day"),
        ("24-hour", "24 hours"),
        ("5,600", "5600"),
        ("5,600 seconds", "5600 sec"),
        ("5,600s", "5600 second"),
        ("30s", "30 Seconds"),
        ("30\nseconds", "30 seconds"),
        ("£ 53,572", "£53,572"),
        ("£53,572", "GBP 53572"),
        ("£1.5 million", "£1,500,000"),
        ("six months", "6 months"),
        ("six-month", "6 months"),
        ("11/1/2019", "11 January 2019"),
        ("25th June 2020", "25 June 2020"),
        ("25 Jun 2020", "2020-06-25"),
        ("Sept 2020", "September 2020"),
        ("3 Sept 2020", "3 September 2020"),
        ("50 per cent", "50%"),
    ],
)
def test_two_ways_to_write_one_thing(one: str, other: str) -> None:
    assert parse(one) is not None
    assert parse(one) == parse(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("24 hours", "24 minutes"),
        ("24 hours", "24"),
        ("30", "30 seconds"),
        ("30 days", "1 month"),
        ("6 working days", "6 days"),
        ("£30", "30"),
        ("£30", "€30"),
        ("1/11/2019", "11/1/2019"),
    ],
)
def test_two_things_that_are_not_one(one: str, other: str) -> None:
    assert parse(one) != parse(other)


@pytest.mark.parametrize(
    "text",
    [
        "4.8.1",
        "6.20.1",
        "SM1.1",
        "D6.9",
        "v0.4",
        "SECMP0053",
        "",
        "hours",
        "seconds",
        "1,56 s",
        "30 February 2020",
        "31/13/2019",
        "0 June 2020",
        "24 hours 30",
        "30 secondary",
        "Annex B",
        "£",
        "%",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize("text", ["4.8", "2.2", "6.12", "5600"])
def test_a_bare_number_is_a_count(text: str) -> None:
    value = parse(text)
    assert isinstance(value, Quantity)
    assert value.kind == "count"


@pytest.mark.parametrize(
    ("about", "exactly", "agrees"),
    [
        ("approximately £90,000", "£89,087", True),
        ("approximately £90,000", "£95,001", False),
        ("approx. 2 hours", "110 minutes", True),
        ("approx. 2 hours", "3 hours", False),
        ("June 2020", "25 June 2020", True),
        ("June 2020", "1 July 2020", False),
    ],
)
def test_an_approximate_figure_may_cover_an_exact_one(about: str, exactly: str, agrees: bool) -> None:
    match parse(about), parse(exactly):
        case (Quantity() as one, Quantity() as other):
            assert one.agrees(other) == other.agrees(one) == agrees
        case (Period() as month, Period() as day):
            assert month.agrees(day) == day.agrees(month) == agrees
        case others:
            pytest.fail(f"not comparable: {others}")


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("5,600 seconds", "5600 s"),
        ("24 hours", "86400 s"),
        ("£ 89,087", "GBP 89087"),
        ("approximately £90,000", "GBP 85000..95000"),
        ("six-month", "6 month"),
        ("25 June 2020", "2020-06-25"),
        ("June 2020", "2020-06"),
    ],
)
def test_the_normal_form(text: str, normal: str) -> None:
    value = parse(text)
    assert value is not None
    assert value.normal() == normal


def test_one_unit_for_two_numbers() -> None:
    seconds = parse("5,600 seconds")
    assert isinstance(seconds, Quantity)
    assert with_unit_of("30", seconds) == parse("30 seconds")


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("1 hour", "30 minutes", "90 minutes"),
        ("2 days", "3 hours", "51 hours"),
        ("24 hours", "30 seconds", None),
        ("30 minutes", "1 hour", None),
        ("2 minutes", "59 seconds", "179 seconds"),
        ("2 minutes", "60 seconds", None),
        ("1 hour", "59 mins", "119 minutes"),
        ("1 hour", "60 mins", None),
        ("1 day", "23 hrs", "47 hours"),
        ("1 day", "24 hrs", None),
        ("1 day", "90 seconds", None),
        ("1.5 hours", "10 minutes", None),
        ("about 2 hours", "10 minutes", None),
        ("2 hours", "about 10 minutes", None),
        ("1 week", "2 days", None),
        ("£1", "30 seconds", None),
    ],
)
def test_two_durations_in_one(first: str, second: str, together: str | None) -> None:
    one, other = parse(first), parse(second)
    assert isinstance(one, Quantity)
    assert isinstance(other, Quantity)
    assert combined(one, other, "") == (parse(together) if together else None)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("from half an hour to thirty seconds", ["1800 s", "30 s"]),
        ("from a day to an hour", ["86400 s", "3600 s"]),
        ("the 30-second band and the thirty-second band", ["30 s", "30 s"]),
        ("twenty-four hours", ["86400 s"]),
        ("one and a half hours", ["5400 s"]),
        ("half a day, then forty-five minutes", ["43200 s", "2700 s"]),
        ("48 half hours", ["86400 s"]),
        ("twice a day", []),
        ("a second round, a minute detail, a day-ahead market", []),
        ("a quarter of an hour", []),
        ("one hundred and twenty seconds", []),
    ],
)
def test_times_in_words(text: str, times: list[str]) -> None:
    tokens = tokenise(text, Vocabulary())
    values = [tokens.value(i) for i, letter in enumerate(tokens.types) if letter == "d"]
    assert [value.normal() for value in values if value] == times


ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
TEENS = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
MONTHS = ["Jan", "February", "Mar", "April", "May", "June", "July", "August", "Sept", "October", "Nov", "December"]
BEFORE = ["c. 5", "circa 5", "~5", "approximately two", "around ten", "roughly 5 half", "approx. 7"]
STARTS = [
    *((f"{number} hours", "d") for number in [*ONES, *TEENS, *TENS, *BEFORE]),
    *((f"{time}", "d") for time in ["half an hour", "Half a day", "half hours"]),
    *((f"{month} 2020", "t") for month in MONTHS),
    *((f"{sign} 5", "m") for sign in ["GBP", "EUR", "USD", "£", "about £", "approx GBP"]),
    *((f"from {one}", "wd") for one in ["a day", "an hour", "a minute", "a\nweek"]),
    *((f"{word} 5%", "c") for word in ["approximately", "circa", "about"]),
]
CASED = {"s": "ſ", "i": "ı"}


@given(st.sampled_from(STARTS), st.randoms(use_true_random=False))
def test_a_quantity_that_starts_with_a_word_is_told_from_plain_words(start: tuple[str, str], random: Random) -> None:
    """In any case that a pattern without regard to case knows, after other words and before them."""
    text, types = start
    cased = "".join(random.choice([sign, sign.upper(), CASED.get(sign, sign)]) for sign in text)
    assert tokenise(f"It, {cased}, is", Vocabulary()).types == f"wp{types}pw"


@pytest.mark.parametrize(
    "text",
    [
        "1,5 hours",
        "24,0 hours",
        "2,5 h",
        "1,2345 seconds",
        "£120,40",
        "£1,20,400",
        "£5.1.2",
        "GBP 1,5",
        "12,5%",
        "1,5 per cent",
    ],
)
def test_a_comma_that_parts_no_thousands_is_not_passed_over(text: str) -> None:
    """A half of such a number would be another amount: "1,5 hours" is no "5 hours"."""
    assert not set(tokenise(text, Vocabulary()).types) & set("dmct")


@pytest.mark.parametrize(("number", "other"), [("some", "30 seconds"), ("12/", "£30"), ("5", "30")])
def test_what_is_no_number_has_no_unit_of_another(number: str, other: str) -> None:
    known = parse(other)
    assert isinstance(known, Quantity)
    assert with_unit_of(number, known) is None


def test_a_number_takes_the_unit_of_another() -> None:
    seconds, pounds = parse("5,600 seconds"), parse("£30")
    assert isinstance(seconds, Quantity)
    assert isinstance(pounds, Quantity)
    assert with_unit_of("30", seconds) == Quantity("duration", Decimal(30), Decimal(30), "s", "30")
    assert with_unit_of("5", pounds) == Quantity("money", Decimal(5), Decimal(5), pounds.unit, "5")


NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety twenty-one thirty‑two forty nine "
    "twenty-zero twenty-ten hundred"
)
UNITS = (
    "second seconds sec secs s minute minutes min mins hour hours hr hrs h day days week weeks month months year years "
    "fortnight"
)
OF_CALENDARS = (
    *("working hour", "working hours", "business  hours", "business hour", "working day", "business days"),
    *("calendar month", "calendar months", "working month"),
)
ROUGHLY = ("approximately", "approx", "approx.", "about", "around", "circa", "roughly", "c.", "~", "nearly")
MONTH_NAMES = (
    "January February March April May June July August September October November December Sept Jan Feb Mar Apr Jun "
    "Jul Aug Sep Oct Nov Dec Juni"
)
SORTS_OF_TEXT = (
    *(f"{word} days" for word in NUMBER_WORDS.split()),
    *(f"3 {unit}" for unit in (*UNITS.split(), *OF_CALENDARS)),
    *(f"1-{unit}" for unit in UNITS.split()),
    *(f"{word} 90 minutes" for word in ROUGHLY),
    *(f"{word} £120,000" for word in ROUGHLY),
    *(f"{word} six months" for word in ROUGHLY[:1]),
    *(f"2 {month} 2020" for month in MONTH_NAMES.split()),
    *(f"{month} 2021" for month in MONTH_NAMES.split()),
    *("half an hour", "half a day", "half a minute", "half a week", "half hour", "half a month", "an hour", "a day"),
    *("a week", "a minute", "a second", "a month", "one and a half hours", "ten and a half days", "3 half-hours"),
    *("about 3 half hours", "twenty and a half weeks"),
    *("1.5 hours", "0.25 days", "1.123456789 s", "1.1234567891 s", "123456789012345 s", "1234567890123456 s"),
    *("1,234 s", "1234,567 s", "1,23 s", "1,234,567,890,123,456 s", "1,234,567,890,123,456,789 s", "12,345.5 s"),
    *(
        "£0",
        "£1",
        "£ 1.50",
        "€2",
        "$3",
        "GBP 4",
        "EUR 5",
        "USD 6",
        "CHF 7",
        "£8k",
        "£8m",
        "£8 million",
        "£8bn",
        "£8 bn",
    ),
    *("about £8.5k", "about £12", "about £0", "£8.50", "about 15 %", "15%", "15.5 per cent", "15 percent", "~ 20%"),
    *("0", "7", "1,000", "1000.50", "-7", "7.", "about 7"),
    *("31/12/2019", "1/1/2020", "01.02.2020", "01.02.20", "1.2.20", "32/1/2020", "2020-02-29", "2019-02-29"),
    *("29 February 2019", "1st of May 2020", "2nd May, 2020", "3rd May. 2020", "4th may 2020", "5 May 1899"),
    *("5 May 1900", "5 May 2099", "5 May 2100", "May, 2020", "00 May 2020"),
)
"""Every word of the reader, and what stands just within and just beyond its limits."""


def test_every_way_to_write_an_amount_or_a_date() -> None:
    compare(PROJECT / "tests" / "golden" / "quantities.txt", (f"{text} = {_read(text)}" for text in SORTS_OF_TEXT))


def _read(text: str) -> str:
    match parse(text):
        case Quantity() as value:
            again = evolve(value, printed="")
            return f"{value.kind} {value.low:f} to {value.high:f} {value.unit!r}, {value.normal()}, {again}, {value}"
        case Period() as value:
            return f"{value.first} to {value.last}, {value.normal()}, {evolve(value, printed='')}, {value}"
        case _:
            return "nothing"


@pytest.mark.parametrize(
    ("day", "time", "end"),
    [
        ("2020-08-31", "6 months", "2021-02-28"),
        ("2019-08-31", "six months", "2020-02-29"),
        ("2020-01-15", "11 months", "2020-12-15"),
        ("2020-01-15", "12 months", "2021-01-15"),
        ("2020-02-29", "1 year", "2021-02-28"),
        ("2020-12-31", "1 month", "2021-01-31"),
        ("2020-01-01", "90 days", "2020-03-31"),
        ("2020-01-01", "23 hours", "2020-01-01"),
        ("2020-01-01", "25 hours", "2020-01-02"),
        ("2020-01-01", "about 10 days", "2020-01-16"),
        ("2020-01-01", "1.5 months", None),
        ("2020-01-01", "about 6 months", None),
        ("2020-01-01", "5 working days", None),
        ("2020-01-01", "£5", None),
        ("2020-01-01", "9000 years", None),
        ("9999-12-31", "1 day", None),
    ],
)
def test_the_day_some_time_later(day: str, time: str, end: str | None) -> None:
    length = parse(time)
    assert isinstance(length, Quantity)
    assert later(date.fromisoformat(day), length) == (date.fromisoformat(end) if end else None)


def test_a_bare_number_is_printed_with_its_unit() -> None:
    assert [in_unit("5", "£"), in_unit("30", "seconds"), in_unit("9", "€")] == ["£5", "30 seconds", "€9"]
    assert day_in_words(date(2020, 6, 5)) == "5 June 2020"
