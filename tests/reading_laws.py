"""Laws of reading that hold of every file, for the fuzzer and the hostile files.

``examine`` takes a target and the bytes of a file, and raises where a law is broken or
anju raises itself. It works in memory; a clean plan is asked a question on the disk.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import re
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from anju_cli.cli.workflows.validate import patch, patch_remark
from anju_cli.diagnostics import Diagnostic, has_errors
from anju_cli.editing.spreadsheet.entries import read_table
from anju_cli.editing.spreadsheet.layout import TableOptions, find_table
from anju_cli.editing.spreadsheet.readers import sheets_of
from anju_cli.editing.spreadsheet.sheet import UnreadableTable
from anju_cli.environment import Environment
from anju_cli.model.plan import Plan
from anju_cli.parsing import compose, read_fast, repair
from anju_cli.parsing.encoding import decode
from anju_cli.parsing.tree import construct
from anju_cli.queries.diff import Side, compare
from anju_cli.render.diagnostics.report import (
    REPORT_FORMATS,
    DiagnosticReport,
    ReportFormat,
    write_report,
)
from anju_cli.storage.folders import FileKind
from anju_cli.validation.baseline import only_new
from anju_cli.validation.fixer import fix
from anju_cli.validation.loader import Given, Loaded, load
from anju_cli.views.diff import sentence
from anju_cli.views.wording.remind import RemindWording
from anju_cli.views.wording.report import ReportWording
from anju_cli.views.wording.templates import load_wording
from tests.running import BASE, ROOT, Outcome, environment, run

Target = Literal["units", "tasks", "quotas", "report", "remind", "csv", "xlsx"]
TARGETS: tuple[Target, ...] = get_args(Target)
KINDS: tuple[FileKind, ...] = ("units", "tasks", "quotas")
TODAY = date(2021, 12, 31)
BASE_FILES = {kind: (ROOT / BASE / f"{kind}.yaml").read_bytes() for kind in KINDS}

_CHINESE = re.compile("[\u4e00-\u9fff]")
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONGEST = 600
_NO_CELL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMES = ("政府办公室", "区政府办公室", "司法局", "区司法局", "青石镇", "清溪街道")

QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("tasks",),
    ("tasks", "--unit", "司法局", "-f", "csv"),
    ("deadlines", "--all"),
    ("deadlines", "-f", "json"),
    ("quotas",),
    ("quotas", "--by", "kind", "-f", "markdown"),
    ("status",),
    ("status", "-f", "json"),
    ("units",),
    ("unit", "司法局"),
    ("show", "1", "--expand"),
    ("show", "2", "-f", "html"),
    ("due",),
    ("report", "2021-06"),
    ("report", "-f", "json"),
    ("remind",),
    ("calendar",),
    ("export", "-f", "json"),
    ("init", "2022", "--data", "data", "-o", "new"),
)
CHANGES: tuple[tuple[str, ...], ...] = (
    ("record", "2021-06", "司法局=19", "青石镇=3", "--replace"),
    ("record", "2021-06", "司法局=未报", "--replace"),
    ("record", "2021-08", "司法局=19"),
    ("done", "1.1", "--on", "2021-06-29", "--replace", "--note", "好: #"),
    ("done", "1.2", "--period", "2021-06", "--on", "2021-07-02"),
    ("done", "2.1", "--event", "2021-07-01", "--on", "2021-07-02"),
    ("undone", "1.1"),
)
"""Changes of the base plan; another plan may refuse them."""


def examine(target: Target, data: bytes) -> None:
    """Raise AssertionError, or whatever anju raises, where a law is broken."""
    if target in KINDS:
        _examine_plan(target, data)
    elif target in ("csv", "xlsx"):
        _examine_table(target, data)
    else:
        _examine_template(target, data)


# -- the three files ---------------------------------------------------------


def read(kind: FileKind, data: bytes) -> Loaded:
    """Load the base plan with the content of one file replaced, from memory alone."""
    files = {**BASE_FILES, kind: data}
    given = {name: Given(f"data/{name}.yaml", files[name]) for name in KINDS}
    return load(ROOT / BASE, "data", TODAY, given)


def _examine_plan(kind: FileKind, data: bytes) -> None:
    loaded = read(kind, data)
    text = text_of(data)
    assert_well_formed(loaded.diagnostics, {f"data/{kind}.yaml": text})
    assert (loaded.plan is None) == has_errors(loaded.diagnostics)
    assert only_new(loaded.diagnostics, loaded.diagnostics) == []
    # The content chooses which of the slower laws are tried, so that a find can be repeated.
    chosen = zlib.crc32(data)
    assert_reported(loaded.diagnostics, REPORT_FORMATS[chosen % len(REPORT_FORMATS)])
    assert_fixed(kind, loaded)
    assert fast_path_agrees(data)
    if chosen % 4 == 0:
        assert read(kind, data).diagnostics == loaded.diagnostics
    if text is not None and chosen % 8 == 1:
        assert_same_in_other_forms(kind, data, loaded)
    if loaded.plan is not None:
        assert_compared(loaded.plan)
        assert_answered(kind, data, QUESTIONS[chosen // 4 % len(QUESTIONS)])
        if chosen % 3 == 0:
            assert_changed(kind, data, CHANGES[chosen // 12 % len(CHANGES)])


def text_of(data: bytes) -> str | None:
    """Decode a file in UTF-8."""
    with contextlib.suppress(UnicodeDecodeError):
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    return None


def lines_of(text: str) -> list[str]:
    return re.split("\r\n|\r|\n", text)


def assert_well_formed(diagnostics: tuple[Diagnostic, ...], texts: dict[str, str | None]) -> None:
    """Every diagnostic has a place in its file, and words that a terminal can show."""
    assert list(diagnostics) == sorted(diagnostics)
    assert len(set(diagnostics)) == len(diagnostics)
    is_recoded = any(diagnostic.code == "A002" for diagnostic in diagnostics)
    for diagnostic in diagnostics:
        for text in (diagnostic.message, diagnostic.hint):
            assert _CHINESE.search(text), diagnostic
            assert not _CONTROLS.search(text), diagnostic
            assert len(text) <= _LONGEST, diagnostic
        assert diagnostic.line >= 1
        assert 1 <= diagnostic.column <= len(diagnostic.excerpt) + 1, diagnostic
        source = texts.get(diagnostic.file)
        if source is not None and not is_recoded:
            assert diagnostic.excerpt == lines_of(source)[diagnostic.line - 1], diagnostic
        for line, edit in diagnostic.edits:
            assert line >= 1 and 0 <= edit.start <= edit.end


def assert_reported(diagnostics: tuple[Diagnostic, ...], form: ReportFormat) -> None:
    """The diagnostics can be written, also on a narrow terminal."""
    report = DiagnosticReport("data", ["data/tasks.yaml"], diagnostics)
    write_report(report, form, _world(terminal=True, width=40))


def _world(*, terminal: bool = False, width: int = 80) -> Environment:
    return environment(io.StringIO(), io.StringIO(), terminal=terminal, width=width)


def assert_fixed(kind: FileKind, loaded: Loaded) -> None:
    """Fixing twice is fixing once, touches no other file, and leaves what it promised."""
    once = fix(loaded, "data", TODAY)
    assert set(once.contents) <= {kind}
    patch([once], _world())
    patch_remark([once])
    if once.contents:
        again = fix(read(kind, once.contents[kind]), "data", TODAY)
        assert again.contents == {}
        assert again.before.diagnostics == once.after.diagnostics


def fast_path_agrees(data: bytes) -> bool:
    """Tell whether the fast path has no answer, or that of ``repair`` and PyYAML."""
    source, _ = decode("", data)
    content = read_fast(source) if source else None
    if source is None or content is None:
        return True
    repaired, repairs = repair(source)
    tree, diagnostics = compose(source)
    constructed = construct(tree) if tree else None
    return (repaired, repairs, diagnostics, constructed) == (source, [], [], content)


def assert_same_in_other_forms(kind: FileKind, data: bytes, loaded: Loaded) -> None:
    """A BOM and the kind of line ends change nothing."""
    bare = data.removeprefix(codecs.BOM_UTF8)
    if b"\x00" in data or bare.startswith(codecs.BOM_UTF8):
        return
    forms = [bare, codecs.BOM_UTF8 + bare]
    if b"\r" not in data:
        forms += [data.replace(b"\n", b"\r\n"), data.replace(b"\n", b"\r")]
    for form in forms:
        assert read(kind, form).diagnostics == loaded.diagnostics


# -- a clean plan ------------------------------------------------------------


@contextlib.contextmanager
def _folder(kind: FileKind, data: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / BASE, folder / "data")
        (folder / "data" / f"{kind}.yaml").write_bytes(data)
        yield folder


def _run(folder: Path, *question: str, cache: Path | None = None) -> Outcome:
    variables = {"NO_COLOR": "1", "ANJU_CACHE": str(cache) if cache else ""}
    where = () if question[0] == "init" else ("--data", "data")
    return run(*question, *where, cwd=folder, today=TODAY, variables=variables)


def assert_answered(kind: FileKind, data: bytes, question: tuple[str, ...]) -> None:
    """A plan without errors answers, and from the cache it answers the same."""
    with _folder(kind, data) as folder:
        first = _run(folder, *question, cache=folder / "cache")
        assert first.code in (0, 2), first
        assert (first.out == "") == (first.code == 2), first
        if question[0] != "init":
            assert _run(folder, *question, cache=folder / "cache") == first


def assert_compared(plan: Plan) -> None:
    """Every difference has a sentence; a plan has none from itself."""
    assert compare(Side(plan), Side(plan)) == ()
    base = read("units", BASE_FILES["units"]).plan
    assert base is not None
    for old, new in ((base, plan), (plan, base)):
        for change in compare(Side(old), Side(new)):
            assert _CHINESE.search(sentence(change))


def assert_changed(kind: FileKind, data: bytes, change: tuple[str, ...]) -> None:
    """A change is written whole or refused, and never leaves a plan with errors."""
    with _folder(kind, data) as folder:
        before = _contents(folder)
        outcome = _run(folder, *change)
        after = _contents(folder)
        assert outcome.code in (0, 1, 2), outcome
        if outcome.code:
            assert after == before, outcome
            assert outcome.err, outcome
        assert load(folder / "data", "data", TODAY).plan is not None, outcome


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "data").glob("*.yaml")}


# -- templates and tables ----------------------------------------------------


def _examine_template(target: Target, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "模板.yaml"
        file.write_bytes(data)
        if target == "report":
            wording, diagnostics = load_wording(ReportWording, file, "模板.yaml")
        else:
            wording, diagnostics = load_wording(RemindWording, file, "模板.yaml")  # type: ignore[assignment]
        assert_well_formed(diagnostics, {"模板.yaml": text_of(data)})
        assert_reported(diagnostics, "text")
        assert (wording is None) == has_errors(diagnostics)
        if wording is not None:
            letter = ("report", "2021-06") if target == "report" else ("remind",)
            data_folder = str(ROOT / BASE)
            question = (*letter, "--template", "模板.yaml", "--data", data_folder)
            outcome = run(*question, cwd=Path(name), today=date(2021, 6, 30))
            assert outcome.code == 0, outcome


def workbook_of(text: str) -> bytes:
    """Make a workbook of cells between tabs.

    ``=`` begins a formula, ``~`` merges the cell with the next, and what is a number to
    Python is one.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row, line in enumerate(lines_of(text)[:40], 1):
        for column, cell in enumerate(line.split("\t")[:20], 1):
            text = _NO_CELL.sub("", cell)[:200]
            value: str | float = text
            with contextlib.suppress(ValueError):
                value = float(text)
            if text.startswith("~"):
                sheet.merge_cells(
                    start_row=row, end_row=row, start_column=column, end_column=column + 1
                )
            else:
                with contextlib.suppress(AttributeError):  # covered by a merged range
                    sheet.cell(row, column).value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _examine_table(suffix: str, data: bytes) -> None:
    if suffix == "xlsx" and not data.startswith(b"PK"):
        data = workbook_of(data.decode("utf-8", "replace"))
    try:
        sheets = sheets_of(f"统计.{suffix}", f".{suffix}", data)
        layout = find_table(sheets, TableOptions("2021-06", _NAMES.__contains__))
        reading = read_table(layout, _NAMES.__contains__)
    except UnreadableTable as error:
        assert _CHINESE.search(str(error))
        return
    for diagnostic in reading.diagnostics:
        assert _CHINESE.search(diagnostic.message), diagnostic
        assert _CHINESE.search(diagnostic.hint), diagnostic
    for entry in reading.counts:
        assert entry.amount is None or 0 <= entry.amount < 10**9, entry
