"""The story of `show`: documents and schedules are read and checked, and all that is said of one subject is kept."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from schedcheck.app.options import Options
from schedcheck.app.reading import Tell, silent
from schedcheck.app.verifying import verify
from schedcheck.app.words import find_words
from schedcheck.app.workspace import find_workspace
from schedcheck.errors import CannotStart
from schedcheck.report.page import Page, page_of, subject_in, subjects
from schedcheck.tomlfile import did_you_mean
from schedcheck.vocabulary import Vocabulary, compact


def show(word: str, paths: Sequence[str], options: Options, tell: Tell = silent) -> Page:
    """The page of the subject that the word names. CannotStart where nothing is said of such a thing.

    Where there are neither paths nor a workspace, schedules alone are looked at.
    """
    vocabulary = find_words(options, find_workspace(options.workspace, options.config, allow_empty=True)).vocabulary
    report = verify(paths, evolve(options, allow_empty=options.allow_empty or not paths), tell)
    subject = subject_in(word, report.facts, _aliases(vocabulary))
    if not subject:
        known = list(subjects(report.facts))
        raise CannotStart(
            f"nothing is said of {word} here{did_you_mean(word, known)}",
            way_out="See what documents speak of:  schedcheck facts PATH",
        )
    opposites = {form.unticked: form.property for form in vocabulary.ticks}
    day = options.as_of or options.today
    return page_of(subject, report, day, opposites, dated=options.as_of is not None)


def _aliases(vocabulary: Vocabulary) -> dict[str, str]:
    """Each other wording of a name -> the name."""
    return {compact(alias): name.name for name in vocabulary.names for alias in name.aliases if not name.members}
