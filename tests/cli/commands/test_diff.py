"""anju diff: what an edit means, against a revision of git."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.checkouts import commit, git, init
from tests.running import ROOT, Outcome, copy_without_days, run

NOTE = "比的是内容：注释、写法和各条的先后不算变化，牵头单位、责任单位的次序除外。\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A checkout whose first commit holds the base plan, in ``data``."""
    init(tmp_path)
    copy_without_days(tmp_path / "data")
    commit(tmp_path, "第一版")
    return tmp_path


def edit(folder: Path, file: str, *changes: tuple[str, str]) -> None:
    """Change texts that stand once in a data file; its line ends stay as they are."""
    path = folder / "data" / f"{file}.yaml"
    text = path.read_bytes().decode("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_bytes(text.encode("utf-8"))


def a_few_edits(here: Path) -> None:
    edit(
        here,
        "tasks",
        ("        due: 2021-06-30\n", "        due: 2021-07-30\n"),
        ("lead: [区政府办公室, 区司法局]", "lead: [司法局, 政府办公室]"),
        ("        done:\n          2021-05: {on: 2021-06-04}\n", ""),
    )
    edit(
        here,
        "quotas",
        ("  司法局: 150\n", "  司法局: 140\n"),
        ("total: 600", "total: 590"),
        ("{政府办公室: 21, 司法局: 20}", "{政府办公室: 21, 司法局: 22, 清溪街道: 3}"),
    )


# -- what changed ----------------------------------------------------------


def test_the_files_as_they_are_against_the_last_commit(here: Path) -> None:
    a_few_edits(here)
    assert run("diff", cwd=here) == Outcome(
        0,
        f"""\
data：HEAD 之后的变化（6 处）

文件         变化
-----------  ------------------------------------------------
tasks.yaml   任务（一） 第一牵头单位 政府办公室→司法局
tasks.yaml   任务（一）的时限 1.1 期限 2021-06-30→2021-07-30
tasks.yaml   任务（一）的时限 1.2 2021-05 撤销办结 2021-06-04
quotas.yaml  司法局 年度任务 150→140（合计 600→590）
quotas.yaml  2021-06 司法局 20→22
quotas.yaml  2021-06 清溪街道 新报 3

{NOTE}""",
        "",
    )


def test_a_total_stands_by_itself_beside_several_targets(here: Path) -> None:
    edit(
        here,
        "quotas",
        ("  司法局: 150\n", "  司法局: 140\n"),
        ("  青石镇: 80\n", "  青石镇: 100\n"),
        ("total: 600", "total: 610"),
    )
    assert run("diff", "-f", "csv", cwd=here).out == (
        "文件,变化\n"
        "quotas.yaml,合计 600→610\n"
        "quotas.yaml,司法局 年度任务 150→140\n"
        "quotas.yaml,青石镇 年度任务 80→100\n"
    )


def test_a_unit_with_another_name(here: Path) -> None:
    for file in ("units", "tasks", "quotas"):
        path = here / "data" / f"{file}.yaml"
        text = path.read_text(encoding="utf-8").replace("区司法局", "区司法行政局")
        path.write_text(text.replace("司法局", "司法行政局"), encoding="utf-8")
    edit(here, "units", ("aliases: [区司法行政局]", "aliases: [区司法行政局, 司法局]"))
    assert run("diff", "-f", "csv", cwd=here).out == (
        "文件,变化\n"
        "units.yaml,单位改名 司法局→司法行政局\n"
        "units.yaml,司法行政局 删去别名 区司法局\n"
        "units.yaml,司法行政局 新增别名 区司法行政局\n"
        "units.yaml,司法行政局 新增别名 司法局\n"
    )


def test_no_change(here: Path) -> None:
    nothing = Outcome(0, f"data：HEAD 之后的变化\n\n没有变化\n\n{NOTE}", "")
    assert run("diff", cwd=here) == nothing
    edit(here, "tasks", ("# 虚构的例子", "# 例子"), ("区政府办公室, 区司法局", "区政府办, 司法局"))
    assert run("diff", cwd=here) == nothing
    assert run("diff", "-f", "json", cwd=here) == Outcome(0, "[]\n", "")


def test_line_ends_and_a_byte_order_mark_are_no_change(here: Path) -> None:
    for path in (here / "data").iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert "没有变化" in run("diff", cwd=here).lines
    commit(here)
    edit(here, "quotas", ("total: 600", "total: 600\r\npace: 按日"))
    assert run("diff", "-f", "csv", cwd=here).lines[1:] == [
        "quotas.yaml,目标任务 序时进度 按月→按日"
    ]


def test_the_guide_shows_what_is_printed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    init(tmp_path)
    commit(tmp_path)
    edit(
        tmp_path,
        "units",
        ("- name: 司法局\n", "- name: 司法行政局\n"),
        ("aliases: [区司法局]", "aliases: [区司法局, 司法局]"),
    )
    due = "        due: 2021-05-31\n"
    edit(tmp_path, "tasks", (due, f"{due}        done: {{on: 2021-05-28}}\n"))
    edit(
        tmp_path,
        "quotas",
        ("  财政局: 250\n", "  财政局: 230\n"),
        ("total: 11110", "total: 11090"),
        ("published: {}", "published: {2021-06: {财政局: 18}}"),
    )
    out = run("diff", cwd=tmp_path).out
    guide = (ROOT / "docs" / "guide" / "editing.md").read_text(encoding="utf-8")
    assert f"$ anju diff\n{out}```" in guide


# -- which versions --------------------------------------------------------


@pytest.fixture
def three(here: Path) -> Path:
    """Three commits; the target of 司法局 is 150, 140 (tagged v2) and 130."""
    for number, new in ((2, 140), (3, 130)):
        old = new + 10
        edit(
            here,
            "quotas",
            (f"  司法局: {old}\n", f"  司法局: {new}\n"),
            (f"total: {450 + old}", f"total: {450 + new}"),
        )
        commit(here, f"第{number}版")
        git(here, "tag", f"v{number}")
    return here


@pytest.mark.parametrize(
    ("versions", "title", "change"),
    [
        (["HEAD~1"], "HEAD~1 之后的变化（1 处）", "140→130（合计 590→580）"),
        (["v2"], "v2 之后的变化（1 处）", "140→130（合计 590→580）"),
        ([":/第2版"], ":/第2版 之后的变化（1 处）", "140→130（合计 590→580）"),
        (["HEAD~2", "v2"], "HEAD~2 到 v2 的变化（1 处）", "150→140（合计 600→590）"),
        (["HEAD~2..v2"], "HEAD~2 到 v2 的变化（1 处）", "150→140（合计 600→590）"),
        (["HEAD~2.."], "HEAD~2 到 HEAD 的变化（1 处）", "150→130（合计 600→580）"),
        (["..HEAD~2"], "HEAD 到 HEAD~2 的变化（1 处）", "130→150（合计 580→600）"),
    ],
)
def test_versions(three: Path, versions: list[str], title: str, change: str) -> None:
    lines = run("diff", *versions, cwd=three).lines
    assert lines[0] == f"data：{title}"
    assert lines[4] == f"quotas.yaml  司法局 年度任务 {change}"


def test_two_versions_are_compared_whatever_stands_in_the_files(three: Path) -> None:
    (three / "data" / "tasks.yaml").write_text("tasks：\n", encoding="utf-8")
    (three / "data" / "units.yaml").unlink()
    assert run("diff", "v2", "HEAD", "-f", "csv", cwd=three) == Outcome(
        0, "文件,变化\nquotas.yaml,司法局 年度任务 140→130（合计 590→580）\n", ""
    )


def test_the_folder_is_found_as_always(three: Path) -> None:
    (three / "data" / "里").mkdir()
    moved = three / "计划 甲" / "2021"
    shutil.copytree(three / "data", moved)
    commit(three)
    edit(three, "quotas", ("total: 580", "total: 580\npace: 按日"))
    shutil.copy(three / "data" / "quotas.yaml", moved)
    change = "quotas.yaml,目标任务 序时进度 按月→按日"
    assert change in run("diff", "-f", "csv", cwd=three / "data" / "里").lines
    assert change in run("diff", "-f", "csv", "--data", "计划 甲/2021", cwd=three).lines
    assert change in run("diff", "-f", "csv", "--data", ".", cwd=moved).lines
    variables = {"ANJU_DATA": str(moved)}
    assert change in run("diff", "-f", "csv", cwd=ROOT, variables=variables).lines


def test_a_hook_of_another_repository_does_not_lead_astray(here: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    init(elsewhere)
    variables = {"GIT_DIR": str(elsewhere / ".git"), "GIT_WORK_TREE": str(elsewhere)}
    assert "没有变化" in run("diff", cwd=here, variables=variables).lines


# -- what cannot be compared -----------------------------------------------


def test_outside_of_a_checkout(tmp_path: Path) -> None:
    copy_without_days(tmp_path / "data")
    variables = {"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    assert run("diff", cwd=tmp_path, variables=variables).refusal == (
        "参数 版本：数据文件夹不在 git 仓库里，没有以前的版本可以比"
    )


def test_a_checkout_without_a_commit(tmp_path: Path) -> None:
    copy_without_days(tmp_path / "data")
    init(tmp_path)
    assert run("diff", cwd=tmp_path).refusal == (
        "参数 版本：这个 git 仓库还没有提交过，没有以前的版本可以比"
    )


def test_without_git(here: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("diff", cwd=here, variables={"PATH": str(tmp_path / "empty")}).refusal == (
        "参数 版本：没有找到 git。请先安装 git，再比较版本"
    )


@pytest.mark.skipif(os.name == "nt", reason="there it is the suffix that makes a program")
def test_a_git_that_cannot_run(here: Path, tmp_path: Path) -> None:
    broken = tmp_path / "bin" / "git"
    broken.parent.mkdir()
    broken.write_bytes(b"\x00")
    broken.chmod(0o755)
    assert run("diff", cwd=here, variables={"PATH": str(broken.parent)}).refusal == (
        "参数 版本：git 不能运行。请检查 git 的安装，再比较版本"
    )


@pytest.mark.parametrize(
    "revision", ["nowhere", "", "HEAD:data", "HEAD~9", "v1 v2", "HEAD --", "^HEAD"]
)
def test_an_unknown_revision(here: Path, revision: str) -> None:
    assert run("diff", revision, cwd=here).refusal == (
        f"参数 版本：没有“{revision}”这个版本。请写提交号、分支或标签，例如 HEAD~1；"
        "全部版本：git log --oneline"
    )
    assert run("diff", "HEAD", revision, cwd=here).code == 2


def test_an_option_of_git_is_no_revision(here: Path) -> None:
    target = here / "out.txt"
    outcome = run("diff", "--", f"--output={target}", cwd=here)
    assert outcome.refusal.startswith(f"参数 版本：没有“--output={target}”这个版本。")
    assert run("diff", "--", "HEAD", "-p", cwd=here).code == 2
    assert not target.exists()


@pytest.mark.parametrize("versions", [["HEAD...HEAD"], ["HEAD..HEAD", "HEAD"]])
def test_dots_that_are_not_understood(here: Path, versions: list[str]) -> None:
    assert run("diff", *versions, cwd=here).refusal == (
        "参数 版本：两个版本请写成 版本..后一版本，中间两个点"
    )


def test_a_link_in_a_revision_is_not_followed(here: Path) -> None:
    path = here / "data" / "quotas.yaml"
    path.rename(here / "quotas.yaml")
    path.symlink_to("../quotas.yaml")
    commit(here)
    assert run("diff", cwd=here).refusal == (
        "参数 版本：版本“HEAD”里的 quotas.yaml 不是普通的文件，不能比较"
    )
    assert "没有变化" in run("diff", "HEAD~1", cwd=here).lines


# -- data with errors ------------------------------------------------------

ADVICE = (
    "两边的数据都没有错误才能比。现在的文件有错误，请先改好；"
    "版本里的错误（文件名前面有版本）改不了，请换一个版本比。\n"
)


def fault(file: str) -> str:
    return f"""\
{file}:53:9: 错误 A301 任务（二）：名册里没有“青石真”
      - 青石真
        ^^
  改为：青石镇

1 个文件，1 处错误，0 处提示
"""


def test_errors_are_named_with_the_side_they_are_of(here: Path) -> None:
    edit(here, "tasks", ("      - 青石镇\n", "      - 青石真\n"))
    assert run("diff", cwd=here) == Outcome(1, "", fault("data/tasks.yaml") + ADVICE)
    commit(here)
    edit(here, "tasks", ("      - 青石真\n", "      - 青石镇\n"))
    assert run("diff", cwd=here) == Outcome(1, "", fault("HEAD:data/tasks.yaml") + ADVICE)
    assert run("diff", "HEAD~1..HEAD", cwd=here).err == fault("HEAD:data/tasks.yaml") + ADVICE
    inside = run("diff", "--data", ".", cwd=here / "data")
    assert inside.err == fault("HEAD:tasks.yaml") + ADVICE
    assert run("diff", "HEAD~1", cwd=here).code == 0


# -- files that a revision has not -----------------------------------------


def test_a_folder_that_is_new_is_all_new(here: Path) -> None:
    (here / "data").rename(here / "data-2021")
    commit(here)
    (here / "data-2021").rename(here / "data")
    lines = run("diff", cwd=here).lines
    assert lines[0] == "data：HEAD 之后的变化（35 处）"
    assert lines[4:6] == [
        "units.yaml   名册 新增本区全名 明州市云溪区",
        "units.yaml   新增单位 政府办公室 区直部门",
    ]
    assert lines[-3:-1] == [
        "版本 HEAD 的 data 里没有 units.yaml、tasks.yaml、quotas.yaml，其中的内容都算新",
        "  增。",
    ]


def test_a_file_that_is_new_or_gone(here: Path) -> None:
    quotas = here / "data" / "quotas.yaml"
    content = quotas.read_bytes()
    quotas.unlink()
    commit(here)
    quotas.write_bytes(content)
    commit(here)
    added = run("diff", "HEAD~1", "-f", "csv", cwd=here)
    assert added.err == "版本 HEAD~1 的 data 里没有 quotas.yaml，其中的内容都算新增。\n"
    assert added.lines[1:3] == [
        "quotas.yaml,目标任务 新增年度 2021",
        "quotas.yaml,新增合计 600",
    ]
    assert run("diff", "HEAD~1", "HEAD", "-f", "csv", cwd=here).out == added.out
    gone = run("diff", "HEAD~2", "HEAD~1", "-f", "json", cwd=here)
    assert gone.err == "版本 HEAD~1 的 data 里没有 quotas.yaml，其中的内容都算删去。\n"
    assert {change["kind"] for change in gone.json} == {"removed"}
    assert len(gone.json) == len(added.lines) - 1


def test_a_file_that_is_deleted_now_is_an_error(here: Path) -> None:
    (here / "data" / "quotas.yaml").unlink()
    outcome = run("diff", cwd=here)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("data/quotas.yaml:1:1: 错误 A001 没有这个文件\n")


# -- formats ---------------------------------------------------------------


def test_json_has_the_promised_fields_in_order(here: Path) -> None:
    a_few_edits(here)
    found = run("diff", "-f", "json", cwd=here).json
    assert list(found[0].items()) == [
        ("file", "tasks.yaml"),
        ("record", "任务（一）"),
        ("what", "第一牵头单位"),
        ("kind", "changed"),
        ("before", "政府办公室"),
        ("after", "司法局"),
    ]
    assert [tuple(one.values())[1:] for one in found[1:]] == [
        ("任务（一）的时限 1.1", "期限", "changed", "2021-06-30", "2021-07-30"),
        ("任务（一）的时限 1.2", "2021-05 办结", "removed", "2021-06-04", None),
        ("目标任务", "合计", "changed", 600, 590),
        ("司法局", "年度任务", "changed", 150, 140),
        ("2021-06 司法局", "公开条数", "changed", 20, 22),
        ("2021-06 清溪街道", "公开条数", "added", None, 3),
    ]


def test_texts_are_whole_in_json(here: Path) -> None:
    old = "开设、注销账号的，在3个工作日内报备；每半年检查一次。"
    edit(here, "tasks", (old, old.replace("每半年检查一次。", "每半年检查一次，并通报。")))
    (change,) = run("diff", "-f", "json", cwd=here).json
    assert (change["before"], change["after"]) == (old, f"{old[:-1]}，并通报。")
    assert run("diff", "-f", "csv", cwd=here).lines[1] == (
        "tasks.yaml,任务（二） 全文 “…半年检查一次。”→“…半年检查一次，并通报。”"
    )


def test_lists_are_lists_in_json(here: Path) -> None:
    edit(here, "tasks", ("support: [各镇、街道, 行政执法局]", "support: [行政执法局, 各镇、街道]"))
    (change,) = run("diff", "-f", "json", cwd=here).json
    assert (change["what"], change["before"]) == ("责任单位次序", ["各镇、街道", "行政执法局"])


def test_markdown(here: Path) -> None:
    edit(here, "tasks", ("        due: 2021-06-30\n", "        due: 2021-07-30\n"))
    assert run("diff", "-f", "markdown", cwd=here).lines == [
        "# data：HEAD 之后的变化（1 处）",
        "",
        "| 文件       | 变化                                            |",
        "|:-----------|:------------------------------------------------|",
        "| tasks.yaml | 任务（一）的时限 1.1 期限 2021-06-30→2021-07-30 |",
        "",
        f"- {NOTE.rstrip()}",
    ]


def test_into_a_file(here: Path) -> None:
    a_few_edits(here)
    assert run("diff", "-o", "变化.json", cwd=here).err == "已写入 变化.json（7 条）\n"
    assert len(json.loads((here / "变化.json").read_text(encoding="utf-8"))) == 7
    assert run("diff", "-o", "nowhere/变化.md", cwd=here).refusal.startswith(
        f"选项 --output：无法写入 {Path('nowhere/变化.md')}"
    )
    assert run("diff", "-o", "变化.pdf", cwd=here).code == 2


def test_on_a_terminal(here: Path) -> None:
    edit(here, "tasks", ("lead: [区政府办公室, 区司法局]", "lead: [区政府办公室, 青石镇]"))
    lines = run("diff", cwd=here, terminal=True, variables={}).lines
    assert [line for line in lines if "牵头单位 " in line] == [
        "tasks.yaml  \x1b[31m任务（一） 删去牵头单位 司法局\x1b[0m",
        "tasks.yaml  \x1b[32m任务（一） 新增牵头单位 青石镇\x1b[0m",
    ]


def test_nothing_in_the_checkout_is_touched(here: Path) -> None:
    a_few_edits(here)
    before = {path: path.stat().st_mtime_ns for path in sorted(here.rglob("*"))}
    run("diff", cwd=here)
    run("diff", "HEAD", "HEAD", cwd=here)
    assert {path: path.stat().st_mtime_ns for path in sorted(here.rglob("*"))} == before
