"""`schedcheck rules` and what is below it: the list, the trial of examples, the pages, the schemas."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from attrs import fields

from schedcheck.app import Options, find_setting
from schedcheck.cli import main
from schedcheck.rule import Example, ExampleFact, Rule
from schedcheck.rule.relations import Relation
from schedcheck.rule.words import unknown_in_examples, unknown_words
from schedcheck.schemas import rule_schema, vocabulary_schema
from schedcheck.tomlfile.schema import keys_of
from schedcheck.vocabulary import VocabularyFile
from schedcheck.writers.console.trials import word_diff
from schedcheck.writers.rulebook import pages
from tests.shared import PROJECT

OUTSOURCING = PROJECT / "examples" / "outsourcing" / "rules"
RULE_FILES = [*sorted((PROJECT / "rules").glob("*.toml")), *sorted(OUTSOURCING.glob("*.toml"))]
WORD_FILES = [
    *sorted((PROJECT / "rules" / "vocabulary").glob("*.toml")),
    *sorted((OUTSOURCING / "vocabulary").glob("*.toml")),
]
CHARGES = "charges-add-up-to-the-total.toml"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one rule and its vocabulary, in a workspace that leaves out what is built in."""
    folder = tmp_path / "own"
    shutil.copytree(OUTSOURCING / "vocabulary", folder / "vocabulary")
    shutil.copy(OUTSOURCING / CHARGES, folder)
    (tmp_path / "schedcheck.toml").write_text('builtin = false\nrules = ["own"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def change(folder: Path, old: str, new: str) -> None:
    file = folder / CHARGES
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def setting(folder: Path = PROJECT) -> Any:
    return find_setting(Options(workspace=str(folder) if folder != PROJECT else ""), rules_alone=True)


# The list.


def test_the_list_tells_family_level_relation_and_authority(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    text = capsys.readouterr().out
    for rule in setting().rules:
        assert f"  {rule.level}" in text
        assert f"{rule.title} ({rule.relation.kind}; {rule.authority})" in text
        assert f"\n{rule.family}\n" in f"\n{text}"


def test_an_option_before_the_command_below_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json", "test"]) == 2
    assert "options stand after “rules test”" in capsys.readouterr().err


# The trial of examples.


def test_all_built_in_examples_do_what_they_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "test"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    count = len(list((PROJECT / "rules").glob("*.toml")))
    assert re.fullmatch(rf"{count} rules, \d+ examples: \d+ do what they say \(exit code 0\)", last)


@pytest.mark.parametrize("path", ["own", f"own/{CHARGES}", "."])
def test_a_folder_or_a_file_of_ones_own(path: str, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own.parent / CHARGES).write_bytes((own / CHARGES).read_bytes())
    assert main(["rules", "test", path]) == 0
    assert capsys.readouterr().out == (
        "✓ charges-add-up-to-the-total: 1 kept, 1 broken, 1 undecided\n\n"
        "1 rule, 3 examples: 3 do what they say (exit code 0)\n"
    )


def test_the_folder_that_one_stands_in_does_not_matter(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir("/")
    assert main(["rules", "test", str(own)]) == 0


def test_another_message_is_shown_word_by_word(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(own, "£500 too much.", "£600 too much.")
    assert main(["rules", "test", "own"]) == 1
    said = capsys.readouterr().out
    assert "✗ charges-add-up-to-the-total" in said
    assert "example 2, own/charges-add-up-to-the-total.toml:24" in said
    assert re.search(r"should be broken: Total charge is .* £600 too much\.\n", said)
    assert re.search(r"is        broken: Total charge is .* £500 too much\.\n", said)
    assert re.search(r"differs   Total charge is .* \[-£600-\]\{\+£500\+\} too much\.\n", said)
    assert said.endswith("1 rule, 3 examples: 2 do what they say, 1 does not (exit code 1)\n")


def test_another_verdict_is_shown(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(own, 'value = "£12,000"', 'value = "£12,500"')
    assert main(["rules", "test", "own", "--format", "json"]) == 1
    (wrong,) = [each for each in json.loads(capsys.readouterr().out)["examples"] if not each["ok"]]
    assert wrong["expected"]["verdict"] == "broken"
    assert wrong["actual"] == {"verdict": "kept", "says": []}
    assert (wrong["file"], wrong["line"], wrong["example"]) == (f"own/{CHARGES}", 24, 2)


def test_an_example_that_nothing_is_compared_in_says_why(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(own, 'applies-to = ["impact-assessment"]\n', "")
    change(own, 'property = "charge",', 'property = "service-credit",')
    main(["rules", "test", "own"])
    assert "not applicable" in (said := capsys.readouterr().out)
    assert "see its properties, subjects, states and documents" in said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            'is   = "charge-total"',
            'is   = "charge-totals"',
            ":13: the vocabulary has no property charge-totals; did you",
        ),
        ('of   = ["charge"]', 'of   = ["chagre"]', ":12: the vocabulary has no property chagre; did you mean charge?"),
        (
            '"impact-assessment"]',
            '"impact-assesment"]',
            ":8: the vocabulary has no kind of document impact-assesment; did",
        ),
        (
            'property = "charge", subject = "Design"',
            'property = "cahrge", subject = "Design"',
            ":19: the vocabulary has no",
        ),
        ('kind = "total"', 'kind = "totl"', ":11: relation.kind: this must be one of"),
        ("says ", "syas ", ":2: syas: there is no such key here; did you mean says?"),
        (
            'level     = "error"',
            'level     = "eror"',
            ':5: level: this must be one of error, warning, note, not "eror"',
        ),
        ('verdict = "undecided"', 'verdict = "kept"', 'example: there is none with verdict = "undecided"'),
        ("[relation]", "[relation", ":10:10: this is not TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    old: str, new: str, says: str, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(own, old, new)
    assert main(["rules", "test", "own"]) == 2
    assert f"own/{CHARGES}{says}" in (said := capsys.readouterr().err) or says in said


@pytest.mark.parametrize(
    ("slots", "says"),
    [
        (
            'kind = "resolves"\nof = ["charge"]\nheld-in = ["service-level"]\nknown-by = ["charge"]',
            "kind of document service-level",
        ),
        ('kind = "approved"\ncompare = "rows"\nof = ["charge"]\nalso = { chrage = "charge" }', "property chrage"),
        ('kind = "at-most"\nof = ["charge"]\nis = "charge-total"\nunless = "credit-kap"', "property credit-kap"),
    ],
)
def test_every_slot_is_looked_up(slots: str, says: str, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (own / CHARGES).read_text(encoding="utf-8")
    start, end = text.index("[relation]"), text.index("[[example]]")
    (own / CHARGES).write_text(f"{text[:start]}[relation]\n{slots}\n\n{text[end:]}", encoding="utf-8")
    assert main(["rules", "test", "own"]) == 2
    assert f"the vocabulary has no {says}; did you mean" in capsys.readouterr().err


def test_a_rule_of_unknown_words_can_not_pass_in_silence(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(own, 'of   = ["charge"]', 'of   = ["chagre"]')
    (own.parent / "paper.txt").write_text("# Change Request\n\nThis change request asks.\n", encoding="utf-8")
    assert main(["verify", "paper.txt"]) == 2
    assert f"own/{CHARGES}:12: the vocabulary has no property chagre; did you mean charge?" in capsys.readouterr().err


@pytest.mark.parametrize("path", ["gone", "gone.toml"])
def test_what_is_not_there(path: str, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "test", path]) == 2
    assert f"{path}: there is no such file or folder" in capsys.readouterr().err


def test_a_folder_without_rules(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / CHARGES).unlink()
    assert main(["rules", "test", "own"]) == 2
    assert "there is no rule here" in capsys.readouterr().err


def test_the_words_of_every_rule_are_known() -> None:
    for folder in (PROJECT, OUTSOURCING.parent):
        found = setting(folder)
        words = found.words.vocabulary
        assert [
            m for rule in found.rules for m in (*unknown_words(rule, words), *unknown_in_examples(rule, words))
        ] == []


@pytest.mark.parametrize(
    ("old", "new", "both"),
    [
        ("it is 5 s too little", "it is 6 s too little", "it is [-5-]{+6+} s too little"),
        ("one two", "one", "one [-two-]"),
        ("one", "one two", "one {+two+}"),
        ("same", "same", "same"),
    ],
)
def test_two_texts_in_one(old: str, new: str, both: str) -> None:
    assert word_diff(old, new) == both


def test_the_words_that_a_rule_may_name(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "words"]) == 0
    said = capsys.readouterr().out
    assert re.search(r"^properties\n(  .*\n)*  level-target +target\n", said, re.MULTILINE)
    assert re.search(
        r"^kinds of documents\n(  .*\n)*  service-levels +Schedule 3 in force \(schedule\)\n", said, re.MULTILINE
    )
    assert "target-response-time" not in said


# The pages.


def test_the_pages_of_rules_are_those_that_are_committed() -> None:
    found = setting()
    wanted = {page.name: page.text for page in pages(found.rules, found.words.vocabulary)}
    committed = {path.name: path.read_text(encoding="utf-8") for path in (PROJECT / "docs" / "rules").glob("*.md")}
    different = sorted(name for name in wanted.keys() | committed if wanted.get(name) != committed.get(name))
    assert not different, f"run: schedcheck rules docs docs/rules   ({', '.join(different)})"


def test_a_page_says_all_of_its_rule() -> None:
    found = setting()
    rules = {f"{rule.name}.md": rule for rule in found.rules}
    for page in pages(found.rules, found.words.vocabulary):
        if page.name in rules:
            rule, text = rules[page.name], page.text.replace("\\", "")
            said = [rule.title, rule.says, rule.because, rule.authority, rule.ask, rule.relation.kind, rule.family]
            said += [example.message or example.reason for example in rule.examples]
            assert [words for words in said if words not in text] == []


def test_pages_of_rules_that_are_gone_are_taken_out(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = own.parent / "pages"
    folder.mkdir()
    (folder / "mine.md").write_text("# Mine\n", encoding="utf-8")
    assert main(["rules", "docs", "pages"]) == 0
    assert f"pages/{CHARGES.removesuffix('.toml')}.md" in capsys.readouterr().out
    (own / CHARGES).rename(own / "another-name.toml")
    assert main(["rules", "docs", "pages"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == ["pages/README.md", "pages/another-name.md", f"pages/{CHARGES.removesuffix('.toml')}.md"]
    assert {"mine.md", "another-name.md"} <= {path.name for path in folder.iterdir()}
    assert f"{CHARGES.removesuffix('.toml')}.md" not in {path.name for path in folder.iterdir()}
    assert main(["rules", "docs", "pages"]) == 0
    assert capsys.readouterr().out == "pages: nothing has changed\n"


# The schemas.


def validator(text: str) -> Any:
    return fastjsonschema.compile(json.loads(text))


@pytest.mark.parametrize(("name", "text"), [("rule", rule_schema()), ("vocabulary", vocabulary_schema())])
def test_the_schemas_are_those_that_are_committed(name: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = PROJECT / "docs" / "schema" / f"{name}.schema.json"
    assert text == file.read_text(encoding="utf-8"), (
        f"run: schedcheck rules schema {name} > docs/schema/{name}.schema.json"
    )
    assert main(["rules", "schema", name]) == 0
    assert capsys.readouterr().out == text


def test_the_keys_of_the_schemas_are_those_of_the_records() -> None:
    schema = json.loads(rule_schema())
    assert set(schema["properties"]) == set(keys_of(Rule))
    assert set(schema["definitions"]["Example"]["properties"]) == set(keys_of(Example))
    assert set(schema["definitions"]["ExampleFact"]["properties"]) == {each.name for each in fields(ExampleFact)}
    chosen = {each["properties"]["kind"]["const"]: each for each in schema["definitions"]["Relation"]["oneOf"]}
    assert set(chosen) == set(Relation.by_kind)
    for kind, cls in Relation.by_kind.items():
        assert set(chosen[kind]["properties"]) == {"kind", *keys_of(cls)}
    words = json.loads(vocabulary_schema())
    assert set(words["properties"]) == set(keys_of(VocabularyFile))


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.stem)
def test_the_schema_accepts_every_rule(path: Path) -> None:
    validator(rule_schema())(tomllib.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", WORD_FILES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_the_schema_accepts_every_vocabulary(path: Path) -> None:
    validator(vocabulary_schema())(tomllib.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "total"', 'kind = "totl"'),
        ('is   = "charge-total"', 'if   = "charge-total"'),
        ('is   = "charge-total"\n', ""),
        ("says ", "syas "),
        ('level     = "error"', 'level     = "eror"'),
        ('level     = "error"', "level     = 1"),
        ('verdict = "undecided"', 'verdict = "kept"'),
        ('each = "document"', 'each = "list"'),
        ('of   = ["charge"]', 'of   = "charge"'),
        ('title     = "The', f'title     = "{"x" * 70}The'),
        ('because   = "', 'because   = "" # "'),
        ('family    = "money"', 'family    = "Money"'),
        ('property = "charge"', 'proprety = "charge"'),
        ("message = ", "reason = "),
        ('applies-to = ["impact-assessment"]', 'applies_too = ["impact-assessment"]'),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(
    old: str, new: str, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(own, old, new)
    with pytest.raises(fastjsonschema.JsonSchemaException):
        validator(rule_schema())(tomllib.loads((own / CHARGES).read_text(encoding="utf-8")))
    assert main(["rules", "test", "own"]) == 2


@pytest.mark.parametrize(
    "text",
    [
        '[[sentence]]\nname = "a"\nsays = ["x"]\ngives = "cost"\nsubject = "pack"\nvaleu = "x"\n',
        '[[sentence]]\nname = "a"\nsays = "x"\ngives = "cost"\nsubject = "pack"\n',
        '[[table]]\nname = "a"\n[[table.column]]\nname = "b"\nkind = "percentage"\n',
        '[[document]]\nkind = "a"\n',
        "[[documents]]\n",
    ],
)
def test_the_schema_refuses_a_wrong_vocabulary(text: str) -> None:
    with pytest.raises(fastjsonschema.JsonSchemaException):
        validator(vocabulary_schema())(tomllib.loads(text))


@pytest.mark.parametrize("key", ["applies-to", "applies_to"])
def test_a_key_may_be_written_with_either_sign(key: str, own: Path) -> None:
    change(own, "applies-to", key)
    validator(rule_schema())(tomllib.loads((own / CHARGES).read_text(encoding="utf-8")))
    assert main(["rules", "test", "own"]) == 0


@pytest.mark.parametrize(
    "arguments", [["explain", "a-title-is-one"], ["rules"], ["rules", "words"], ["rules", "test"]], ids=" ".join
)
def test_rules_need_no_papers(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither those of a workspace that has none as yet, nor any workspace at all; who checks still needs them."""
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 0
    outside = capsys.readouterr().out
    names = 'documents = ["docs/*.txt"]\nschedules = ["in-force"]\nregistry = "all.toml"\nbindings = "said.toml"\n'
    (tmp_path / "schedcheck.toml").write_text(names)
    assert main(arguments) == 0
    assert capsys.readouterr().out == outside
    assert main(["verify"]) == 2
    assert "nothing is called docs/*.txt" in capsys.readouterr().err


def test_a_workspace_without_papers_has_rules_of_its_own(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "schedcheck.toml").write_text('builtin = false\nrules = ["own"]\ndocuments = ["docs/*.txt"]\n')
    assert main(["explain", CHARGES.removesuffix(".toml")]) == 0
    assert "Example of what is broken" in capsys.readouterr().out
    assert main(["explain", "a-title-is-one"]) == 2


def test_a_folder_of_ones_own_that_is_called_as_what_is_built_in_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only what ships with the program is known to be sound."""
    rule = next((PROJECT / "rules").glob("*.toml")).read_text(encoding="utf-8").partition("\n[[example]]")[0]
    folder = tmp_path / "builtin" / "rules"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(rule, encoding="utf-8")
    (tmp_path / "paper.txt").write_text("# Paper\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["verify", "paper.txt", "--rules", "builtin/rules"]) == 2
    assert "example: there is none" in capsys.readouterr().err


def test_a_vocabulary_of_ones_own_is_checked_whatever_its_folder_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only what ships with the program is known to be sound."""
    folder = tmp_path / "builtin" / "rules" / "vocabulary"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text('[[placeholder]]\npattern = "(a+)+b"\n', encoding="utf-8")
    rule = next((PROJECT / "rules").glob("*.toml"))
    (folder.parent / "mine.toml").write_bytes(rule.read_bytes())
    (tmp_path / "paper.txt").write_text("# Paper\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["verify", "paper.txt", "--rules", "builtin/rules"]) == 2
    assert "placeholder[0].pattern" in capsys.readouterr().err
