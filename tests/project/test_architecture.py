"""Imports point down, and each kind of outside world has one door: read from the source.

A rule is a function from the modules to the sentences that say where it is broken. Each is
held for anju itself, and each is shown to catch a made-up source that breaks it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

import pytest

from tests.running import ROOT

HOUSE = (
    "__main__ → cli → views → render → editing → validation, queries → storage"
    " → parsing, model → text, diagnostics, environment"
)
"""Every part of the package, top to bottom; parts beside each other do not import each
other. Inside a part modules may, but not in a circle. CONTRIBUTING.md has the same line."""

LAYERS = {
    part: level
    for level, parts in enumerate(reversed(HOUSE.split(" → ")))
    for part in parts.split(", ")
}

LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "typer": ("cli",),
    "rich": ("render.terminal",),
    "tabulate": ("render.terminal", "render.markdown"),
    "csv": ("render", "editing.spreadsheet"),
    "wcwidth": ("text.width",),
    "pydantic": ("model", "validation", "views.wording"),
    "pydantic_core": ("model", "views.wording"),
    "yaml": ("parsing.composer", "parsing.syntax_errors", "editing.patch"),
    "chinese_calendar": ("model.workdays",),
    "rapidfuzz": ("text.fuzzy",),
    "pypinyin": ("text.pinyin",),
    "shellingham": ("cli.completion",),
    "filelock": ("storage.files",),
    "xlsxwriter": ("render.excel",),
    "icalendar": ("render.calendar",),
}
"""Where a library may be imported: what is drawn with rich today can be drawn with
something else tomorrow without a change outside."""

AT_ONCE = ("typer", "pydantic", "pydantic_core", "yaml")
"""Libraries that the modules which need them import at their top; every other one only in
the function that does, since most answers do without."""

OUTSIDE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            *("datetime.date.today", "datetime.datetime.now", "datetime.datetime.today"),
            *("datetime.datetime.utcnow", "time.time", "time.localtime", "time.strftime"),
            *("os.environ", "os.getenv", "os.getcwd", "pathlib.Path.cwd", "pathlib.Path.home"),
            *("sys.argv", "sys.stdin", "sys.stdout", "sys.stderr", "shutil.get_terminal_size"),
            *("input", "print", "typer.echo", "typer.secho", "typer.prompt", "typer.confirm"),
        ),
        ("environment", "__main__"),
    ),
    "sys.executable": ("text.libraries",),
    **dict.fromkeys(
        ("subprocess.run", "subprocess.Popen", "os.system"),
        ("storage.git", "cli.workflows.editor", "cli.workflows.pager"),
    ),
}
"""The clock, the variables and the terminal come in through ``Environment``; other
programs are git and the person's editor and pager alone."""

DISK = (
    *("storage", "cli.workflows.edit_session", "cli.completion.installing"),
    *("validation.codes", "validation.loader"),
    *(
        "editing.spreadsheet.readers",
        "views.wording.templates",
        "render.web.html",
        "render.word.official",
    ),
    "text.traditional",
)
"""What may touch the disk."""

DISK_METHODS = frozenset(
    (
        *("open", "read_text", "read_bytes", "write_text", "write_bytes"),
        *("exists", "is_file", "is_dir", "stat", "iterdir", "glob", "rglob", "listdir", "scandir"),
        *("mkdir", "makedirs", "touch", "rename", "unlink", "rmdir", "remove", "rmtree"),
    )
)
DISK_FUNCTIONS = frozenset(
    (
        *("open", "os.replace", "shutil.copymode", "shutil.copyfile", "shutil.copy"),
        *("shutil.copytree", "shutil.move"),
    )
)
"""Ways to the disk: methods of whatever object, and functions by their full names."""
NO_DISK = (
    ("environment", "os.open"),  # the null device, in place of a pipe that was closed
    ("editing.spreadsheet.workbook_parts", "self._archive.open"),  # an archive in memory
)
"""What looks like them, and is none."""


class Import(NamedTuple):
    """One imported name, and whether only a call of a function imports it."""

    target: str
    line: int
    on_demand: bool


class Module(NamedTuple):
    """What one module imports, and the names that it reads, each with its line."""

    imports: tuple[Import, ...]
    names: tuple[tuple[str, int], ...]


Modules = Mapping[str, Module]


@cache
def anju() -> Modules:
    """Every module of anju by its name below ``anju_cli``."""
    return read(
        {
            ".".join(path.relative_to(ROOT / "anju_cli").with_suffix("").parts).removesuffix(
                ".__init__"
            ): path.read_text(encoding="utf-8")
            for path in sorted((ROOT / "anju_cli").rglob("*.py"))
        }
    )


def read(sources: Mapping[str, str]) -> Modules:
    """Parse each source once."""
    modules = {}
    for name, source in sources.items():
        tree = ast.parse(source)
        modules[name] = Module(
            tuple(_imports(tree, on_demand=False)), tuple(sorted(_names(tree), key=lambda n: n[1]))
        )
    return modules


def _imports(node: ast.AST, on_demand: bool) -> Iterator[Import]:
    """What a module imports when it runs; imports for the type checker alone do not count.
    ``from a import b`` gives ``a.b``: whether b is a module is for the reader to say."""
    for_types = isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
    for below in node.orelse if for_types else ast.iter_child_nodes(node):  # type: ignore[attr-defined]
        if isinstance(below, ast.Import):
            for alias in below.names:
                yield Import(alias.name, below.lineno, on_demand)
        elif isinstance(below, ast.ImportFrom):
            for alias in below.names:
                target = f"{'.' * below.level}{below.module or ''}.{alias.name}"
                yield Import(target, below.lineno, on_demand)
        else:
            inside = isinstance(below, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _imports(below, on_demand or inside)


def _names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every name and attribute that is read, by its full name where an import tells it:
    after ``from datetime import date``, ``date.today`` is ``datetime.date.today``."""
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                known[name] = alias.name if alias.asname else name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                known[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield _full_name(node, known), node.lineno


def _full_name(node: ast.expr, known: Mapping[str, str]) -> str:
    """``?`` stands for an object that is not named, as in ``folder().open``."""
    if isinstance(node, ast.Attribute):
        return f"{_full_name(node.value, known)}.{node.attr}"
    return known.get(node.id, node.id) if isinstance(node, ast.Name) else "?"


def own_imports(module: str, modules: Modules) -> Iterator[tuple[str, int]]:
    """The modules of anju that a module imports."""
    for one in modules[module].imports:
        library, _, target = one.target.partition(".")
        if library == "anju_cli":
            yield target if target in modules else target.rpartition(".")[0], one.line


def is_in(module: str, places: Iterable[str]) -> bool:
    """Whether a module is one of ``places`` or in one of them."""
    return any(module == place or module.startswith(f"{place}.") for place in places)


# -- the rules ---------------------------------------------------------------


def every_part_stands_in_the_house(modules: Modules) -> list[str]:
    parts = {name.partition(".")[0] for name in modules} - {"__init__"}
    return [
        *(f"{part} is not in the house" for part in sorted(parts - LAYERS.keys())),
        *(f"there is no {part}" for part in sorted(LAYERS.keys() - parts)),
    ]


def imports_point_down(modules: Modules) -> list[str]:
    return [
        f"{module}:{line} imports {target}, which is not below it"
        for module in modules
        for target, line in own_imports(module, modules)
        if (own := module.partition(".")[0]) != (other := target.partition(".")[0])
        and LAYERS.get(own, -1) <= LAYERS.get(other, -2)
    ]


def imports_are_absolute(modules: Modules) -> list[str]:
    return [
        f"{name}:{one.line} imports {one.target} by a relative name"
        for name, module in modules.items()
        for one in module.imports
        if one.target.startswith(".")
    ]


def no_circles(modules: Modules) -> list[str]:
    graph = {name: {target for target, _ in own_imports(name, modules)} for name in modules}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [f"a circle: {' → '.join(reversed(error.args[1]))}"]
    return []


def libraries_stay_at_home(modules: Modules) -> list[str]:
    return [
        f"{name}:{one.line} imports {library}"
        for name, module in modules.items()
        for one in module.imports
        if (library := one.target.split(".")[0]) in LIBRARIES
        and not is_in(name, LIBRARIES[library])
    ]


def rare_libraries_wait(modules: Modules) -> list[str]:
    return [
        f"{name}:{one.line} imports {library} before it is needed"
        for name, module in modules.items()
        for one in module.imports
        if (library := one.target.split(".")[0]) in LIBRARIES
        and library not in AT_ONCE
        and not one.on_demand
    ]


def private_names_stay_in_one_module(modules: Modules) -> list[str]:
    users = {
        name
        for name, module in modules.items()
        for one in module.imports
        if one.target.split(".")[0] in LIBRARIES and "._" in one.target
    }
    return sorted(name for name in users if not is_in(name, ("cli.chinese.private",)))


def outside_comes_in_by_environment(modules: Modules) -> list[str]:
    return [
        f"{name}:{line} uses {used}"
        for name, module in modules.items()
        for used, line in module.names
        if used in OUTSIDE and not is_in(name, OUTSIDE[used])
    ]


def the_disk_is_behind_doors(modules: Modules) -> list[str]:
    return [
        f"{name}:{line} uses {used}"
        for name, module in modules.items()
        if not is_in(name, DISK)
        for used, line in module.names
        if _reaches_the_disk(used) and (name, used) not in NO_DISK
    ]


def _reaches_the_disk(name: str) -> bool:
    owner, _, method = name.rpartition(".")
    if owner.split(".")[0] == "anju_cli":
        return False  # a function of anju, which has its own module's rule
    return name in DISK_FUNCTIONS or (owner != "" and method in DISK_METHODS)


Rule = Callable[[Modules], list[str]]

RULES: tuple[Rule, ...] = (
    every_part_stands_in_the_house,
    imports_point_down,
    imports_are_absolute,
    no_circles,
    libraries_stay_at_home,
    rare_libraries_wait,
    private_names_stay_in_one_module,
    outside_comes_in_by_environment,
    the_disk_is_behind_doors,
)


@pytest.mark.parametrize("rule", RULES)
def test_anju_keeps_the_rule(rule: Rule) -> None:
    assert rule(anju()) == []


def test_the_top_of_the_package_is_short() -> None:
    entries = [one for one in (ROOT / "anju_cli").iterdir() if one.name != "__pycache__"]
    assert len(entries) <= 16


def test_contributing_draws_the_house() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert f"\n    {HOUSE}\n" in text
    (picture,) = re.findall(r"^```\n(anju_cli/\n.*?)^```$", text, re.MULTILINE | re.DOTALL)
    drawn = re.findall(r"^ +(\w+)/ ", picture, re.MULTILINE)
    folders = [path.parent.name for path in (ROOT / "anju_cli").rglob("*/__init__.py")]
    assert sorted(drawn) == sorted(folders)


# -- the rules catch what they are for ---------------------------------------


@pytest.mark.parametrize(
    ("rule", "sources", "broken"),
    [
        (
            every_part_stands_in_the_house,
            dict.fromkeys({*LAYERS, "helpers", "__init__"} - {"model"}, ""),
            ["helpers is not in the house", "there is no model"],
        ),
        (
            imports_point_down,  # up
            {"model.plan": "from anju_cli.queries import TaskRow", "queries": ""},
            ["model.plan:1 imports queries, which is not below it"],
        ),
        (
            imports_point_down,  # to the side, hidden in a function
            {"queries.tasks": "def f():\n    from anju_cli.validation import loader"}
            | {"validation.loader": ""},
            ["queries.tasks:2 imports validation.loader, which is not below it"],
        ),
        (
            imports_point_down,  # down, within a part, the package's version, for types alone
            {
                "views.tasks": "from anju_cli.views import words\nfrom anju_cli import __version__",
                "views.words": "import anju_cli.model.plan",
                "model.plan": "if TYPE_CHECKING:\n    from anju_cli.views import words",
            },
            [],
        ),
        (
            imports_point_down,  # when it is not the type checker
            {"model.plan": "if TYPE_CHECKING:\n    pass\nelse:\n    import anju_cli.cli.app"}
            | {"cli.app": ""},
            ["model.plan:4 imports cli.app, which is not below it"],
        ),
        (
            imports_are_absolute,
            {"views.tasks": "from . import words\nfrom ..plan import Plan"},
            [
                "views.tasks:1 imports ..words by a relative name",
                "views.tasks:2 imports ..plan.Plan by a relative name",
            ],
        ),
        (
            no_circles,
            {
                "views.a": "import anju_cli.views.b",
                "views.b": "def f():\n    import anju_cli.views.a",
            },
            ["a circle: views.a → views.b → views.a"],
        ),
        (
            libraries_stay_at_home,
            {
                "views.tasks": "def f():\n    from rich.table import Table",
                "render.terminal.tables": "from rich.table import Table",
                "text.fuzzy": "from rapidfuzz.distance import Indel, LCSseq",
                "model.plan": "import yaml as y",
                "validation.loader": "import typer\nfrom pydantic import ValidationError",
            },
            [
                "views.tasks:2 imports rich",
                "model.plan:1 imports yaml",
                "validation.loader:1 imports typer",
            ],
        ),
        (
            rare_libraries_wait,
            {
                "text.fuzzy": "from rapidfuzz.distance import Indel",
                "model.workdays": "def f():\n    import chinese_calendar",
                "render.data": "class Writer:\n    import csv",
            },
            [
                "text.fuzzy:1 imports rapidfuzz before it is needed",
                "render.data:2 imports csv before it is needed",
            ],
        ),
        (
            private_names_stay_in_one_module,
            {
                "cli.chinese.private": "from typer._click import Context",
                "cli.app": "def f():\n    from typer._click.core import Group",
                "text.pinyin": "from anju_cli.text._tables import TABLE",
            },
            ["cli.app"],
        ),
        (
            outside_comes_in_by_environment,
            {
                "model.duties": "from datetime import date as d\nd.today()",
                "model.pace": "import datetime\ndatetime.datetime.now()",
                "model.plan": "from os import environ\nenviron['A']",
                "validation.loader": "import subprocess\nsubprocess.run(['git'])",
                "storage.git": "from subprocess import run\nrun(['git'])",
                "cli.session": "import sys\nsys.stderr.write('')\ninput()",
                "cli.commands.due": "import typer\ntyper.echo('')",
                "environment": "import sys, os\nsys.stderr, os.environ",
                "queries": "def f(today):\n    return today.date.today",
            },
            [
                "model.duties:2 uses datetime.date.today",
                "model.pace:2 uses datetime.datetime.now",
                "model.plan:2 uses os.environ",
                "validation.loader:2 uses subprocess.run",
                "cli.session:2 uses sys.stderr",
                "cli.session:3 uses input",
                "cli.commands.due:2 uses typer.echo",
            ],
        ),
        (
            the_disk_is_behind_doors,
            {
                "parsing.source": "open('a')",
                "cli.session": "import os\nos.replace('a', 'b')\n'a'.replace('b', 'c')",
                "views.tasks": "from pathlib import Path\nPath('a').read_text()",
                "model.plan": "def f(folder):\n    return (folder / 'a').open()",
                "storage.files": "def f(folder):\n    return folder.read_bytes()",
                "environment": "import os\nos.open(os.devnull, 1)",
                "cli.commands.due": "from anju_cli.render.data import write_text\nwrite_text('')",
            },
            [
                "parsing.source:1 uses open",
                "cli.session:2 uses os.replace",
                "views.tasks:2 uses ?.read_text",
                "model.plan:2 uses ?.open",
            ],
        ),
    ],
)
def test_a_source_that_breaks_the_rule_is_caught(
    rule: Rule, sources: Mapping[str, str], broken: list[str]
) -> None:
    assert rule(read(sources)) == broken
