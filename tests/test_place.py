"""Places: their order in a document, whatever its format tells of them."""

from __future__ import annotations

import pytest

from schedcheck.place import Place

ORDERED = {
    "lines": (Place(2, 9), Place(10, 1), Place(10, 4)),
    "a sheet": (Place(key="Rows!B4", table=1, row=2, column=2), Place(key="Rows!C4", table=1, row=2, column=3)),
    "elements": (Place(key="t2/r9/c1"), Place(key="t2/r10/c1"), Place(key="t10/r1/c1")),
    "boxes on pages": (
        Place(page=6, key="6:451,618,493,630"),
        Place(page=7, key="7:254,147,327,158"),
        Place(page=7, key="7:451,147,519,158"),
        Place(page=7, key="7:254,196,327,207"),
    ),
}


@pytest.mark.parametrize("name", ORDERED)
def test_places_come_in_reading_order(name: str) -> None:
    orders = [place.order for place in ORDERED[name]]
    assert orders == sorted(orders)
    assert len(set(orders)) == len(orders)
