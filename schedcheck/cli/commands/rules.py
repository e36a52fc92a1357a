"""`schedcheck rules`: lists every rule, tries the examples of rules, writes their pages."""

from __future__ import annotations

import click
from click.core import ParameterSource

from schedcheck.cli import streams
from schedcheck.cli.options import Screen, Sources, app_options, screen_options, source_options
from schedcheck.errors import CannotStart


@click.group(invoke_without_command=True, short_help="List every rule; try the examples of rules.")
@click.option("--format", "kind", type=click.Choice(["full", "json"]), default="full", help="What stdout holds.")
@source_options
@screen_options
@click.pass_context
def rules(context: click.Context, kind: str, sources: Sources, screen: Screen) -> int:
    """Without a command below, lists every rule by family, with its level, relation and authority.

    \b
    schedcheck rules                   every rule that runs here
    schedcheck rules test my-rules     try the examples of rules of your own
    """
    if context.invoked_subcommand is not None:
        _check_nothing_before(context, context.invoked_subcommand)
        return 0
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_rules

    return streams.put(printed_rules(app.rules(app_options(sources)), kind, screen.look()), 0)


def _check_nothing_before(context: click.Context, command: str) -> None:
    """An option that stands before the command below would be of no effect."""
    if any(context.get_parameter_source(name) is ParameterSource.COMMANDLINE for name in context.params):
        raise CannotStart(f"options stand after “rules {command}”, not before", f"rules ... {command}")


@rules.command("test", short_help="Try the examples of rules.")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[FOLDER|FILE]...")
@click.option("--format", "kind", type=click.Choice(["full", "json"]), default="full", help="What stdout holds.")
@source_options
@screen_options
def testing(paths: tuple[str, ...], kind: str, sources: Sources, screen: Screen) -> int:
    """Tries the examples of the rules in these folders and files, or of all rules.

    Exit codes: 0 every example does what it says, 1 one does not, 2 a rule can not be loaded.
    """
    with streams.loading():
        from schedcheck import app
        from schedcheck.cli.output import printed_trials

    trials = app.try_rules(paths, app_options(sources))
    return streams.put(printed_trials(trials, kind, screen.look()), trials.exit_code)


@rules.command("docs", short_help="Write a page for each rule.")
@click.argument("folder", type=click.Path(file_okay=False))
@source_options
def docs(folder: str, sources: Sources) -> int:
    """Writes a page in Markdown for each rule into a folder, with an index. Pages of rules that are gone go too."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.writers.rulebook import MADE, pages

    setting = app.find_setting(app_options(sources), rules_alone=True)
    written = [(page.name, page.text) for page in pages(setting.rules, setting.words.vocabulary)]
    changed = app.write_pages(folder, written, MADE)
    return streams.put("".join(f"{folder}/{name}\n" for name in changed) or f"{folder}: nothing has changed\n", 0)


@rules.command("schema", short_help="Print a JSON Schema for editors.")
@click.argument("file", type=click.Choice(["rule", "vocabulary"]))
def schema(file: str) -> int:
    """Prints the JSON Schema (draft-07) of a file of rules or vocabulary, by which editors complete and check it."""
    with streams.loading():
        from schedcheck.schemas import rule_schema, vocabulary_schema

    return streams.put(rule_schema() if file == "rule" else vocabulary_schema(), 0)


@rules.command("words", short_help="List what a rule may speak of.")
@source_options
@screen_options
def words(sources: Sources, screen: Screen) -> int:
    """Lists the properties and the kinds of documents that a rule may name, your own included."""
    with streams.loading():
        from schedcheck import app
        from schedcheck.writers.console.vocabulary import write_words

    vocabulary = app.find_setting(app_options(sources), rules_alone=True).words.vocabulary
    return streams.put(write_words(vocabulary, screen.look()), 0)
