"""No file for others tells them to type a command: hints are for the screen."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from anju_cli.render.document import Hinted, Page, Paragraph, Section, Table, without_hints
from anju_cli.render.formats import SUFFIXES
from tests.running import run

COMMANDS = [
    "calendar",
    "deadlines --unit 司法局",
    "due 14.4 --event 2021-09-28",
    "export",
    "quotas",
    "quotas --forecast",
    "quotas --history",
    "quotas --unit 综合执法局",
    "remind",
    "report",
    "show 1",
    "status",
    "tasks --search 没有这样的任务",
    "tasks --unit 综合执法局",
    "unit 司法局",
    "units",
    "units --group 各镇、街道 --search 没有",
]
A_COMMAND = re.compile(r"\banju [a-z]| -{1,2}[a-z]|pip install")


def text_of(file: Path) -> str:
    if file.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(file) as parts:
            texts = [parts.read(name).decode() for name in parts.namelist() if name.endswith("xml")]
        text = " ".join(texts)
    else:
        text = file.read_text(encoding="utf-8-sig")
    return re.sub(r"(?s)<style.*?</style>|<[^>]*>", " ", text)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_file_for_others_tells_them_to_type_a_command(command: str, tmp_path: Path) -> None:
    today = date(2022, 1, 10)  # the year is over: most answers then say how to ask of a day in it
    for suffix in (*SUFFIXES.values(), ".ics"):
        args = [*command.split(), "-o", str(tmp_path / f"f{suffix}")]
        run(*args, "--data", "examples/half-year", today=today)
    files = sorted(tmp_path.iterdir())
    found = {file.name: A_COMMAND.findall(text_of(file)) for file in files}
    assert files
    assert not any(found.values()), found


def test_what_is_a_hint_alone_is_left_out_and_the_rest_is_said() -> None:
    table = Table((), (), notes=("规则。", Hinted("共 3 项，", "全部列出：anju deadlines")))
    hint = Paragraph(Hinted("", "全部：anju units"))
    page = Page("题", (hint, Paragraph("")), (Section("一", (table, hint)),), {})
    said = table._replace(notes=("规则。", "共 3 项。"))
    assert without_hints(page) == Page("题", (Paragraph(""),), (Section("一", (said,)),), {})
