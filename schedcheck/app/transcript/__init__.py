"""Documents and Readings as bytes and back: what a child process answers, and what the cache holds.

JSON by a mapping made by hand. Whoever gives back the bytes is not trusted: everything is checked when it is
loaded, and what is not what it should be is Unfit. Runs nothing and keeps nothing.
"""

from __future__ import annotations

from schedcheck.app.transcript.checked import Unfit
from schedcheck.app.transcript.documents import load_document, write_document
from schedcheck.app.transcript.readings import load_readings, write_readings

__all__ = ["Unfit", "load_document", "load_readings", "write_document", "write_readings"]
