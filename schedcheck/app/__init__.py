"""The stories that the commands tell, from files to a report. Touch files, never the screen.

Whatever is wrong with rules, vocabulary, schedules or the workspace is a CannotStart before anything is checked.
Each story is loaded when it is first asked for, so that no command waits for those of all others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schedcheck.app.applying import Applied, apply, finish_writing
    from schedcheck.app.differing import differ
    from schedcheck.app.drafting import DraftedAll, Wish, draft_amendments
    from schedcheck.app.examples import try_rules
    from schedcheck.app.fixing import finish_fixing, fix
    from schedcheck.app.importing import Imported, Wanted, built_in_schedules, import_schedule
    from schedcheck.app.limits import Limits
    from schedcheck.app.options import Options
    from schedcheck.app.pages import write_pages
    from schedcheck.app.recognising import facts
    from schedcheck.app.setting import find_setting, rules
    from schedcheck.app.showing import show
    from schedcheck.app.verifying import verify
    from schedcheck.app.waiving import Approval, Written, prune, start, waive, waivers
    from schedcheck.app.writing import write_whole

__all__ = [
    "Applied",
    "Approval",
    "DraftedAll",
    "Imported",
    "Limits",
    "Options",
    "Wanted",
    "Wish",
    "Written",
    "apply",
    "built_in_schedules",
    "differ",
    "draft_amendments",
    "facts",
    "find_setting",
    "finish_fixing",
    "finish_writing",
    "fix",
    "import_schedule",
    "prune",
    "rules",
    "show",
    "start",
    "try_rules",
    "verify",
    "waive",
    "waivers",
    "write_pages",
    "write_whole",
]

_WHERE = {
    "Applied": "applying",
    "Approval": "waiving",
    "DraftedAll": "drafting",
    "Imported": "importing",
    "Limits": "limits",
    "Options": "options",
    "Wanted": "importing",
    "Wish": "drafting",
    "Written": "waiving",
    "apply": "applying",
    "built_in_schedules": "importing",
    "differ": "differing",
    "draft_amendments": "drafting",
    "facts": "recognising",
    "find_setting": "setting",
    "finish_fixing": "fixing",
    "finish_writing": "applying",
    "fix": "fixing",
    "import_schedule": "importing",
    "prune": "waiving",
    "rules": "setting",
    "show": "showing",
    "start": "waiving",
    "try_rules": "examples",
    "verify": "verifying",
    "waive": "waiving",
    "waivers": "waiving",
    "write_pages": "pages",
    "write_whole": "writing",
}
"""Each name and the module that it comes from."""


def __getattr__(name: str) -> object:
    """One of the names above, kept from then on."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = found
    return found
