"""The house keeps its shape: layers, purity, rooms for third parties, no word of the domain in the engine.

Runs over the source text of the package, never over imported modules, so that a module that can not be
imported is still judged. Every exemption says why, and one that nothing needs any more is an error.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache

import pytest
from attrs import frozen

from tests.shared import PROJECT

PACKAGE = PROJECT / "schedcheck"
LONGEST = 300

# From the top down. Units on one row are strangers; a unit may import any row below its own.
LAYERS = (
    ("__main__",),
    ("cli",),
    ("app", "writers"),
    ("report",),
    ("diagnose", "patch"),
    ("check", "schemas"),
    ("readers", "recognise", "rule", "amend", "waiver"),
    ("names", "tokens", "binding"),
    ("vocabulary",),
    ("finding", "reading"),
    ("fact",),
    ("document",),
    ("place", "quantity", "tomlfile", "pattern"),
    ("errors", "record"),
)

SHELL = frozenset({"app", "cli", "__main__"})
"""The only units that may touch files, clock, environment or screen."""

ROOMS = {
    "rich": ("writers.console", "cli"),
    "click": ("cli", "__main__"),
    "lxml": ("readers.docx", "readers.html"),
    "openpyxl": ("readers.sheet",),
    "pypdfium2": ("readers.pdf.pdfium",),
    "tomli": ("tomlfile",),
    "attrs": ("",),
}
"""Third party -> the modules, or folders of modules, that may import it. "" is every module."""

WORLDLY_MODULES = frozenset(
    {"os", "pathlib", "shutil", "tempfile", "glob", "fileinput", "time", "subprocess", "socket", "locale"}
    | {"getpass", "random", "secrets", "uuid", "logging", "warnings", "importlib", "threading", "http"}
    | {"multiprocessing", "concurrent", "asyncio", "urllib", "platform"}
)
WORLDLY_NAMES = frozenset({"open", "print", "input", "breakpoint", "exec", "eval", "__import__"})
WORLDLY_ATTRIBUTES = frozenset(
    {"sys.stdin", "sys.stdout", "sys.stderr", "sys.argv", "sys.exit", "io.open", "io.FileIO"}
    | {"date.today", "datetime.today", "datetime.now", "datetime.utcnow"}
)
FILE_METHODS = frozenset({"read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "rglob", "mkdir"})
VAGUE = frozenset({"utils", "util", "helpers", "helper", "manager", "handler", "common", "misc"})

WORDS = r"\b(?:SEC|SRVs?|TRTs?)\b|(?i:\b(?:DCC|DSP|CSP|SECMP|DUIS)|\b(?:SM[14]|Appendix E)\b)"
"""Words of the domain that no file of rules or schedules lists as a title, a name or an id."""

OWN_PROPERTIES = {
    "document-version": "every document may have a version, whatever its field; a Paper shows it",
    "document-status": "whether it is final is asked of every document, whatever its field",
    "open-change": "every document may have tracked changes",
    "document-title": "what a paper outside of the pack is called, whatever its field",
    "labelled-part": "every document may have numbered parts; this and the next are about references to them",
    "referred-to": "a reference to a numbered part",
    "stands-within": "what a reference stands in",
    "words-beside": "the words round a reference that leads nowhere, whatever the field",
    "part-holds": "what others find in a part, by the vocabulary, whatever the field",
    "reference": "a row of a table of references, whatever the field",
    "reference-date": "of when a document of such a table is",
    "cited-as": "a number that points into such a table",
    "placeholder": "what is still to be put in, whatever the field",
    "record-status": "whether a record is filled in, whatever the field",
    "revision-date": "a row of a document's own history",
    "stated-count": "how many a document says that there are",
    "counted": "how many there are",
    "quotation": "words that are said to be another document's",
    "quoted-words": "the words that they are said to be",
    "mentioned-id": "recognition notes each id that it sees, of whatever kind",
    "amends": "what an amendment changes: this and the next are the engine's own, whatever the contract",
    "amends-contract": "whose schedule an amendment changes",
    "amends-region": "for which part of the country",
    "approved-by": "what asked for an amendment",
    "effective-date": "the day from which an amendment holds, which orders all of them",
    "amendment-status": "what is withdrawn changes nothing",
    "row-change": "whether a whole row comes or goes",
}
"""Properties that the engine itself states or shows -> why they are not words of a field."""

EXEMPT: dict[tuple[str, str], str] = {
    ("readers.sheet.workbook", "imports warnings"): "openpyxl warns on the screen of what it leaves out",
}
"""(module, what it does) -> why it may. What it does is written as the failing test prints it."""


@frozen
class Breach:
    """A line of a module that breaks the house's shape."""

    module: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"schedcheck.{self.module}:{self.line}: {self.what}"


@cache
def modules() -> dict[str, ast.Module]:
    """Dotted name below the package -> its tree. A folder's own module has the folder's name."""
    trees = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" and parts[:-1] else parts)
        trees[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return trees


def lines_of(module: str) -> list[str]:
    path = PACKAGE.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file.read_text(encoding="utf-8").splitlines()


def unit(module: str) -> str:
    return module.split(".")[0]


def imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every import anywhere in the module, those inside functions too, as (line, dotted name)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            whole = base in {"schedcheck", "."}
            yield from ((node.lineno, f"{base}.{a.name}" if whole else base) for a in node.names)


def layer(name: str) -> int:
    return next((depth for depth, row in enumerate(LAYERS) if name in row), -1)


def layer_breaches(module: str, tree: ast.Module) -> Iterator[Breach]:
    own = unit(module)
    for line, name in imports(tree):
        if name.startswith("."):
            yield Breach(module, line, "imports by a relative name")
        if not name.startswith("schedcheck."):
            continue
        other = unit(name.removeprefix("schedcheck."))
        if other not in {own, "__version__"} and layer(other) <= layer(own):
            yield Breach(module, line, f"imports {other}, which is not below it")


def room_breaches(module: str, tree: ast.Module) -> Iterator[Breach]:
    for line, name in imports(tree):
        party = unit(name)
        if party in sys.stdlib_module_names or party in {"schedcheck", ""}:
            continue
        rooms = ROOMS.get(party, ())
        if not any(room in {"", module} or module.startswith(f"{room}.") for room in rooms):
            yield Breach(module, line, f"imports {party}, which has no room here")


def dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def purity_breaches(module: str, tree: ast.Module) -> Iterator[Breach]:
    if unit(module) in SHELL:
        return
    for line, name in imports(tree):
        if unit(name) in WORLDLY_MODULES:
            yield Breach(module, line, f"imports {unit(name)}")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in WORLDLY_NAMES:
            yield Breach(module, node.lineno, f"uses {node.id}")
        elif isinstance(node, ast.Attribute):
            name = ".".join(dotted(node).split(".")[-2:])
            if name in WORLDLY_ATTRIBUTES or node.attr in FILE_METHODS:
                yield Breach(module, node.lineno, f"uses {name}")


@cache
def domain_words() -> re.Pattern[str]:
    """Titles, kinds, names and ids of the shipped vocabulary and schedules, and what WORDS adds."""
    words: set[str] = set()
    shipped = [PROJECT / "rules", *(PROJECT / "examples").glob("*/rules")]
    for path in sorted(path for folder in shipped for path in folder.glob("vocabulary/*.toml")):
        words.update(vocabulary_words(tomllib.loads(path.read_text(encoding="utf-8"))))
    registry = (PROJECT / "schedules" / "service-request-registry.toml").read_text(encoding="utf-8")
    for row in tomllib.loads(registry)["service_request"]:
        words |= {row["id"], row["name"]}
    words -= set(OWN_PROPERTIES)
    listed = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"{WORDS}|(?<![\w.-])(?:{listed})(?![\w.-])")


def vocabulary_words(values: dict[str, list[dict[str, str]]]) -> Iterator[str]:
    """Words of one vocabulary file that are words of the domain, rather than of the language."""
    for document in values.get("document", []):
        yield from (document["kind"], document["title"])
    yield from (row["name"] for row in values.get("name", []) if " " in row["name"] or row["name"].isupper())
    yield from (row["name"] for row in values.get("property", []) if "-" in row["name"])


def word_breaches(module: str, _: ast.Module) -> Iterator[Breach]:
    for number, line in enumerate(lines_of(module), 1):
        for found in domain_words().finditer(line):
            yield Breach(module, number, f"says {found.group()}")


def shape_breaches(module: str, tree: ast.Module) -> Iterator[Breach]:
    if not ast.get_docstring(tree):
        yield Breach(module, 1, "does not say when it runs and what it may assume")
    length = len(lines_of(module))
    if length > LONGEST:
        yield Breach(module, length, f"is longer than {LONGEST} lines")
    if VAGUE & set(module.split(".")):
        yield Breach(module, 1, "has a name that says nothing")
    if layer(unit(module)) < 0 and module != "__init__":
        yield Breach(module, 1, "stands in no layer")


CHECKS = {
    "layers": layer_breaches,
    "rooms of third parties": room_breaches,
    "purity": purity_breaches,
    "words of the domain": word_breaches,
    "shape": shape_breaches,
}


def breaches(check: str) -> list[Breach]:
    return [breach for module, tree in modules().items() for breach in CHECKS[check](module, tree)]


def test_there_are_modules_to_judge() -> None:
    assert {"errors", "document", "fact", "finding"} <= set(modules())


@pytest.mark.parametrize("check", CHECKS)
def test_the_package_keeps(check: str) -> None:
    found = [str(b) for b in breaches(check) if (b.module, b.what) not in EXEMPT]
    assert not found, "\n".join(found)


def test_no_exemption_is_stale() -> None:
    needed = {(b.module, b.what) for check in CHECKS for b in breaches(check)}
    assert set(EXEMPT) - needed == set()
    text = "\n".join(line for module in modules() for line in lines_of(module))
    assert [name for name in OWN_PROPERTIES if f'"{name}"' not in text] == []


def test_no_layer_and_no_room_is_stale() -> None:
    units = {unit(module) for module in modules()}
    assert {name for row in LAYERS for name in row} - units == set()
    imported = {unit(name) for tree in modules().values() for _, name in imports(tree)}
    assert set(ROOMS) - imported == set()


SABOTAGE = {
    "layers": ("finding", "from schedcheck.check import check"),
    "rooms of third parties": ("report", "def f() -> None:\n    import rich.text"),
    "purity": ("recognise", "import datetime\nwhen = datetime.datetime.now()"),
    "shape": ("helpers", "x = 1"),
}


@pytest.mark.parametrize(("check", "module", "source"), [(k, *v) for k, v in SABOTAGE.items()])
def test_a_breach_is_seen(check: str, module: str, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_architecture.lines_of", lambda _: source.splitlines())
    assert list(CHECKS[check](module, ast.parse(source)))


@pytest.mark.parametrize(
    "line", ["DCC", "Import Supplier", "level-target", "4.8.1", "the dsp's time", "SECMP0053", "legal-text"]
)
def test_a_word_of_the_domain_is_seen(line: str) -> None:
    assert domain_words().search(f"# {line}")


@pytest.mark.parametrize("line", ["24 sec", "4.8.12", "section", "Parties", "name", "a specification"])
def test_other_words_are_not(line: str) -> None:
    assert not domain_words().search(f"# {line}")


@pytest.mark.parametrize(
    "command",
    [["mypy"], ["ruff", "check", "."], ["ruff", "format", "--check", "."]],
    ids=["types", "lint", "format"],
)
def test_the_whole_tree_is_clean(command: list[str]) -> None:
    run = subprocess.run([sys.executable, "-m", *command], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
