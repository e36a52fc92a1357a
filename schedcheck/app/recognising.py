"""The story of `facts`: read and recognise, and show what became of every part of the documents."""

from __future__ import annotations

from collections.abc import Sequence

from schedcheck.app.bound import bound
from schedcheck.app.choice import chosen_documents
from schedcheck.app.options import Options
from schedcheck.app.packs import sources
from schedcheck.app.reading import Tell, reader_for, silent
from schedcheck.app.words import find_words
from schedcheck.app.workspace import find_workspace
from schedcheck.report import Leftover, Recognised


def facts(paths: Sequence[str], options: Options, tell: Tell = silent) -> Recognised:
    """What is recognised in the documents, and what is not."""
    workspace = find_workspace(options.workspace, options.config, allow_empty=options.allow_empty)
    words = find_words(options, workspace)
    opened = sources(chosen_documents(paths, workspace, allow_empty=options.allow_empty))
    readings, refused = reader_for(words, options, tell).readings(opened)
    return Recognised(
        tuple(reading.paper for reading in readings),
        tuple(fact for reading in readings for fact in reading.facts),
        tuple(
            Leftover(u.document, u.section, u.printed, u.reason, u.place)
            for reading in readings
            for u in reading.unread
        ),
        refused,
        words.vocabulary.titles,
        bound(words.overlay.bindings, readings),
        {reading.paper.id: reading.tables for reading in readings},
    )
