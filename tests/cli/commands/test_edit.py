"""anju edit: a draft in the editor, checked before it takes the place of the file."""

from __future__ import annotations

import io
import json
import os
import re
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
from anju_cli.model.json_schema import json_schema
from anju_cli.storage.files import OutputError
from tests.running import Outcome, copy_without_days, environment, run

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
drafts = {pathlib.Path(path).stem: pathlib.Path(path) for path in sys.argv[1:]}
for file, old, new in call["changes"]:
    path = drafts.get(file) or pathlib.Path(file)
    text = path.read_bytes().decode("utf-8")
    assert text.count(old) == 1, (file, old)
    path.write_bytes(text.replace(old, new).encode("utf-8"))
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
        typed: str = "",
        terminal: bool = True,
        code: int = 0,
        stdin: io.BytesIO | None = None,
    ) -> Outcome:
        """Run ``anju edit``; ``calls`` are the changes made each time the editor is opened,
        ``code`` is how it ends the last time, ``typed`` what is answered."""
        script = [{"changes": changes, "code": 0} for changes in calls]
        if script:
            script[-1]["code"] = code
        self._calls.write_text(json.dumps(script), encoding="utf-8")
        out, err = io.StringIO(), io.StringIO()
        world = environment(out, err, self.here, TODAY, self.variables, terminal=terminal)
        code = main(("edit", *args), world._replace(stdin=stdin or io.BytesIO(typed.encode())))
        assert json.loads(self._calls.read_text(encoding="utf-8")) == []
        return Outcome(code, plain(out.getvalue()), plain(err.getvalue()))

    @property
    def _calls(self) -> Path:
        return self.tools / "calls.json"

    @property
    def variables(self) -> dict[str, str]:
        program = shlex.join((sys.executable, str(self.tools / "player.py")))
        return {"NO_COLOR": "1", "EDITOR": program, "HOME": str(self.home)}

    @property
    def home(self) -> Path:
        return self.tools / "home"

    @property
    def opened(self) -> list[str]:
        """What the editor was last given, from the user's home."""
        paths = (self.tools / "opened.txt").read_text(encoding="utf-8").splitlines()
        return [plain(f"~/{Path(path).relative_to(self.home).as_posix()}") for path in paths]

    def file(self, kind: str) -> Path:
        return self.here / "data" / f"{kind}.yaml"

    def text(self, kind: str) -> str:
        return self.file(kind).read_bytes().decode("utf-8")

    def replace(self, kind: str, old: str, new: str) -> None:
        """Change a file as somebody else does."""
        assert self.text(kind).count(old) == 1
        self.file(kind).write_bytes(self.text(kind).replace(old, new).encode("utf-8"))

    def listing(self) -> list[str]:
        return sorted(path.name for path in (self.here / "data").iterdir())

    def drafts(self) -> list[Path]:
        """The drafts, and whatever is beside them."""
        return sorted(path for path in self.home.rglob("*") if path.is_file())

    def draft(self, kind: str = "tasks") -> str:
        """What is in a draft."""
        (path,) = (path for path in self.drafts() if path.name == f"{kind}.yaml")
        return path.read_bytes().decode("utf-8")


def plain(text: str) -> str:
    """Leave out what stands for the folder of the plan in a draft's path."""
    return re.sub("(?<=drafts/)[0-9a-f]{16}", "…", text)


WHOLE = ["quotas.yaml", "tasks.yaml", "units.yaml"]
DRAFTS = "~/.local/state/anju/drafts/…"

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

NO_DAY_SHOWN = """\
data/tasks.yaml:31:14: 错误 A203 任务（一）的时限 1.1：due 的日期 2021-06-31 不存在：6 月只有 30 天
        due: 2021-06-31
             ^
  请核对；6 月的最后一天是 2021-06-30

1 个文件，1 处错误，0 处提示

"""
NO_DAY_ASKED = """\
有错误，没有保存。怎么办？
  e  接着改
  q  放弃，草稿留在 ~/.local/state/anju/drafts/…/tasks.yaml
请选 e、q（直接按回车就是 e）："""
KEPT = "没有保存。草稿留在 ~/.local/state/anju/drafts/…/tasks.yaml。\n接着改：anju edit tasks\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    here, tools = tmp_path / "here", tmp_path / "tools"
    here.mkdir()
    tools.mkdir()
    copy_without_days(here / "data")
    (tools / "player.py").write_text(PLAYER, encoding="utf-8")
    return Desk(here, tools)


# -- saved -----------------------------------------------------------------


def test_a_good_edit_is_saved_and_said_what_it_means(desk: Desk) -> None:
    before = desk.text("tasks")
    assert desk.edit(" Tasks.yaml", calls=[[LATER]]) == Outcome(0, LATER_MEANS, "")
    assert desk.text("tasks") == before.replace(LATER[1], LATER[2])
    assert desk.opened == [f"{DRAFTS}/tasks.yaml"]
    assert desk.listing() == WHOLE


def test_nothing_changed(desk: Desk) -> None:
    times = {path: path.stat().st_mtime_ns for path in (desk.here / "data").iterdir()}
    assert desk.edit(calls=[[]]) == Outcome(0, "没有改动。\n", "")
    assert desk.opened == [f"{DRAFTS}/{kind}.yaml" for kind in ("units", "tasks", "quotas")]
    assert {path: path.stat().st_mtime_ns for path in (desk.here / "data").iterdir()} == times


def test_an_edit_that_means_nothing_is_saved_too(desk: Desk) -> None:
    assert desk.edit("tasks", calls=[[("tasks", "# 虚构的例子", "# 例子")]]).out == (
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
    outcome = desk.edit(calls=[RENAMED])
    assert (outcome.code, outcome.lines[0]) == (0, "已保存 data/units.yaml、data/quotas.yaml")
    assert "units.yaml  单位改名 司法局→司法行政局" in outcome.lines
    now = desk.file("tasks").stat()
    assert (now.st_ino, now.st_mtime_ns) == (tasks.st_ino, tasks.st_mtime_ns)
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
    outcome = desk.edit("quotas", calls=[[more, ("quotas", "total: 600", "total: 1950")]])
    assert outcome.lines[0].startswith("data/quotas.yaml:7:8: 提示 A401 司法局：")
    assert "已保存 data/quotas.yaml" in outcome.lines


def test_a_link_is_followed(desk: Desk) -> None:
    real = desk.here / "tasks-2021.yaml"
    desk.file("tasks").rename(real)
    desk.file("tasks").symlink_to(real)
    assert desk.edit("tasks", calls=[[LATER]]) == Outcome(0, LATER_MEANS, "")
    assert desk.file("tasks").is_symlink()
    assert "2021-07-30" in real.read_text(encoding="utf-8")


# -- errors: further, fixed, given up ---------------------------------------


@pytest.mark.parametrize("typed", ["e\n", "\n", "E\r\n", "ｅ\n"])
def test_an_error_is_shown_and_the_edit_goes_on(typed: str, desk: Desk) -> None:
    right: Change = ("tasks", "due: 2021-06-31", "due: 2021-07-30")
    assert desk.edit("tasks", calls=[[NO_DAY], [right]], typed=typed) == Outcome(
        0, NO_DAY_SHOWN + NO_DAY_ASKED + LATER_MEANS, ""
    )


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
  q  放弃，草稿留在 ~/.local/state/anju/drafts/…/tasks.yaml
请选 e、m、q（直接按回车就是 e）："""
        f"""\
data/tasks.yaml:31:14: 已改 A204 任务（一）的时限 1.1：due 的日期“2021/7/30”的写法不对
  改为：2021-07-30

{LATER_MEANS}""",
        "",
    )
    assert desk.listing() == WHOLE


def test_files_that_are_not_edited_are_not_fixed(desk: Desk) -> None:
    desk.replace("quotas", "司法局: 150", "司法局：150")
    outcome = desk.edit(calls=[[SLASHES]], typed="m\n")
    assert "  m  自动改好 1 处\n" in outcome.out
    assert outcome.lines[-1] == "已保存 data/tasks.yaml"
    assert "司法局：150" in desk.text("quotas")


def test_what_is_typed_during_the_question_is_not_fixed_away(desk: Desk) -> None:
    class Typing(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            (path,) = (path for path in desk.drafts() if path.suffix == ".yaml")
            draft = path.read_text(encoding="utf-8")
            path.write_text(draft.replace("soon_days: 7", "soon_days: 8"), encoding="utf-8")
            return super().readline(size)

    assert desk.edit("tasks", calls=[[SLASHES]], stdin=Typing(b"m\nm\n")).code == 0
    assert "soon_days: 8" in desk.text("tasks")
    assert "due: 2021-07-30" in desk.text("tasks")


AGAIN = "没有“?”这个选择。请选 e、q（直接按回车就是 e）："


@pytest.mark.parametrize(("typed", "end"), [("？\nq\n", AGAIN), ("", "\n")])
def test_given_up_the_draft_stays_and_the_file_is_as_it_was(
    typed: str, end: str, desk: Desk
) -> None:
    before = desk.text("tasks")
    assert desk.edit("tasks", calls=[[NO_DAY]], typed=typed) == Outcome(
        1, f"{NO_DAY_SHOWN}{NO_DAY_ASKED}{end}", KEPT
    )
    assert desk.text("tasks") == before
    assert desk.draft() == before.replace(NO_DAY[1], NO_DAY[2])
    assert desk.listing() == WHOLE


def test_without_a_terminal_nothing_is_asked(desk: Desk) -> None:
    outcome = desk.edit("tasks", calls=[[NO_DAY]], typed="e\n", terminal=False)
    assert outcome == Outcome(1, NO_DAY_SHOWN, KEPT)
    assert desk.listing() == WHOLE


def test_ctrl_c_at_the_question_keeps_the_draft(desk: Desk) -> None:
    class Interrupted(io.BytesIO):
        def readline(self, _size: int | None = -1, /) -> NoReturn:
            raise KeyboardInterrupt

    assert desk.edit("tasks", calls=[[NO_DAY]], stdin=Interrupted()) == Outcome(
        130, f"{NO_DAY_SHOWN}{NO_DAY_ASKED}\n", f"{KEPT}已取消。\n"
    )
    assert "2021-06-31" in desk.draft()


def test_a_fault_of_the_program_keeps_the_draft(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr("anju_cli.cli.workflows.edit_session.only_new", broken)
    with pytest.raises(ZeroDivisionError):
        desk.edit("tasks", calls=[[LATER]])
    assert "2021-07-30" in desk.draft()


# -- other files -------------------------------------------------------------


def test_an_edit_that_breaks_another_file_is_not_saved(desk: Desk) -> None:
    gone: Change = ("units", "  - name: 综合执法大队\n", "  - name: 综合执法支队\n")
    see: Change = ("units", "    see_also: [综合执法大队]\n", "    see_also: [综合执法支队]\n")
    note: Change = ("units", "    note: 推断：与综合执法大队可能是同一机构。\n", "")
    outcome = desk.edit("units", calls=[[gone, see, note]], typed="q\n")
    assert outcome.code == 1
    assert outcome.lines[0].startswith("data/tasks.yaml:79:12: 错误 A301 ")
    assert "综合执法大队" in desk.text("units")


def test_errors_elsewhere_do_not_keep_a_file_from_being_fixed(desk: Desk) -> None:
    desk.replace("quotas", "total: 600", "total: 601")
    assert desk.edit("tasks", calls=[[LATER]]) == Outcome(0, "已保存 data/tasks.yaml\n", "")


def test_what_comes_to_light_when_a_file_is_fixed_does_not_hinder(desk: Desk) -> None:
    """A register that cannot be read hid that a name in the tasks is not in it."""
    desk.replace("tasks", "[综合执法大队]", "[综合执法]")
    desk.file("units").write_text(f"{{\n{desk.text('units')}", encoding="utf-8")
    outcome = desk.edit("units", calls=[[("units", "{\n", "")]])
    assert outcome.code == 0
    assert outcome.lines[0].startswith("data/tasks.yaml:79:12: 错误 A301 ")
    assert outcome.lines[-1] == "已保存 data/units.yaml"


# -- other people, other programs --------------------------------------------


def test_somebody_else_has_changed_a_file_meanwhile(desk: Desk) -> None:
    """Then none is saved: together they were right, each alone may not be."""
    theirs: Change = ("data/quotas.yaml", "total: 600", "total: 600 # theirs")
    mine: Change = ("quotas", "# 虚构", "# 这是虚构")
    assert desk.edit(calls=[[LATER, theirs, mine]]) == Outcome(
        1,
        "",
        "data/quotas.yaml 刚才被别的程序改过，没有写回。请再运行一次。\n"
        "没有保存。草稿留在 ~/.local/state/anju/drafts/…/tasks.yaml、"
        "~/.local/state/anju/drafts/…/quotas.yaml。\n"
        "接着改：anju edit units tasks quotas\n",
    )
    assert "# theirs" in desk.text("quotas")
    assert desk.text("quotas").startswith("# 虚构")
    assert "2021-06-30\n" in desk.text("tasks")
    assert "2021-07-30" in desk.draft()


def test_one_file_of_two_cannot_be_written(desk: Desk) -> None:
    desk.file("quotas").chmod(0o444)
    outcome = desk.edit("units", "quotas", calls=[RENAMED])
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith(
        "无法写入 data/quotas.yaml：它是只读文件。请先去掉它的只读属性，再运行一次。"
        "已写入的有 data/units.yaml。\n"
    )
    assert "司法行政局" in desk.draft("quotas")
    left = desk.edit("units", "quotas", typed="q\n")
    assert "units.yaml。" not in left.out + left.err  # it is saved


# -- a folder of the user's own ------------------------------------------------

unix = pytest.mark.skipif(os.name == "nt", reason="links and modes are of Unix")


def test_what_a_killed_run_left_beside_a_draft_is_removed(desk: Desk) -> None:
    desk.edit("tasks", calls=[[NO_DAY]], typed="q\n")
    left = desk.drafts()[-1].with_name(".anju-0123abcd.tmp")
    left.write_bytes(b"half of")
    desk.edit("tasks", typed="q\n")
    assert not left.exists()


@unix
def test_nobody_else_may_read_a_draft(desk: Desk) -> None:
    assert desk.edit("tasks", calls=[[NO_DAY]]).code == 1
    folder = desk.drafts()[0].parent
    assert [stat.S_IMODE(each.stat().st_mode) for each in list(folder.parents)[:2]] == [0o700] * 2
    assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0 or folder.name == "schemas"


@unix
@pytest.mark.parametrize("name", [".anju-edit.tasks.yaml", ".anju-edit.tasks.yaml.base"])
def test_a_link_in_the_folder_of_the_plan_leads_nowhere(desk: Desk, name: str) -> None:
    """Whoever shares it could have the user's own files read, shown, and written over."""
    precious = desk.here / ".bashrc"
    precious.touch()
    (desk.here / "data" / name).symlink_to(precious)
    assert desk.edit("tasks", calls=[[]]) == Outcome(0, "没有改动。\n", "")
    assert desk.edit("tasks", calls=[[NO_DAY]], typed="q\n").code == 1
    assert precious.read_bytes() == b""


@unix
@pytest.mark.parametrize("mode", [0o777, 0o770])
@pytest.mark.parametrize("below", ["", "drafts"])
def test_a_folder_in_which_others_may_write_gets_no_draft(
    desk: Desk, below: str, mode: int
) -> None:
    folder = desk.home / ".local/state/anju" / below
    folder.mkdir(parents=True)
    folder.parent.chmod(0o700)
    folder.chmod(mode)
    outcome = desk.edit("tasks")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith(f"草稿只放在您一个人能写的文件夹里，{folder} 不是：")
    assert desk.drafts() == []


@unix
def test_a_link_in_the_place_of_that_folder_gets_no_draft(desk: Desk, tmp_path: Path) -> None:
    state, other = desk.home / ".local/state", tmp_path / "other"
    state.mkdir(parents=True)
    other.mkdir(mode=0o700)
    (state / "anju").symlink_to(other)
    assert "是一个链接。请运行" in desk.edit("tasks").err
    assert list(other.iterdir()) == []


@unix
def test_a_pipe_in_the_place_of_a_draft_is_not_waited_for(desk: Desk) -> None:
    assert desk.edit("tasks", calls=[[NO_DAY]]).code == 1
    path = next(path for path in desk.drafts() if path.suffix == ".yaml")
    path.unlink()
    os.mkfifo(path)
    assert desk.edit("tasks").err.startswith("读不出草稿：这不是普通的文件。")


def test_the_schema_that_the_first_line_names_lies_beside_the_draft(desk: Desk) -> None:
    assert desk.edit("tasks", calls=[[NO_DAY]]).code == 1
    draft = next(path for path in desk.drafts() if path.suffix == ".yaml")
    schema = json.loads((draft.parent / "schemas" / "tasks.json").read_text(encoding="utf-8"))
    assert schema == json_schema("tasks")


def test_without_a_home_it_says_so(desk: Desk) -> None:
    variables = {name: text for name, text in desk.variables.items() if name != "HOME"}
    assert run("edit", "tasks", cwd=desk.here, variables=variables) == Outcome(
        1,
        "",
        "没有地方放草稿：找不到您的主文件夹。"
        "请设好环境变量 HOME（Windows 上是 LOCALAPPDATA），再运行一次。\n",
    )


# -- the draft of before -----------------------------------------------------

FROM_BEFORE = """\
上次的草稿还在，没有放回：~/.local/state/anju/drafts/…/tasks.yaml。\
放回去，data/tasks.yaml 就会这样改：

--- a/data/tasks.yaml
+++ b/data/tasks.yaml
@@ -28,7 +28,7 @@
         kind: 固定日期
         what: 公布目录
         quote: 及时公布目录
-        due: 2021-06-30
+        due: 2021-06-31
         done:
           on: 2021-06-28
           note: 已在门户网站公布。

"""
FROM_BEFORE_ASKED = """\
怎么办？（如果另有一个 anju edit 正开着，请先在那里改完）
  e  接着改草稿
  d  删掉草稿，重新改
  q  放着，现在不改
请选 e、d、q（直接按回车就是 e）："""


@pytest.fixture
def given_up(desk: Desk) -> Desk:
    """A desk with a draft from before: a day that does not exist."""
    assert desk.edit("tasks", calls=[[NO_DAY]], typed="q\n").code == 1
    return desk


@pytest.mark.parametrize(("typed", "due"), [("e\n", "2021-06-31"), ("d\n", "2021-06-30")])
def test_going_on_with_the_draft_of_before_or_beginning_anew(
    typed: str, due: str, given_up: Desk
) -> None:
    right: Change = ("tasks", f"        due: {due}\n", LATER[2])
    assert given_up.edit("tasks", calls=[[right]], typed=typed) == Outcome(
        0, FROM_BEFORE + FROM_BEFORE_ASKED + LATER_MEANS, ""
    )
    assert given_up.listing() == WHOLE


@pytest.mark.parametrize(("typed", "end"), [("q\n", ""), ("", "\n")])
def test_leaving_it_for_now(typed: str, end: str, given_up: Desk) -> None:
    assert given_up.edit("tasks", typed=typed) == Outcome(
        1, FROM_BEFORE + FROM_BEFORE_ASKED + end, KEPT
    )
    assert given_up.listing() == WHOLE


def test_without_a_terminal_the_draft_is_not_touched(given_up: Desk) -> None:
    assert given_up.edit("tasks", typed="d\n", terminal=False) == Outcome(1, FROM_BEFORE, KEPT)
    assert given_up.listing() == WHOLE


def test_what_was_changed_since_is_in_what_the_draft_would_change(given_up: Desk) -> None:
    given_up.replace("tasks", "soon_days: 7", "soon_days: 8")
    assert "-  soon_days: 8\n+  soon_days: 7\n" in given_up.edit("tasks", typed="q\n").out


def test_a_draft_that_was_put_back_by_hand_is_not_asked_about(given_up: Desk) -> None:
    given_up.file("tasks").write_text(given_up.draft(), encoding="utf-8")
    right: Change = ("tasks", "due: 2021-06-31", "due: 2021-07-30")
    assert given_up.edit("tasks", calls=[[right]]) == Outcome(0, "已保存 data/tasks.yaml\n", "")


def test_the_draft_of_another_file_is_left_alone(given_up: Desk) -> None:
    assert given_up.edit("quotas", calls=[[]]) == Outcome(0, "没有改动。\n", "")
    assert given_up.listing() == WHOLE


def test_other_commands_do_not_see_drafts(given_up: Desk) -> None:
    assert run("validate", cwd=given_up.here, today=TODAY).lines == ["没有问题：data"]


# -- the editor and the folder -----------------------------------------------


@pytest.mark.parametrize(("changes", "kept", "files"), [([LATER], KEPT, 2), ([], "", 0)])
def test_an_editor_that_fails_keeps_what_was_typed(
    changes: list[Change], kept: str, files: int, desk: Desk
) -> None:
    failed = f"编辑器 {sys.executable} 没有正常退出（退出码 3）。\n"
    assert desk.edit("tasks", calls=[changes], code=3) == Outcome(1, "", failed + kept)
    assert "2021-06-30\n" in desk.text("tasks")
    assert len(desk.drafts()) == files  # the draft and its schema


def test_no_editor(desk: Desk) -> None:
    assert run("edit", cwd=desk.here).refusal == (
        "环境变量 EDITOR：找不到编辑器“vi”。请指定一个装好了的编辑器，例如：export EDITOR=nano"
    )
    assert desk.listing() == WHOLE


def test_a_program_that_cannot_run(desk: Desk) -> None:
    program = desk.tools / "ed"
    program.write_text("no program\n", encoding="utf-8")
    program.chmod(0o755)
    outcome = run("edit", cwd=desk.here, variables={**desk.variables, "EDITOR": str(program)})
    assert outcome == Outcome(1, "", f"打不开 {program}（错误号 8）。\n")
    assert desk.listing() == WHOLE


def test_a_file_that_there_is_not(desk: Desk) -> None:
    refusal = "参数 文件：没有“{}”这个文件，或者读不出。可以写：units、tasks、quotas"
    assert run("edit", "taks", cwd=desk.here, variables=desk.variables).refusal == (
        "参数 文件：“taks”不在可选之列。可以写：units（单位）、tasks（任务）、quotas（目标任务）"
    )
    desk.file("quotas").unlink()
    assert run("edit", cwd=desk.here, variables=desk.variables).refusal == refusal.format("quotas")
    assert desk.listing() == ["tasks.yaml", "units.yaml"]


def test_the_plan_that_ships_with_the_program(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = desk.here / "data"
    monkeypatch.setattr("anju_cli.storage.folders.shipped_folder", lambda: shipped)
    refusal = run("edit", cwd=tmp_path, variables=desk.variables).refusal
    assert refusal.startswith("这里没有 data 文件夹，随程序附带的计划不能改。")
    assert desk.listing() == WHOLE


def test_a_folder_that_is_named(desk: Desk) -> None:
    (desk.here / "data").rename(desk.here / "2021 年")
    assert desk.edit("tasks", "--data", "2021 年", calls=[[NO_DAY]], typed="q\n").err == (
        "没有保存。草稿留在 ~/.local/state/anju/drafts/…/tasks.yaml。\n"
        '接着改：anju edit tasks --data "2021 年"\n'
    )


def test_a_disk_that_is_full_after_the_first_draft(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, shown: str, data: bytes) -> None:
        if "tasks" in shown:
            raise OutputError("磁盘空间不足")
        path.write_bytes(data)

    monkeypatch.setattr("anju_cli.cli.workflows.edit_session.write_file", full)
    assert desk.edit() == Outcome(1, "", "磁盘空间不足\n")
    assert desk.listing() == WHOLE
