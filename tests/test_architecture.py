"""Imports point down, and each kind of outside world has one door: read from the source.

A rule is a function from the sources (module name to text) to the sentences that say
where it is broken. Each is held for anju itself, and each is shown to catch a made-up
source that breaks it.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

from anju_cli.cli import COMMANDS
from anju_cli.lazy_imports import RARELY_USED

ROOT = Path(__file__).parents[1]
PACKAGE = "anju_cli"

LAYERS: tuple[tuple[str, ...], ...] = (
    (
        "problems",
        "codes",
        "document",
        "events",
        "lazy_imports",
        "numerals",
        "typed",
        "unseen",
        "width",
        "workdays",
        "nearest",
        "pinyin",
        "traditional",
        "environment",
        "files",
        "processes",
    ),
    ("source", "written", "register", "workbook", "duties", "pace", "sealed"),
    ("scalars", "text_faults", "yaml_tree", "plan", "folders", "suppressions", "encoding"),
    ("models", "wordings"),
    (
        "json_schema",
        "locate",
        "checks",
        "queries",
        "changes",
        "amending",
        "marks",
        "counts",
    ),
    (
        "loader",
        "snapshot",
        "remembered",
        "revisions",
        "editor",
        "views",
        "render",
        "template_files",
        "new_folder",
        "new_plan",
    ),
    (
        *("options", "outlet", "asking", "typer_zh", "mending"),
        *("baseline", "drafts", "recording", "checking"),
    ),
    ("session", "fixing", "editing", "writing", "several", "versions"),
    ("shares", "completion", "checkup", "marking", "month_counts", "drafting"),
    ("commands",),
    ("cli",),
    ("__main__",),
)
"""Bottom to top. A module imports from layers below its own only; inside a package
(``views``, ``render``) modules may import each other, but not in a circle."""

LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "rich": ("render",),
    "tabulate": ("render",),
    "csv": ("render", "counts"),
    "wcwidth": ("width",),
    "typer": (
        *("options", "outlet", "session", "several", "shares", "writing", "versions"),
        *("checkup", "marking", "month_counts", "drafting"),
        *("typer_zh", "completion", "commands", "cli"),
    ),
    "pydantic": ("scalars", "models", "locate", "loader", "wordings", "template_files"),
    "pydantic_core": ("scalars", "models", "wordings"),
    "yaml": ("yaml_tree", "amending"),
    "chinese_calendar": ("workdays",),
    "rapidfuzz": ("nearest",),
    "pypinyin": ("pinyin",),
    "shellingham": ("completion",),
    "filelock": ("files",),
    "docx": ("render",),
    "xlsxwriter": ("render",),
    "icalendar": ("render",),
    "openpyxl": ("counts",),
}
"""Where a library may be imported. What is drawn with rich today can be drawn with
something else tomorrow without a change outside ``render``."""

ON_DEMAND = (
    *("rich", "tabulate", "csv", "wcwidth", "chinese_calendar", "rapidfuzz"),
    *("pypinyin", "shellingham"),
    *("filelock", "docx", "xlsxwriter", "icalendar", "openpyxl"),
)
"""Libraries that most answers do not need: imported in the function that does."""

OUTSIDE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            *("datetime.date.today", "datetime.datetime.now", "datetime.datetime.today"),
            *("datetime.datetime.utcnow", "time.time", "time.localtime", "time.strftime"),
            *("os.environ", "os.getenv", "os.getcwd", "pathlib.Path.cwd", "pathlib.Path.home"),
            *("sys.argv", "sys.stdin", "sys.stderr", "shutil.get_terminal_size"),
            *("input", "print", "typer.echo", "typer.secho", "typer.prompt", "typer.confirm"),
        ),
        ("environment", "__main__"),
    ),
    **dict.fromkeys(("subprocess.run", "subprocess.Popen", "os.system"), ("revisions", "editor")),
    "sys.stdout": ("environment", "__main__", "typer_zh"),  # help without an Environment
}
"""The clock, the variables and the terminal come in through ``Environment``; other
programs are run by ``revisions`` (git) and ``editor`` alone."""

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

DISK_DOORS = (
    "loader",
    "folders",
    "sealed",
    "files",
    "drafts",
    "render.files",
    "template_files",
    "counts.file",
    "completion.installing",
    "new_folder",
)

Sources = Mapping[str, str]


def anju() -> dict[str, str]:
    """Every module of anju by its name, with its text."""
    sources = {}
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        sources[name] = path.read_text(encoding="utf-8")
    return sources


# -- reading a module --------------------------------------------------------


class Import(NamedTuple):
    """One imported module, and whether only a call of a function imports it."""

    target: str
    line: int
    on_demand: bool


def imports(source: str) -> Iterator[Import]:
    """What a module imports when it runs; imports for the type checker alone do not count.

    ``from a import b`` gives ``a.b``: whether b is a module is for the reader to say.
    """
    return _imports(ast.parse(source), on_demand=False)


def _imports(node: ast.AST, on_demand: bool) -> Iterator[Import]:
    for below in _that_run(node):
        if isinstance(below, ast.Import):
            for alias in below.names:
                yield Import(alias.name, below.lineno, on_demand)
        elif isinstance(below, ast.ImportFrom):
            module = "." * below.level + (below.module or "")
            for alias in below.names:
                yield Import(f"{module}.{alias.name}", below.lineno, on_demand)
        else:
            inside = isinstance(below, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _imports(below, on_demand or inside)


def _that_run(node: ast.AST) -> Iterable[ast.AST]:
    """The children of a node, less the body of ``if TYPE_CHECKING``."""
    if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
        return node.orelse
    return ast.iter_child_nodes(node)


def names_used(source: str) -> Iterator[tuple[str, int]]:
    """Every name and attribute that is read, by its full name where an import tells it:
    after ``from datetime import date``, ``date.today`` is ``datetime.date.today``."""
    tree = ast.parse(source)
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.split(".")[0]
                known[name] = alias.name if alias.asname else name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                known[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    read = [
        (node.lineno, _full_name(node, known))
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load)
    ]
    yield from ((name, line) for line, name in sorted(read))


def _full_name(node: ast.expr, known: Mapping[str, str]) -> str:
    """``?`` stands for an object that is not named, as in ``folder().open``."""
    if isinstance(node, ast.Attribute):
        return f"{_full_name(node.value, known)}.{node.attr}"
    return known.get(node.id, node.id) if isinstance(node, ast.Name) else "?"


def is_in(module: str, places: Iterable[str]) -> bool:
    """Whether a module of anju is one of ``places`` or in one of them."""
    inner = module.removeprefix(f"{PACKAGE}.")
    return any(inner == place or inner.startswith(f"{place}.") for place in places)


def part(module: str) -> str:
    """The module or package right under anju_cli: anju_cli.views.tasks is in views."""
    return module.split(".")[1] if "." in module else ""


def layer(module: str) -> int | None:
    """The layer of a module of anju; anju_cli itself, which holds the version, is below all."""
    if module == PACKAGE:
        return -1
    return next((level for level, parts in enumerate(LAYERS) if part(module) in parts), None)


def own_imports(module: str, sources: Sources) -> Iterator[tuple[str, int]]:
    """The modules of anju that a module imports."""
    for one in imports(sources[module]):
        if one.target in sources:
            yield one.target, one.line
        elif one.target.split(".")[0] == PACKAGE:
            yield one.target.rpartition(".")[0], one.line


# -- the rules ---------------------------------------------------------------


def every_module_has_a_layer(sources: Sources) -> list[str]:
    return [f"{module} is in no layer" for module in sources if layer(module) is None]


def every_layer_has_modules(sources: Sources) -> list[str]:
    parts = {part(module) for module in sources}
    return [
        f"there is no {PACKAGE}.{name}" for names in LAYERS for name in names if name not in parts
    ]


def imports_point_down(sources: Sources) -> list[str]:
    broken = []
    for module in sources:
        own = layer(module)
        for target, line in own_imports(module, sources):
            other = layer(target)
            together = part(module) == part(target) and module != target
            if not together and (own is None or other is None or other >= own):
                broken.append(f"{module}:{line} imports {target}, which is not below it")
    return broken


def imports_are_absolute(sources: Sources) -> list[str]:
    return [
        f"{module}:{one.line} imports {one.target} by a relative name"
        for module, source in sources.items()
        for one in imports(source)
        if one.target.startswith(".")
    ]


def no_circles(sources: Sources) -> list[str]:
    graph = {
        module: {target for target, _ in own_imports(module, sources)} - {PACKAGE}
        for module in sources
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [f"a circle: {' → '.join(reversed(error.args[1]))}"]
    return []


def libraries_stay_at_home(sources: Sources) -> list[str]:
    broken = []
    for module, source in sources.items():
        for one in imports(source):
            library = one.target.split(".")[0]
            if library in LIBRARIES and not is_in(module, LIBRARIES[library]):
                broken.append(f"{module}:{one.line} imports {library}")
    return sorted(set(broken))


def rare_libraries_wait(sources: Sources) -> list[str]:
    broken = []
    for module, source in sources.items():
        for one in imports(source):
            library = one.target.split(".")[0]
            if library in ON_DEMAND and not one.on_demand:
                broken.append(f"{module}:{one.line} imports {library} before it is needed")
    return sorted(set(broken))


def outside_comes_in_by_environment(sources: Sources) -> list[str]:
    return [
        f"{module}:{line} uses {name}"
        for module, source in sources.items()
        for name, line in names_used(source)
        if name in OUTSIDE and not is_in(module, OUTSIDE[name])
    ]


def disk_is_behind_doors(sources: Sources) -> list[str]:
    return [
        f"{module}:{line} uses {name}"
        for module, source in sources.items()
        if not is_in(module, DISK_DOORS)
        for name, line in names_used(source)
        if _reaches_the_disk(name)
        # The command line puts the null device in place of a pipe that was closed.
        and (module, name) != (f"{PACKAGE}.cli", "os.open")
    ]


def _reaches_the_disk(name: str) -> bool:
    owner, _, method = name.rpartition(".")
    if owner.split(".")[0] == PACKAGE:
        return False  # a function of anju, which has its own module's rule
    return name in DISK_FUNCTIONS or (owner != "" and method in DISK_METHODS)


Rule = Callable[[Sources], list[str]]

RULES: tuple[Rule, ...] = (
    every_module_has_a_layer,
    every_layer_has_modules,
    imports_point_down,
    imports_are_absolute,
    no_circles,
    libraries_stay_at_home,
    rare_libraries_wait,
    outside_comes_in_by_environment,
    disk_is_behind_doors,
)


@pytest.mark.parametrize("rule", RULES)
def test_anju_keeps_the_rule(rule: Rule) -> None:
    assert rule(anju()) == []


# -- the rules catch what they are for ---------------------------------------


@pytest.mark.parametrize(
    ("rule", "sources", "broken"),
    [
        (
            every_module_has_a_layer,
            {"anju_cli": "", "anju_cli.plan": "", "anju_cli.helpers": ""},
            ["anju_cli.helpers is in no layer"],
        ),
        (
            imports_point_down,  # up
            {"anju_cli.plan": "from anju_cli.queries import TaskRow", "anju_cli.queries": ""},
            ["anju_cli.plan:1 imports anju_cli.queries, which is not below it"],
        ),
        (
            imports_point_down,  # to the side
            {"anju_cli.pace": "import anju_cli.duties", "anju_cli.duties": ""},
            ["anju_cli.pace:1 imports anju_cli.duties, which is not below it"],
        ),
        (
            imports_point_down,  # up, hidden in a function
            {"anju_cli.pace": "def f():\n    from anju_cli import plan", "anju_cli.plan": ""},
            ["anju_cli.pace:2 imports anju_cli.plan, which is not below it"],
        ),
        (
            imports_point_down,  # up, from a package
            {"anju_cli.views.tasks": "import anju_cli.cli", "anju_cli.cli": ""},
            ["anju_cli.views.tasks:1 imports anju_cli.cli, which is not below it"],
        ),
        (
            imports_point_down,  # from one package of a layer to another
            {"anju_cli.views.tasks": "import anju_cli.render.width", "anju_cli.render.width": ""},
            ["anju_cli.views.tasks:1 imports anju_cli.render.width, which is not below it"],
        ),
        (
            imports_point_down,  # down, within a package, and the package's own version
            {
                "anju_cli": "",
                "anju_cli.views.words": "from anju_cli import __version__",
                "anju_cli.views.tasks": "from anju_cli.views import words",
                "anju_cli.cli": "import anju_cli.views.tasks",
            },
            [],
        ),
        (
            imports_point_down,  # for the type checker only
            {
                "anju_cli.duties": "if TYPE_CHECKING:\n    from anju_cli.plan import Plan\n",
                "anju_cli.plan": "",
            },
            [],
        ),
        (
            imports_point_down,  # when it is not the type checker
            {
                "anju_cli.duties": "if TYPE_CHECKING:\n    pass\nelse:\n    import anju_cli.plan\n",
                "anju_cli.plan": "",
            },
            ["anju_cli.duties:4 imports anju_cli.plan, which is not below it"],
        ),
        (
            imports_are_absolute,
            {"anju_cli.views.tasks": "from . import words\nfrom ..plan import Plan"},
            [
                "anju_cli.views.tasks:1 imports ..words by a relative name",
                "anju_cli.views.tasks:2 imports ..plan.Plan by a relative name",
            ],
        ),
        (
            no_circles,
            {
                "anju_cli.views.a": "import anju_cli.views.b",
                "anju_cli.views.b": "def f():\n    import anju_cli.views.a",
            },
            ["a circle: anju_cli.views.a → anju_cli.views.b → anju_cli.views.a"],
        ),
        (
            libraries_stay_at_home,
            {
                "anju_cli.views.tasks": "def f():\n    from rich.table import Table",
                "anju_cli.render.tables": "from rich.table import Table",
                "anju_cli.nearest": "from rapidfuzz.distance import Indel, LCSseq",
                "anju_cli.plan": "import yaml as y",
                "anju_cli.loader": "import typer\nfrom pydantic import ValidationError",
            },
            [
                "anju_cli.loader:1 imports typer",
                "anju_cli.plan:1 imports yaml",
                "anju_cli.views.tasks:2 imports rich",
            ],
        ),
        (
            rare_libraries_wait,
            {
                "anju_cli.nearest": "from rapidfuzz.distance import Indel, LCSseq",
                "anju_cli.workdays": "def f():\n    import chinese_calendar",
                "anju_cli.render.records": "class Writer:\n    import csv",
            },
            [
                "anju_cli.nearest:1 imports rapidfuzz before it is needed",
                "anju_cli.render.records:2 imports csv before it is needed",
            ],
        ),
        (
            outside_comes_in_by_environment,
            {
                "anju_cli.duties": "from datetime import date as d\nd.today()",
                "anju_cli.pace": "import datetime\ndatetime.datetime.now()",
                "anju_cli.plan": "from os import environ\nenviron['A']",
                "anju_cli.loader": "import subprocess\nsubprocess.run(['git'])",
                "anju_cli.revisions": "from subprocess import run\nrun(['git'])",
                "anju_cli.session": "import sys\nsys.stderr.write('')\ninput()",
                "anju_cli.commands.due": "import typer\ntyper.echo('')",
                "anju_cli.environment": "import sys, os\nsys.stderr, os.environ",
                "anju_cli.queries": "def f(today):\n    return today.date.today",
            },
            [
                "anju_cli.duties:2 uses datetime.date.today",
                "anju_cli.pace:2 uses datetime.datetime.now",
                "anju_cli.plan:2 uses os.environ",
                "anju_cli.loader:2 uses subprocess.run",
                "anju_cli.session:2 uses sys.stderr",
                "anju_cli.session:3 uses input",
                "anju_cli.commands.due:2 uses typer.echo",
            ],
        ),
        (
            disk_is_behind_doors,
            {
                "anju_cli.source": "open('a')",
                "anju_cli.session": "import os\nos.replace('a', 'b')\n'a'.replace('b', 'c')",
                "anju_cli.views.tasks": "from pathlib import Path\nPath('a').read_text()",
                "anju_cli.plan": "def f(folder):\n    return (folder / 'a').open()",
                "anju_cli.loader": "def f(folder):\n    return folder.read_bytes()",
                "anju_cli.cli": "import os\nos.open(os.devnull, 1)",
                "anju_cli.commands.due": (
                    "from anju_cli.render.output import write_text\nwrite_text('')"
                ),
            },
            [
                "anju_cli.source:1 uses open",
                "anju_cli.session:2 uses os.replace",
                "anju_cli.views.tasks:2 uses ?.read_text",
                "anju_cli.plan:2 uses ?.open",
            ],
        ),
    ],
)
def test_a_source_that_breaks_the_rule_is_caught(
    rule: Rule, sources: Sources, broken: list[str]
) -> None:
    assert rule(sources) == broken


def test_a_layer_without_its_module_is_caught() -> None:
    sources = {name: text for name, text in anju().items() if name != "anju_cli.pace"}
    assert every_layer_has_modules(sources) == ["there is no anju_cli.pace"]


# -- what a process really loads ---------------------------------------------

RUN = """
import sys
sys.argv[1:] = {arguments!r}
from anju_cli.__main__ import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""


def modules(code: str, cache: Path | None = None, tail: str = "") -> set[str]:
    """What a new interpreter has in ``sys.modules`` after ``code``, run with its output on
    a pipe; ``cache`` is where it may keep snapshots. ``tail`` is printed behind."""
    report = f"import sys\nprint(*sys.modules, {tail} file=sys.stderr)"
    ended = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"],
        cwd=ROOT,
        env={
            **os.environ,
            "ANJU_DATA": str(ROOT / "data"),
            "ANJU_CACHE": str(cache or ""),
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        encoding="utf-8",
    )
    assert ended.returncode == 0, ended.stderr
    return set(ended.stderr.split())


def loaded(code: str, cache: Path | None = None) -> set[str]:
    """The libraries of ``LIBRARIES`` among them."""
    return modules(code, cache) & set(LIBRARIES)


TYPER = {"typer", "shellingham"}
"""Typer, and what it imports itself."""
CHECKED_WITH = {"pydantic", "pydantic_core"}


def test_the_command_line_alone_loads_typer_and_nothing_else() -> None:
    assert loaded("import anju_cli.cli") == TYPER


def test_help_reads_no_data_and_draws_without_rich() -> None:
    assert loaded(RUN.format(arguments=["--help"])) == TYPER


def test_an_answer_on_a_pipe_does_without_rich() -> None:
    found = loaded(RUN.format(arguments=["tasks", "--unit", "司法局"]))
    assert found >= CHECKED_WITH  # the data was read
    assert not {"rich", "yaml", "rapidfuzz", "tabulate", "wcwidth", "pypinyin"} & found


def test_a_second_question_does_without_the_schemas_and_yaml(tmp_path: Path) -> None:
    tasks = ("tasks", "--unit", "司法局")
    assert loaded(RUN.format(arguments=[*tasks]), tmp_path) >= CHECKED_WITH
    for question in (tasks, ("deadlines",), ("status",), ("quotas",)):
        found = loaded(RUN.format(arguments=[*question]), tmp_path)
        assert found - {"chinese_calendar"} == TYPER


def test_the_options_of_a_command_are_known_without_the_schemas_and_yaml() -> None:
    """Tab imports the command that is typed, and a person waits for it. ``schema`` alone
    must have them: the schemas are its answer."""
    names = ", ".join(f"anju_cli.commands.{name}" for name in COMMANDS if name != "schema")
    assert not {*CHECKED_WITH, "yaml"} & loaded(f"import {names}")


def test_a_second_question_loads_nothing_of_the_standard_library_that_typer_has_not(
    tmp_path: Path,
) -> None:
    tasks = RUN.format(arguments=["tasks", "--unit", "司法局"])
    modules(tasks, tmp_path)
    found = modules(tasks, tmp_path) - modules("import typer")
    ours = {name for name in found if name.startswith("anju_cli")}
    built_in = {"__future__", "gc", "marshal"}
    assert found - ours - {*built_in, *RARELY_USED} <= {"unicodedata", "_blake2"}
    assert {"anju_cli.snapshot", "anju_cli.render.tables"} <= ours


def test_what_typer_hardly_ever_uses_is_not_loaded(tmp_path: Path) -> None:
    tasks = RUN.format(arguments=["tasks", "--unit", "司法局"])
    modules(tasks, tmp_path)
    unloaded = "*(f'{n}:later' for n, m in sys.modules.items() if type(m).__name__ == '_Later'),"
    found = modules(tasks, tmp_path, unloaded)
    assert {"subprocess:later", "textwrap:later"} <= found
