"""Values, facts and places as JSON, format 1: what every document in JSON is made of."""

from __future__ import annotations

from decimal import Decimal

from schedcheck.fact import Fact, Value
from schedcheck.place import Place
from schedcheck.quantity import Period, Quantity

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def fact_json(fact: Fact) -> Json:
    value, unit = value_json(fact.value)
    return {
        "document": fact.document,
        "section": fact.section,
        "subject": fact.subject,
        "property": fact.property,
        "state": fact.state,
        "mention": fact.mention,
        "value": value,
        "unit": unit,
        "printed": fact.printed,
        "certainty": fact.certainty,
        "binding": fact.basis or None,
        "place": place_json(fact.place),
    }


def value_json(value: Value) -> tuple[Json, Json]:
    """The value with its unit: seconds, pounds, per cent; dates in ISO 8601; the middle of an approximate one."""
    if isinstance(value, Quantity):
        return _number(value.amount), value.unit or None
    if isinstance(value, Period):
        return value.normal(), None
    return value, None


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def place_json(place: Place) -> dict[str, Json]:
    """The parts of a place; unknown ones are null. Who changed the words there stands only where a change says so."""
    by: dict[str, Json] = {"by": place.by} if place.by else {}
    return {
        "page": place.page or None,
        "table": place.table or None,
        "row": place.row or None,
        "column": place.column or None,
        "line": place.line or None,
        **by,
    }
