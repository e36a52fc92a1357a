"""Printed quantities and dates -> records. The patterns are also what text is cut into tokens by."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby

from schedcheck.quantity.amount import CALENDAR, CURRENCIES, MONTHS, SECONDS, Kind, Period, Quantity, margin_of

NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?)"
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_SMALL = {word: Decimal(number) for number, word in enumerate(f"{_ONES} eighteen nineteen".split())}
_TENS = {
    word: Decimal(10 * number)
    for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_WORDS = _SMALL | _TENS
_DIGITS = [word for word, number in _SMALL.items() if 0 < number < 10]
_PLAIN_WORD = (
    rf"(?:(?:{'|'.join(_TENS)})[\s‑-]+(?:{'|'.join(_DIGITS)})|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
)
NUMBER_WORD = rf"(?:{_PLAIN_WORD}\b(?:\s+and\s+a\s+half\b)?)"

_UNIT_OF = {name: unit for unit, (_, names) in SECONDS.items() for name in names} | {
    name: unit for unit, names in CALENDAR.items() for name in names
}
_UNIT_NAMES = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(_UNIT_OF, key=lambda n: (-len(n), n)))
_APPROX = r"(?:(?:approximately|approx\.?|about|around|circa|roughly|c\.|~)\s*)"

_NO_CODE = r"(?<!(?-i:\b[A-Z]{3}))(?<!(?-i: [A-Z]))"
_HALF = r"half\s+(?:hours?|an\s+hour|a\s+(?:day|minute|week))"
_ONE = r"an?\s+(?:hour|day|minute|week)"
"""One of a unit, told by its article. In text it counts only after a word that a time follows: not "twice a day"."""
_AFTER = "|".join(f"(?<={word} )" for word in ("from", "to", "of", "within", "than"))
_AFTER = rf"(?<!quarter of )(?<!quarters of )(?<!third of )(?<!half of )(?:{_AFTER})"
_ALONE = "".join(rf"(?<!{word} )" for word in ("hundred", "hundred and", "thousand", "thousand and", "point"))
"""A word that is the end of a larger number is none by itself."""
_ENDS = rf"(?![a-z]|\.[a-z]){_NO_CODE}"
_WHOLE = r"(?<!\d,)"
"""A number that a figure and a comma stand before is the end of another one: "1,5 hours"."""
_NO_MORE = r"(?![.,]?\d)"
_NUMBER_OR_WORD = rf"(?:{_WHOLE}{NUMBER}|\b{_ALONE}{NUMBER_WORD})"
DURATION = (
    rf"(?:{_APPROX}?(?:\b{_HALF}|{_NUMBER_OR_WORD}[\s\-‑]*(?:half[\s\-]hours?|{_UNIT_NAMES})){_ENDS}"
    rf"|{_AFTER}{_ONE}(?![a-z\-‑]))"
)
MONEY = rf"{_APPROX}?(?:[£€$]\s*{NUMBER}|(?:GBP|EUR|USD)\s*{NUMBER}){_NO_MORE}(?:\s*(?:million|bn|m|k)\b)?"
PERCENT = rf"{_APPROX}?{_WHOLE}{NUMBER}\s*(?:%|per\s?cent\b)"

_MONTH = "(?:" + "|".join(f"{m[:3]}(?:{m[3:]})?" if len(m) > 3 else m for m in MONTHS) + "|sept)"
_ARTICLES = ("a ", "an ")
_STARTING = ("approx", "about", "around", "circa", "roughly", "c.", "half", "gbp", "eur", "usd")
_TOLD_BY = 4
"""So many letters tell words apart that start a quantity or date; a few others go the long way and cost only time."""


def _any_case(sign: str) -> str:
    """One sign of a pattern in every case that a pattern without regard to case would take it in."""
    others = {"i": "İı", "k": "\N{KELVIN SIGN}", "s": "ſ"}
    return (
        rf"[{sign}{sign.upper()}{others.get(sign, '')}]"
        if sign.isalpha()
        else r"\s"
        if sign == " "
        else re.escape(sign)
    )


def _one_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, letter by letter: the first letter tells most texts from all of them."""
    heads = [(head, {word[1:] for word in group}) for head, group in groupby(sorted(words), key=lambda word: word[0])]
    parts = [_any_case(head) + ("" if "" in rests else _one_of(rests)) for head, rests in heads]
    return f"(?:{'|'.join(parts)})"


STARTS = _one_of({word[:_TOLD_BY] for word in (*_STARTING, *_ARTICLES, *_WORDS, *(month[:3] for month in MONTHS))})
"""The letters that a quantity or date can start with, as a pattern: any other word is only a word."""
_YEAR = r"(?:19|20)\d\d"
DATE = (
    rf"(?:\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?,?\s+{_YEAR}\b"
    rf"|\b{_YEAR}-\d\d-\d\d\b|\b\d{{1,2}}/\d{{1,2}}/{_YEAR}\b|\b\d\d\.\d\d\.(?:20)?\d\d\b(?!\.\d)|\b{_MONTH}\s+{_YEAR}\b)"
)

_SCALE = {"k": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000}


def parse(text: str) -> Quantity | Period | None:
    """The quantity or date that the whole of `text` is, or None. Bare numbers are counts."""
    words = " ".join(text.split())
    for pattern, read in _READERS:
        if pattern.fullmatch(words):
            return read(words)
    return None


def in_unit(number: str, unit: str) -> str:
    """A bare number as it is printed with its unit: "£5", "£5k" for £k and £000, "30 seconds"."""
    if unit[:1] not in CURRENCIES:
        return f"{number} {unit}"
    share = unit[1:].strip(" ’'").casefold()
    return f"{unit[:1]}{number}{'k' if share.startswith('000') else share}"


def with_unit_of(number: str, other: Quantity) -> Quantity | None:
    """A bare number in the unit that `other` is printed in: "from 30 to 5,600 seconds"."""
    found = re.search(r"[A-Za-z][A-Za-z \-]*$", other.printed)
    if other.kind == "money":
        return duration_or_money(f"{other.plain()[0]}{number}", number)
    return duration_or_money(f"{number} {found.group()}", number) if found else None


def duration_or_money(words: str, printed: str) -> Quantity | None:
    value = parse(words)
    if not isinstance(value, Quantity):
        return None
    return Quantity(value.kind, value.low, value.high, value.unit, printed)


def combined(first: Quantity, second: Quantity, printed: str) -> Quantity | None:
    """ "1 hour 30 minutes" as one duration: the second part in the next smaller unit and less than one of the first.

    None where the two stand for themselves, as "24 hours" and "30 seconds" side by side do.
    """
    units = {"d": ("h", 24), "h": ("min", 60), "min": ("s", 60)}
    larger, smaller = _unit_printed(first), _unit_printed(second)
    step = units.get(larger)
    if step is None or step[0] != smaller or not (first.is_exact and second.is_exact):
        return None
    size = SECONDS[smaller][0]
    if second.low >= size * step[1] or first.low % (size * step[1]):
        return None
    return Quantity.exact("duration", first.low + second.low, "s", printed)


def _unit_printed(quantity: Quantity) -> str:
    found = re.search(r"[a-z]+$", quantity.printed.casefold())
    return _UNIT_OF.get(found.group(), "") if found else ""


def _read_duration(words: str) -> Quantity | None:
    text, approximate = _without_approx(words)
    text = re.sub(r"^half\s+an?\s+", "0.5 ", re.sub(r"^an?\s+", "1 ", text, flags=re.I), flags=re.I)
    found = re.fullmatch(rf"({NUMBER}|{NUMBER_WORD})?[\s\-‑]*(half[\s\-]hours?|{_UNIT_NAMES})", text, re.I)
    if not found:
        return None
    number = _number(found.group(1) or "1")
    name = re.sub(r"\s+", " ", found.group(2).casefold())
    if name.startswith("half"):
        return _between("duration", number * 1800, "s", words, number * 1800 if approximate else None)
    unit = _UNIT_OF[name]
    if unit in CALENDAR:
        return _between("duration", number, unit, words, number if approximate else None)
    scale = SECONDS[unit][0]
    return _between("duration", number * scale, "s", words, number if approximate else None, scale)


def _read_money(words: str) -> Quantity | None:
    text, approximate = _without_approx(words)
    found = re.fullmatch(rf"([£€$]|[A-Z]{{3}})\s*({NUMBER})\s*(million|bn|m|k)?", text, re.I)
    if not found:
        return None
    sign = found.group(1).upper()
    number = _number(found.group(2))
    scale = _SCALE[found.group(3).casefold()] if found.group(3) else 1
    unit = CURRENCIES.get(sign, sign)
    return _between("money", number * scale, unit, words, number if approximate else None, scale)


def _read_percent(words: str) -> Quantity | None:
    text, approximate = _without_approx(words)
    found = re.match(NUMBER, text)
    number = _number(found.group()) if found else Decimal(0)
    return _between("percent", number, "%", words, number if approximate else None)


def _read_count(words: str) -> Quantity | None:
    return Quantity.exact("count", _number(words), "", words)


def _read_date(words: str) -> Period | None:
    """The date, or None where the calendar has no such day."""
    try:
        if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", words):
            day = date(int(found[1]), int(found[2]), int(found[3]))
        elif found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", words):
            day = date(int(found[3]), int(found[2]), int(found[1]))
        elif found := re.fullmatch(r"(\d\d)\.(\d\d)\.(\d\d)", words):
            day = date(2000 + int(found[3]), int(found[2]), int(found[1]))
        elif found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]+)\.?,?\s+(\d{4})", words, re.I):
            day = date(int(found[3]), _month(found[2]), int(found[1]))
        elif found := re.fullmatch(r"([a-z]+)\s+(\d{4})", words, re.I):
            year, month = int(found[2]), _month(found[1])
            return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]), words)
        else:
            return None
    except ValueError:
        return None
    return Period(day, day, words)


_READERS = (
    (re.compile(DATE, re.I), _read_date),
    (re.compile(rf"{DURATION}|{_ONE}", re.I), _read_duration),
    (re.compile(MONEY, re.I), _read_money),
    (re.compile(PERCENT, re.I), _read_percent),
    (re.compile(NUMBER), _read_count),
)


def _month(name: str) -> int:
    return [m[:3] for m in MONTHS].index(name.casefold()[:3]) + 1


def _number(text: str) -> Decimal:
    """A number in figures or words: "1,440", "twenty-four", "one and a half"."""
    if text[:1].isdigit():
        return Decimal(text.replace(",", ""))
    whole, half, _ = text.casefold().partition(" and a half")
    return sum((_WORDS[word] for word in re.split(r"[\s‑-]+", whole.strip())), Decimal("0.5" if half else 0))


def _without_approx(words: str) -> tuple[str, bool]:
    found = re.match(_APPROX, words, re.I)
    return (words[found.end() :], True) if found else (words, False)


def _between(kind: Kind, amount: Decimal, unit: str, printed: str, rounded: Decimal | None, scale: int = 1) -> Quantity:
    """Exact, or half of the last figure that is not nought to either side: about 90,000 is 85,000 to 95,000."""
    if not rounded:
        return Quantity.exact(kind, amount, unit, printed)
    half = margin_of(rounded) * scale
    return Quantity(kind, amount - half, amount + half, unit, printed)
