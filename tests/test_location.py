"""Where a finding is pointed at in a repository: there is always one place, it is relative, and its span is exact."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedcheck.cli import main
from schedcheck.finding import Citation, Finding
from schedcheck.place import Place
from schedcheck.report.excerpt import Excerpt, excerpt
from schedcheck.report.location import Located, Location, Site, Sites, locate
from tests.made_docx import as_word
from tests.shared import PROJECT

ANCHOR = Location("schedcheck.toml", 4, 1, 4, 2)
EXAMPLE = PROJECT / "schedules" / "modifications" / "secmp0053"
GIT = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def cited(quote: str, place: Place, document: str = "d", role: str = "found") -> Citation:
    return Citation(role, document, "1", quote, "", place)  # type: ignore[arg-type]


def located(citation: Citation, site: Site, lines: tuple[str, ...] = ()) -> Location | None:
    found = locate(
        {citation: excerpt(citation, lines)}, {"d": "f"}, {"f": lines} if lines else {}, Sites({"f": site}, ANCHOR)
    )
    return found.citations.get(citation)


def span(location: Location | None) -> tuple[int, ...]:
    assert location
    return location.line, location.column, location.last, location.end


# Spans


LINES = ("The gate opens within 48 hours, and", "48 hours it is. It closes within", "  10 seconds.", "")


@pytest.mark.parametrize(
    ("quote", "place", "expected"),
    [
        ("48 hours", Place(line=1, offset=23), (1, 23, 1, 31)),
        ("48 hours", Place(line=2, offset=1), (2, 1, 2, 9)),
        ("48 hours", Place(line=1), (1, 23, 1, 31)),
        ("and 48 hours it is", Place(line=1, offset=33, last=2), (1, 33, 2, 15)),
        ("closes within 10 seconds", Place(line=2, offset=20), (2, 20, 3, 13)),
        ("48 hours → 10 seconds", Place(line=1, offset=23), (1, 23, 1, 36)),
        ("not there at all", Place(line=3, offset=90), (3, 13, 3, 14)),
        ("not there at all", Place(line=1, offset=5, last=2), (1, 5, 2, 33)),
        ("", Place(line=2, offset=3), (2, 3, 2, 4)),
        ("far away", Place(line=99, offset=3), (99, 3, 99, 11)),
    ],
)
def test_a_span_covers_the_cited_words(quote: str, place: Place, expected: tuple[int, ...]) -> None:
    assert span(located(cited(quote, place), Site("d/f.txt"), LINES)) == expected


@given(
    st.text(alphabet="ab \n|", max_size=40), st.text(alphabet="ab |", max_size=9), st.integers(0, 9), st.integers(0, 30)
)
def test_a_span_is_never_empty_and_never_turned_round(text: str, quote: str, line: int, offset: int) -> None:
    lines = tuple(text.split("\n"))
    found = located(cited(quote, Place(line=line, offset=offset)), Site("f"), lines)
    if found:
        assert found.line >= 1 <= found.column
        assert (found.last, found.end) > (found.line, found.column)


# Which place


DOCX = Site("docs/a.docx", lined=False, anchor=ANCHOR)
TEXT = ("Annex B", "The gate | opens", "within 48 hours", "or 10 seconds, or", "10 seconds.")


def test_a_document_without_lines_is_told_by_the_line_that_names_it() -> None:
    place = Place(page=3, key="p7")
    found = locate({cited("x", place): excerpt(cited("x", place), ())}, {"d": "f"}, {}, Sites({"f": DOCX}))
    finding = Finding("r", "error", "s", "p", "current", "m", (cited("x", place),))
    assert found.primary(finding) == ANCHOR


@pytest.mark.parametrize(
    ("quote", "around", "expected"),
    [
        ("48 hours", "opens within 48 hours or", (3, 8, 3, 16)),
        ("opens", "The gate | opens", (2, 12, 2, 17)),
        ("10 seconds", "10 seconds", None),
        ("10 seconds", "or 10 seconds, or", (4, 4, 4, 14)),
        ("never said", "never said", None),
    ],
)
def test_an_extracted_text_is_pointed_at_where_the_words_stand_once(
    quote: str, around: str, expected: tuple[int, ...] | None
) -> None:
    site = Site("docs/a.docx", False, ANCHOR, "docs/a.txt", TEXT)
    citation = cited(quote, Place(page=1, key="p"))
    before, words, after = around.partition(quote)
    found = locate({citation: Excerpt(words, before, after)}, {"d": "f"}, {}, Sites({"f": site})).citations
    assert (span(found[citation]) if citation in found else None) == expected


def test_another_passage_that_makes_the_claim_comes_before_the_line_that_names_the_document() -> None:
    first, second = cited("x", Place(page=1)), cited("48 hours", Place(line=1, offset=23), "e")
    against = cited("48 hours", Place(line=2, offset=1), "e", "expected")
    sites = Sites({"f": DOCX, "g": Site("can/c.toml")})
    for citations, expected in (((first, against, second), "can/c.toml"), ((first, against), "schedcheck.toml")):
        found = locate({c: excerpt(c, ()) for c in citations}, {"d": "f", "e": "g"}, {"g": LINES}, sites)
        assert found.primary(Finding("r", "error", "s", "p", "current", "m", citations)).path == expected


def test_there_is_always_one_place() -> None:
    nothing = Finding("r", "error", "s", "p", "current", "m", ())
    unknown = Finding("r", "error", "s", "p", "current", "m", (cited("x", Place(line=3)),))
    assert Located(fallback=ANCHOR).primary(nothing) == ANCHOR
    assert Located(fallback=ANCHOR).primary(unknown) == ANCHOR
    assert Located().primary(nothing).path


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("docs/a b.txt", "docs/a%20b.txt"),
        ("c:d/é#?%.txt", "c%3Ad/%C3%A9%23%3F%25.txt"),
        ("\udcff\n.txt", "%FF%0A.txt"),
        ("a-b_c.d~e/f", "a-b_c.d~e/f"),
    ],
)
def test_a_uri_is_percent_encoded(path: str, uri: str) -> None:
    assert Location(path).uri == uri


# Real files and repositories


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository with two texts that contradict each other, in a folder of their own."""
    root = tmp_path / "repo"
    pack = root / "docs" / "my pack"
    pack.mkdir(parents=True)
    for name in ("annex-b-legal-text.txt", "annex-c-full-impact-assessment.txt", "modification-report.txt"):
        shutil.copy(EXAMPLE / name, pack / name)
    (root / "schedcheck.toml").write_text('# ours\ndocuments = [\n  "docs/*/*.txt",\n]\n', encoding="utf-8")
    git(root, "init", "-q")
    monkeypatch.chdir(root)
    return root


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def sarif(*arguments: str) -> list[dict[str, Any]]:
    assert main(["verify", *arguments, "--report", "sarif=out.sarif", "-q"]) in {0, 1, 3}
    results = json.loads(Path("out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert results
    return [result["locations"][0]["physicalLocation"] for result in results]


def uris(*arguments: str) -> set[str]:
    return {place["artifactLocation"]["uri"] for place in sarif(*arguments)}


@GIT
def test_paths_are_those_of_the_repository_from_every_folder_in_it(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_the_top = sarif()
    assert {p["artifactLocation"]["uri"].rsplit("/", 1)[0] for p in at_the_top} == {"docs/my%20pack"}
    monkeypatch.chdir(repository / "docs")
    assert sarif() == at_the_top
    assert sarif("my pack") == at_the_top
    assert sarif(str(repository / "docs" / "my pack")) == at_the_top


@GIT
def test_a_link_is_followed_and_what_is_outside_is_not_named(repository: Path, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere"
    (repository / "docs" / "my pack").rename(outside)
    (repository / "docs" / "my pack").symlink_to(outside)
    (repository / "docs" / "own.txt").write_text("# Note\n\nNothing.\n", encoding="utf-8")
    (repository / "schedcheck.toml").write_text('documents = ["docs/own.txt"]\n', encoding="utf-8")
    assert uris("docs/my pack") == {"schedcheck.toml"}


def test_without_a_repository_the_folder_is_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "pack")
    monkeypatch.chdir(tmp_path)
    assert all(uri.startswith("pack/") for uri in uris("pack"))


@GIT
def test_word_files_are_told_by_the_workspace_or_by_a_tracked_text(repository: Path) -> None:
    pack = repository / "docs" / "my pack"
    text = pack / "annex-c-full-impact-assessment.txt"
    (pack / "annex-c-full-impact-assessment.docx").write_bytes(as_word(text.read_text(encoding="utf-8"), "accepted"))
    (repository / "schedcheck.toml").write_text('documents = ["docs/*/*.docx",\n"docs/*/annex-b*"]\n', encoding="utf-8")
    untracked = sarif()
    assert {(p["artifactLocation"]["uri"], p["region"]["startLine"]) for p in untracked} >= {("schedcheck.toml", 1)}
    assert not any("annex-c" in p["artifactLocation"]["uri"] for p in untracked)
    git(repository, "add", "docs")
    assert "docs/my%20pack/annex-c-full-impact-assessment.txt" in uris()


@GIT
def test_nothing_that_the_configuration_of_a_repository_names_is_run(repository: Path) -> None:
    pack = repository / "docs" / "my pack"
    text = pack / "annex-c-full-impact-assessment.txt"
    (pack / "annex-c-full-impact-assessment.docx").write_bytes(as_word(text.read_text(encoding="utf-8"), "accepted"))
    git(repository, "add", "docs")
    git(repository, "config", "core.fsmonitor", "touch was-run; false")
    git(repository, "config", "core.hooksPath", ".")
    main(["verify", "docs/my pack/annex-c-full-impact-assessment.docx", "-q"])
    assert not list(repository.rglob("was-run"))


def test_a_document_in_a_zip_is_told_by_its_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.make_archive(str(tmp_path / "pack"), "zip", EXAMPLE)
    monkeypatch.chdir(tmp_path)
    places = sarif("pack.zip")
    assert {p["artifactLocation"]["uri"] for p in places} == {"pack.zip"}
    assert {p["region"]["startLine"] for p in places} == {1}
