"""anju edit: a draft in the editor, checked before it takes the place of the file."""

from __future__ import annotations

import io
import json
import os
import shlex
import stat
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from anju_cli.cli.app import main
from anju_cli.storage.destination import OutputError
from tests.running import Outcome, copy_of_base, environment, run

TODAY = date(2021, 8, 1)
"""Nothing in the base plan is done later."""

RULE = """\
比的是内容：注释、写法和各条的先后不算变化，牵头单位、责任单位的次序除外。
"""

PLAYER = """\
import json, pathlib, sys

here = pathlib.Path(__file__).parent
call, *rest = json.loads((here / "calls.json").read_text(encoding="utf-8"))
(here / "calls.json").write_text(json.dumps(rest), encoding="utf-8")
(here / "opened.txt").write_text("\\n".join(sys.argv[1:]), encoding="utf-8")
drafts = {pathlib.Path(path).name.split(".")[2]: pathlib.Path(path) for path in sys.argv[1:]}
for file, old, new in call["changes"]:
    path = drafts.get(file) or pathlib.Path(file)
    text = path.read_bytes().decode("utf-8")
    assert text.count(old) == 1, (file, old)
    path.write_bytes(text.replace(old, new).encode("utf-8"))
for file in call["gone"]:
    drafts[file].unlink()
sys.exit(call["code"])
"""
"""A person at the editor: each call makes the next changes of ``calls.json``."""

Change = tuple[str, str, str]
"""A file (``tasks``: its draft; ``data/tasks.yaml``: the file itself), a text that stands
there once, and what takes its place."""


@dataclass(frozen=True)
class Desk:
    """A folder with the base plan in ``data``, and an editor that does as it is told."""

    here: Path
    tools: Path

    def edit(
        self,
        *args: str,
        calls: Sequence[Sequence[Change]] = (),
        typed: str | bytes = "",
        terminal: bool = True,
        code: int = 0,
        gone: Sequence[str] = (),
    ) -> Outcome:
        """``anju edit``; ``calls`` are the changes made each time the editor is opened,
        ``code`` is how it ends the last time, ``gone`` are drafts that it removes."""
        self.tell(calls, code, gone)
        outcome = run(
            "edit",
            *args,
            cwd=self.here,
            today=TODAY,
            variables=self.variables,
            terminal=terminal,
            stdin=typed if isinstance(typed, bytes) else typed.encode(),
        )
        assert json.loads(self._calls.read_text(encoding="utf-8")) == []
        return outcome

    def tell(
        self, calls: Sequence[Sequence[Change]], code: int = 0, gone: Sequence[str] = ()
    ) -> None:
        """Say what the editor is to do, see ``edit``."""
        told = [{"changes": changes, "code": 0, "gone": ()} for changes in calls]
        if told:
            told[-1] |= {"code": code, "gone": gone}
        self._calls.write_text(json.dumps(told), encoding="utf-8")

    @property
    def _calls(self) -> Path:
        return self.tools / "calls.json"

    @property
    def variables(self) -> dict[str, str]:
        program = shlex.join((sys.executable, str(self.tools / "player.py")))
        return {"NO_COLOR": "1", "EDITOR": program}

    @property
    def opened(self) -> list[str]:
        """What the editor was last given, from the folder."""
        paths = (self.tools / "opened.txt").read_text(encoding="utf-8").splitlines()
        return [Path(path).relative_to(self.here).as_posix() for path in paths]

    def file(self, kind: str) -> Path:
        return self.here / "data" / f"{kind}.yaml"

    def text(self, kind: str) -> str:
        return self.file(kind).read_bytes().decode("utf-8")

    def draft(self, kind: str) -> str:
        return (self.here / "data" / f".anju-edit.{kind}.yaml").read_bytes().decode("utf-8")

    def listing(self) -> list[str]:
        return sorted(path.name for path in (self.here / "data").iterdir())


WHOLE = ["quotas.yaml", "tasks.yaml", "units.yaml"]
TASKS_DRAFT = [".anju-edit.tasks.yaml", ".anju-edit.tasks.yaml.base", *WHOLE]

LATER: Change = ("tasks", "        due: 2021-06-30\n", "        due: 2021-07-30\n")
NO_DAY: Change = ("tasks", "        due: 2021-06-30\n", "        due: 2021-06-31\n")
SLASHES: Change = ("tasks", "        due: 2021-06-30\n", "        due: 2021/7/30\n")

LATER_MEANS = f"""\
已保存 data/tasks.yaml

data：这次的变化（1 处）

文件        变化
───────────────────────────────────────────────────────────
tasks.yaml  任务（一）的时限 1.1 期限 2021-06-30→2021-07-30

{RULE}"""

NO_DAY_SAID = """\
data/tasks.yaml:31:14: 错误 A203 任务（一）的时限 1.1：due 的日期 2021-06-31 不存在：6 月只有 30 天
        due: 2021-06-31
             ^
  请核对；6 月的最后一天是 2021-06-30

1 个文件，1 处错误，0 处提示

"""
NO_DAY_ASKED = """\
有错误，没有保存。怎么办？
  e  接着改
  q  放弃，草稿留在 data/.anju-edit.tasks.yaml
请选 e、q（直接按回车就是 e）："""
KEPT = "没有保存。草稿留在 data/.anju-edit.tasks.yaml。\n接着改：anju edit tasks\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    here, tools = tmp_path / "here", tmp_path / "tools"
    here.mkdir()
    tools.mkdir()
    copy_of_base(here / "data")
    (tools / "player.py").write_text(PLAYER, encoding="utf-8")
    return Desk(here, tools)


# -- saved -----------------------------------------------------------------


def test_a_good_edit_is_saved_and_said_what_it_means(desk: Desk) -> None:
    before = desk.text("tasks")
    assert desk.edit("tasks", calls=[[LATER]]) == Outcome(0, LATER_MEANS, "")
    assert desk.text("tasks") == before.replace(LATER[1], LATER[2])
    assert desk.opened == ["data/.anju-edit.tasks.yaml"]
    assert desk.listing() == WHOLE


def test_nothing_changed(desk: Desk) -> None:
    times = {path: path.stat().st_mtime_ns for path in (desk.here / "data").iterdir()}
    assert desk.edit(calls=[[]]) == Outcome(0, "没有改动。\n", "")
    assert desk.opened == [f"data/.anju-edit.{kind}.yaml" for kind in ("units", "tasks", "quotas")]
    assert {path: path.stat().st_mtime_ns for path in (desk.here / "data").iterdir()} == times


def test_an_edit_that_means_nothing_is_saved_too(desk: Desk) -> None:
    assert desk.edit("tasks.yaml", calls=[[("tasks", "# 虚构的例子", "# 例子")]]).out == (
        f"已保存 data/tasks.yaml\n\ndata：这次的变化\n\n没有变化\n\n{RULE}"
    )
    assert desk.text("tasks").startswith("# 例子：")


RENAMED: list[Change] = [
    ("units", "  - name: 司法局\n", "  - name: 司法行政局\n"),
    ("units", "aliases: [区司法局]", "aliases: [区司法局, 司法局]"),
    ("units", "      - 司法局\n", "      - 司法行政局\n"),
    ("quotas", "  司法局: 150\n", "  司法行政局: 150\n"),
]


def test_several_files_in_one_go(desk: Desk) -> None:
    tasks = desk.file("tasks").stat()
    assert desk.edit(calls=[RENAMED]) == Outcome(
        0,
        f"""\
已保存 data/units.yaml、data/quotas.yaml

data：这次的变化（2 处）

文件        变化
──────────────────────────────────────
units.yaml  单位改名 司法局→司法行政局
units.yaml  司法行政局 新增别名 司法局

{RULE}""",
        "",
    )
    assert desk.file("tasks").stat().st_ino == tasks.st_ino
    assert desk.file("tasks").stat().st_mtime_ns == tasks.st_mtime_ns
    assert desk.listing() == WHOLE


def test_only_changed_bytes_change_and_the_mode_stays(desk: Desk) -> None:
    path = desk.file("tasks")
    old = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(old)
    path.chmod(0o640)
    changed: Change = ("tasks", "due: 2021-06-30\r\n", "due: 2021-07-30\r\n")
    assert desk.edit("tasks", calls=[[changed]]).code == 0
    assert path.read_bytes() == old.replace(changed[1].encode(), changed[2].encode())
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_warning_is_shown_and_saved(desk: Desk) -> None:
    more: Change = ("quotas", "  司法局: 150\n", "  司法局: 1500\n")
    total: Change = ("quotas", "total: 600", "total: 1950")
    assert desk.edit("quotas", calls=[[more, total]]) == Outcome(
        0,
        "data/quotas.yaml:7:8: 提示 A401 司法局：目标 1500 是其他单位的十倍以上（居中的是 100），"
        "像是多写了一个 0\n"
        f"""\
  司法局: 1500
          ^
  请核对；若多写了 0，改为：150

1 个文件，0 处错误，1 处提示

已保存 data/quotas.yaml

data：这次的变化（1 处）

文件         变化
──────────────────────────────────────────────────────
quotas.yaml  司法局 年度任务 150→1500（合计 600→1950）

{RULE}""",
        "",
    )


# -- errors: further, fixed, given up ---------------------------------------


def test_an_error_is_shown_and_the_edit_goes_on(desk: Desk) -> None:
    right: Change = ("tasks", "due: 2021-06-31", "due: 2021-07-30")
    assert desk.edit("tasks", calls=[[NO_DAY], [right]], typed="e\n") == Outcome(
        0, NO_DAY_SAID + NO_DAY_ASKED + LATER_MEANS, ""
    )


@pytest.mark.parametrize("typed", ["\n", "E\r\n", "ｅ\n", "接着改\n", "接着改\n".encode("gbk")])
def test_ways_to_say_that_it_goes_on(typed: str | bytes, desk: Desk) -> None:
    back: Change = ("tasks", "due: 2021-06-31", "due: 2021-06-30")
    outcome = desk.edit("tasks", calls=[[NO_DAY], [back]], typed=typed)
    assert outcome == Outcome(0, f"{NO_DAY_SAID}{NO_DAY_ASKED}没有改动。\n", "")
    assert desk.listing() == WHOLE


def test_what_can_be_fixed_is_fixed_when_asked(desk: Desk) -> None:
    assert desk.edit("tasks", calls=[[SLASHES]], typed="m\n") == Outcome(
        0,
        f"""\
data/tasks.yaml:31:14: 错误 A204 任务（一）的时限 1.1：due 的日期“2021/7/30”的写法不对
        due: 2021/7/30
             ^
  改为：2021-07-30

1 个文件，1 处错误，0 处提示

有错误，没有保存。怎么办？
  e  接着改
  m  自动改好 1 处
  q  放弃，草稿留在 data/.anju-edit.tasks.yaml
请选 e、m、q（直接按回车就是 e）："""
        f"""\
data/tasks.yaml:31:14: 已改 A204 任务（一）的时限 1.1：due 的日期“2021/7/30”的写法不对
  改为：2021-07-30

{LATER_MEANS}""",
        "",
    )
    assert desk.listing() == WHOLE


def test_files_that_are_not_edited_are_not_fixed(desk: Desk) -> None:
    quotas = desk.file("quotas")
    quotas.write_text(desk.text("quotas").replace("司法局: 150", "司法局：150"), encoding="utf-8")
    outcome = desk.edit("tasks", calls=[[SLASHES]], typed="m\n")
    assert "  m  自动改好 1 处\n" in outcome.out
    assert outcome.lines[-2:] == [
        "已保存 data/tasks.yaml",
        "另有 1 处错误在别的文件里，不影响这次保存：data/quotas.yaml。查看：anju validate",
    ]
    assert "司法局：150" in desk.text("quotas")


def test_what_is_typed_during_the_question_is_not_fixed_away(desk: Desk) -> None:
    class Typing(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            path = desk.here / "data" / ".anju-edit.tasks.yaml"
            path.write_text(desk.draft("tasks").replace("soon_days: 7", "soon_days: 8"), "utf-8")
            return super().readline(size)

    desk.tell([[SLASHES]])
    out, err = io.StringIO(), io.StringIO()
    world = environment(out, err, desk.here, TODAY, variables=desk.variables, terminal=True)
    assert main(("edit", "tasks"), world._replace(stdin=Typing(b"m\nm\n"))) == 0
    assert "soon_days: 8" in desk.text("tasks")
    assert "due: 2021-07-30" in desk.text("tasks")


def test_given_up_the_draft_stays_and_the_file_is_as_it_was(desk: Desk) -> None:
    before = desk.text("tasks")
    assert desk.edit("tasks", calls=[[NO_DAY]], typed="？\nq\n") == Outcome(
        1,
        f"{NO_DAY_SAID}{NO_DAY_ASKED}没有“?”这个选择。请选 e、q（直接按回车就是 e）：",
        KEPT,
    )
    assert desk.text("tasks") == before
    assert desk.draft("tasks") == before.replace(NO_DAY[1], NO_DAY[2])
    assert desk.listing() == TASKS_DRAFT


def test_the_end_of_the_input_is_given_up(desk: Desk) -> None:
    assert desk.edit("tasks", calls=[[NO_DAY]]) == Outcome(
        1, f"{NO_DAY_SAID}{NO_DAY_ASKED}\n", KEPT
    )
    assert desk.listing() == TASKS_DRAFT


def test_without_a_terminal_nothing_is_asked(desk: Desk) -> None:
    outcome = desk.edit("tasks", calls=[[NO_DAY]], typed="e\n", terminal=False)
    assert outcome == Outcome(1, NO_DAY_SAID, KEPT)
    assert desk.listing() == TASKS_DRAFT


def test_ctrl_c_at_the_question_keeps_the_draft(desk: Desk) -> None:
    class Interrupted(io.BytesIO):
        def readline(self, _size: int | None = -1, /) -> NoReturn:
            raise KeyboardInterrupt

    desk.tell([[NO_DAY]])
    out, err = io.StringIO(), io.StringIO()
    world = environment(out, err, desk.here, TODAY, variables=desk.variables, terminal=True)
    assert main(("edit", "tasks"), world._replace(stdin=Interrupted())) == 130
    assert out.getvalue() == f"{NO_DAY_SAID}{NO_DAY_ASKED}\n"
    assert err.getvalue() == f"{KEPT}已取消。\n"
    assert "2021-06-31" in desk.draft("tasks")


def test_a_fault_of_the_program_keeps_the_draft(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr("anju_cli.cli.workflows.editing.PlanEdit.of", broken)
    with pytest.raises(ZeroDivisionError):
        desk.edit("tasks", calls=[[LATER]])
    assert "2021-07-30" in desk.draft("tasks")


# -- other files -------------------------------------------------------------


def test_an_edit_that_breaks_another_file_is_not_saved(desk: Desk) -> None:
    gone: Change = ("units", "  - name: 综合执法大队\n", "  - name: 综合执法支队\n")
    see: Change = ("units", "    see_also: [综合执法大队]\n", "    see_also: [综合执法支队]\n")
    note: Change = ("units", "    note: 推断：与综合执法大队可能是同一机构。\n", "")
    outcome = desk.edit("units", calls=[[gone, see, note]], terminal=False)
    assert outcome == Outcome(
        1,
        """\
data/tasks.yaml:77:12: 错误 A301 任务（三）：名册里没有“综合执法大队”
    lead: [综合执法大队]
           ^^
  改为：综合执法支队

1 个文件，1 处错误，0 处提示

""",
        "没有保存。草稿留在 data/.anju-edit.units.yaml。\n接着改：anju edit units\n",
    )


def test_errors_elsewhere_do_not_keep_a_file_from_being_fixed(desk: Desk) -> None:
    quotas = desk.file("quotas")
    quotas.write_text(desk.text("quotas").replace("total: 600", "total: 601"), encoding="utf-8")
    assert desk.edit("tasks", calls=[[LATER]]) == Outcome(
        0,
        "已保存 data/tasks.yaml\n"
        "另有 1 处错误在别的文件里，不影响这次保存：data/quotas.yaml。查看：anju validate\n",
        "",
    )


def test_what_comes_to_light_when_a_file_is_fixed_does_not_hinder(desk: Desk) -> None:
    """A register that cannot be read hid that a name in the tasks is not in it."""
    tasks, units = desk.file("tasks"), desk.file("units")
    tasks.write_text(desk.text("tasks").replace("[综合执法大队]", "[综合执法]"), encoding="utf-8")
    units.write_text(f"{{\n{desk.text('units')}", encoding="utf-8")
    outcome = desk.edit("units", calls=[[("units", "{\n", "")]])
    assert outcome.code == 0
    assert outcome.lines[0].startswith("data/tasks.yaml:77:12: 错误 A301 ")
    assert outcome.lines[-2:] == [
        "已保存 data/units.yaml",
        "另有 1 处错误在别的文件里，不影响这次保存：data/tasks.yaml。查看：anju validate",
    ]


def test_errors_of_the_edit_are_shown_and_those_elsewhere_are_counted(desk: Desk) -> None:
    quotas = desk.file("quotas")
    quotas.write_text(desk.text("quotas").replace("total: 600", "total: 601"), encoding="utf-8")
    outcome = desk.edit("tasks", calls=[[NO_DAY]], terminal=False)
    known = "另有 1 处错误在别的文件里，不影响这次保存：data/quotas.yaml。查看：anju validate\n"
    assert outcome == Outcome(1, NO_DAY_SAID + known, KEPT)


def test_somebody_else_has_changed_the_file_meanwhile(desk: Desk) -> None:
    theirs: Change = ("data/tasks.yaml", "soon_days: 7", "soon_days: 8")
    outcome = desk.edit(calls=[[LATER, theirs, ("quotas", "# 虚构", "# 这是虚构")]])
    assert outcome == Outcome(
        1,
        "",
        "data/tasks.yaml 在您编辑的时候被别的程序改过，没有盖掉它。\n"
        "没有保存。草稿留在 data/.anju-edit.tasks.yaml、data/.anju-edit.quotas.yaml。\n"
        "接着改：anju edit\n",
    )
    assert "soon_days: 8" in desk.text("tasks")
    assert "2021-06-30\n" in desk.text("tasks")
    assert "2021-07-30" in desk.draft("tasks")
    assert desk.text("quotas").startswith("# 虚构")


def test_one_file_of_two_cannot_be_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from anju_cli.storage.destination import write_back

    def full(path: Path, shown: str, old: bytes, new: bytes) -> None:
        if "quotas" in shown:
            raise OutputError(f"无法写入 {shown}：磁盘空间不足。请清理磁盘，或者换一个位置。")
        write_back(path, shown, old, new)

    monkeypatch.setattr("anju_cli.cli.workflows.editing.write_back", full)
    assert desk.edit(calls=[RENAMED]) == Outcome(
        1,
        "已保存 data/units.yaml\n",
        "无法写入 data/quotas.yaml：磁盘空间不足。请清理磁盘，或者换一个位置。\n"
        "没有保存。草稿留在 data/.anju-edit.quotas.yaml。\n接着改：anju edit\n",
    )
    assert "司法行政局" in desk.draft("quotas")
    assert desk.listing() == [".anju-edit.quotas.yaml", ".anju-edit.quotas.yaml.base", *WHOLE]


# -- the draft of before -----------------------------------------------------

FROM_BEFORE = """\
上次的草稿还在，没有放回：data/.anju-edit.tasks.yaml。和 data/tasks.yaml 相比：

--- a/data/tasks.yaml
+++ b/data/tasks.yaml
@@ -28,7 +28,7 @@
         kind: 固定日期
         what: 公布目录
         quote: 2021年6月30日前公布目录
-        due: 2021-06-30
+        due: 2021-06-31
         done:
           on: 2021-06-28
           note: 已在门户网站公布。

"""
FROM_BEFORE_ASKED = """\
怎么办？（如果另有一个 anju edit 正开着，请先在那里改完）
  e  接着改草稿
  d  删掉草稿，从现在的文件重新改
  q  放着，现在不改
请选 e、d、q（直接按回车就是 e）："""


@pytest.fixture
def given_up(desk: Desk) -> Desk:
    """A desk with a draft from before: a day that does not exist."""
    assert desk.edit("tasks", calls=[[NO_DAY]], typed="q\n").code == 1
    return desk


def test_going_on_with_the_draft_of_before(given_up: Desk) -> None:
    right: Change = ("tasks", "due: 2021-06-31", "due: 2021-07-30")
    assert given_up.edit("tasks", calls=[[right]], typed="e\n") == Outcome(
        0, FROM_BEFORE + FROM_BEFORE_ASKED + LATER_MEANS, ""
    )
    assert given_up.listing() == WHOLE


def test_beginning_anew(given_up: Desk) -> None:
    assert given_up.edit("tasks", calls=[[LATER]], typed="d\n") == Outcome(
        0, FROM_BEFORE + FROM_BEFORE_ASKED + LATER_MEANS, ""
    )


@pytest.mark.parametrize(("typed", "end"), [("q\n", ""), ("", "\n")])
def test_leaving_it_for_now(typed: str, end: str, given_up: Desk) -> None:
    assert given_up.edit("tasks", typed=typed) == Outcome(
        1, FROM_BEFORE + FROM_BEFORE_ASKED + end, KEPT
    )
    assert given_up.listing() == TASKS_DRAFT


def test_without_a_terminal_the_draft_is_not_touched(given_up: Desk) -> None:
    assert given_up.edit("tasks", terminal=False) == Outcome(
        1,
        "",
        "上次的草稿还在：data/.anju-edit.tasks.yaml。要在终端里接着改；不要了，就先删掉它。\n"
        + KEPT,
    )
    assert given_up.listing() == TASKS_DRAFT


def test_the_draft_of_another_file_is_left_alone(given_up: Desk) -> None:
    assert given_up.edit("quotas", calls=[[]]) == Outcome(0, "没有改动。\n", "")
    assert given_up.listing() == TASKS_DRAFT


def test_the_file_has_been_changed_since(given_up: Desk) -> None:
    path = given_up.file("tasks")
    path.write_text(
        given_up.text("tasks").replace("soon_days: 7", "soon_days: 8"), encoding="utf-8"
    )
    outcome = given_up.edit("tasks", typed="q\n")
    assert outcome.out.endswith(
        """\
注意：有草稿以后 data/tasks.yaml 又被改过，草稿里没有那些改动。
接着改草稿，要自己补上；不补，放回时它们就没有了。

"""
        + FROM_BEFORE_ASKED
    )
    assert "-  soon_days: 8\n+  soon_days: 7\n" in outcome.out


def test_a_draft_in_which_nothing_was_typed_is_not_asked_about(desk: Desk) -> None:
    """The program was killed while the editor was open."""
    draft = desk.here / "data" / ".anju-edit.tasks.yaml"
    draft.write_bytes(desk.file("tasks").read_bytes())
    draft.with_name(f"{draft.name}.base").write_bytes(draft.read_bytes())
    path = desk.file("tasks")
    path.write_text(desk.text("tasks").replace("soon_days: 7", "soon_days: 8"), encoding="utf-8")
    assert desk.edit("tasks", calls=[[LATER]]) == Outcome(0, LATER_MEANS, "")
    assert "soon_days: 8" in desk.text("tasks")


def test_a_draft_that_was_put_back_by_hand_is_not_asked_about(given_up: Desk) -> None:
    given_up.file("tasks").write_text(given_up.draft("tasks"), encoding="utf-8")
    right: Change = ("tasks", "due: 2021-06-31", "due: 2021-07-30")
    assert given_up.edit("tasks", calls=[[right]]) == Outcome(0, "已保存 data/tasks.yaml\n", "")


@pytest.mark.skipif(os.name == "nt", reason="modes are of Unix")
def test_whoever_may_read_the_file_may_read_its_draft_and_nobody_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from anju_cli.storage.destination import write_file

    begun_with = []

    def watched(path: Path, shown: str, data: bytes) -> None:
        begun_with.append(stat.S_IMODE(path.stat().st_mode))
        write_file(path, shown, data)

    monkeypatch.setattr("anju_cli.cli.workflows.drafts.write_file", watched)
    desk.file("tasks").chmod(0o440)
    assert desk.edit("tasks", calls=[[NO_DAY]]).code == 1
    assert begun_with == [0o600, 0o600]
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode) for path in (desk.here / "data").iterdir()
    }
    assert {modes[name] for name in TASKS_DRAFT[:2]} == {0o640}
    assert modes["tasks.yaml"] == 0o440


def test_other_commands_do_not_see_drafts(given_up: Desk) -> None:
    assert run("validate", cwd=given_up.here, today=TODAY).lines == ["没有问题：data"]


# -- the editor and the folder -----------------------------------------------


def test_an_editor_that_fails_keeps_what_was_typed(desk: Desk) -> None:
    failed = "没有正常退出（退出码 3）。\n"
    said = desk.edit("tasks", calls=[[LATER]], code=3)
    assert said == Outcome(1, "", f"编辑器 {sys.executable} {failed}{KEPT}")
    assert "2021-06-30\n" in desk.text("tasks")
    assert desk.listing() == TASKS_DRAFT


def test_an_editor_that_fails_and_nothing_was_typed(desk: Desk) -> None:
    said = desk.edit("tasks", calls=[[]], code=1)
    assert said == Outcome(1, "", f"编辑器 {sys.executable} 没有正常退出（退出码 1）。\n")
    assert desk.listing() == WHOLE


def test_a_draft_that_is_gone(desk: Desk) -> None:
    assert desk.edit("tasks", "quotas", calls=[[LATER]], gone=["quotas"]) == Outcome(
        1,
        "",
        "草稿 data/.anju-edit.quotas.yaml 不见了。\n"
        "没有保存。草稿留在 data/.anju-edit.tasks.yaml。\n接着改：anju edit tasks quotas\n",
    )
    assert desk.listing() == TASKS_DRAFT


def test_no_editor(desk: Desk) -> None:
    assert run("edit", cwd=desk.here).refusal == (
        "环境变量 EDITOR：没有找到编辑器。请用环境变量 EDITOR 指定一个，例如：export EDITOR=nano"
    )
    assert desk.listing() == WHOLE


def test_a_file_that_there_is_not(desk: Desk) -> None:
    assert run("edit", "taks", cwd=desk.here).refusal == (
        "参数 文件：没有“taks”这个文件。可以写：units、tasks、quotas；文件夹用 --data 指定"
    )


def test_a_file_that_is_missing(desk: Desk) -> None:
    desk.file("quotas").unlink()
    missing = """\
data/quotas.yaml:1:1: 错误 A001 没有这个文件
  请补上它；三个文件要放在同一个文件夹里

1 个文件，1 处错误，0 处提示
"""
    assert desk.edit("quotas") == Outcome(1, "", missing)
    assert desk.edit(calls=[[]]) == Outcome(0, "没有改动。\n", "")
    assert desk.opened == ["data/.anju-edit.units.yaml", "data/.anju-edit.tasks.yaml"]


def test_the_plan_that_ships_with_the_program(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = desk.here / "data"
    monkeypatch.setattr("anju_cli.storage.folders.shipped_folder", lambda: shipped)
    assert run("edit", cwd=tmp_path, variables=desk.variables).refusal == (
        f"这里没有 data 文件夹，随程序附带的计划不能改。请先把 {shipped} "
        "复制到当前文件夹，取名 data，再改"
    )
    assert desk.listing() == WHOLE


def test_a_folder_that_is_named(desk: Desk) -> None:
    (desk.here / "data").rename(desk.here / "2021 年")
    assert desk.edit("tasks", "--data", "2021 年", calls=[[NO_DAY]], typed="q\n").err == (
        "没有保存。草稿留在 2021 年/.anju-edit.tasks.yaml。\n"
        '接着改：anju edit tasks --data "2021 年"\n'
    )


def test_a_link_is_followed(desk: Desk) -> None:
    real = desk.here / "tasks-2021.yaml"
    desk.file("tasks").rename(real)
    desk.file("tasks").symlink_to(real)
    assert desk.edit("tasks", calls=[[LATER]]) == Outcome(0, LATER_MEANS, "")
    assert desk.file("tasks").is_symlink()
    assert "2021-07-30" in real.read_text(encoding="utf-8")


CANNOT = (
    "不能在 data 里写草稿，没有打开编辑器。"
    "请检查文件夹的权限和磁盘的空间，或者复制到别处改，用 --data 指定"
)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything can be written there")
def test_a_folder_that_cannot_be_written(desk: Desk) -> None:
    (desk.here / "data").chmod(0o555)
    try:
        said = run("edit", cwd=desk.here, variables=desk.variables).refusal
    finally:
        (desk.here / "data").chmod(0o755)
    assert said == CANNOT
    assert desk.listing() == WHOLE


@pytest.mark.parametrize("last", [".anju-edit.tasks.yaml.base", ".anju-edit.tasks.yaml"])
def test_a_disk_that_is_full_after_the_first_draft(
    last: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from anju_cli.storage.destination import write_file

    def full(path: Path, shown: str, data: bytes) -> None:
        if shown == f"data/{last}":
            raise OutputError("磁盘空间不足")
        write_file(path, shown, data)

    monkeypatch.setattr("anju_cli.cli.workflows.drafts.write_file", full)
    assert run("edit", cwd=desk.here, variables=desk.variables).refusal == CANNOT
    assert desk.listing() == WHOLE
