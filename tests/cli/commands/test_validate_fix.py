"""anju validate --fix: what has one fix is fixed in the files themselves."""

from __future__ import annotations

import errno
import os
import stat
from datetime import date
from pathlib import Path

import pytest

from anju_cli.validation.fixer import FixResult, fix
from anju_cli.validation.loader import Loaded
from tests.checkouts import git
from tests.running import BASE, ROOT, Outcome, base_with, copy_of_base, run

QUOTAS = (ROOT / BASE / "quotas.yaml").read_bytes()
SPOILT = QUOTAS.replace("司法局: 150".encode(), "司法局：150条".encode())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The base plan with two faults on a line of quotas.yaml that have one fix."""
    folder = copy_of_base(tmp_path / "data")
    (folder / "quotas.yaml").write_bytes(SPOILT)
    return folder


MENDED = """\
data/quotas.yaml:7:6: 已改 A105 冒号用了全角“：”，应为半角
  改为：司法局: 150条
data/quotas.yaml:7:7: 已改 A205 司法局：“150条”的写法不对
  改为：150
已改好 2 处，写回 data/quotas.yaml
"""


def test_what_has_one_mending_is_fixed(data: Path) -> None:
    others = {name: (data / name).stat().st_mtime_ns for name in ("units.yaml", "tasks.yaml")}
    assert run("validate", "--fix", cwd=data.parent) == Outcome(
        0, f"{MENDED}\n没有问题：data\n", ""
    )
    assert (data / "quotas.yaml").read_bytes() == QUOTAS
    assert {name: (data / name).stat().st_mtime_ns for name in others} == others
    assert sorted(path.name for path in data.iterdir()) == [
        "quotas.yaml",
        "tasks.yaml",
        "units.yaml",
    ]


def test_what_is_left_is_reported(tmp_path: Path) -> None:
    folder = base_with(tmp_path / "data", "tasks", "      - 青石镇\n", "      - 青石真\n")
    (folder / "quotas.yaml").write_bytes(SPOILT)
    left = """\
data/tasks.yaml:53:9: 错误 A301 任务（二）：名册里没有“青石真”
      - 青石真
        ^^
  改为：青石镇

1 个文件，1 处错误，0 处提示
"""
    assert run("validate", "--fix", cwd=tmp_path) == Outcome(1, f"{MENDED}\n{left}", "")
    nothing = "没有可以自动改的地方。\n"
    assert run("validate", "--fix", cwd=tmp_path) == Outcome(1, f"{nothing}\n{left}", "")
    assert "      - 青石真\n" in (folder / "tasks.yaml").read_text(encoding="utf-8")


def test_a_plan_in_order_is_left_alone(tmp_path: Path) -> None:
    folder = copy_of_base(tmp_path / "data")
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert run("validate", "--fix", cwd=tmp_path) == Outcome(0, "没有问题：data\n", "")
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_every_other_byte_stays(data: Path) -> None:
    strange = b"\xef\xbb\xbf# tabs\there, \xe3\x80\x80 too  \r\n" + SPOILT.replace(b"\n", b"\r\n")
    (data / "quotas.yaml").write_bytes(strange.removesuffix(b"\r\n") + b"  # end")
    assert run("validate", "--fix", cwd=data.parent).code == 0
    fixed = strange.replace("司法局：150条".encode(), "司法局: 150".encode())
    assert (data / "quotas.yaml").read_bytes() == fixed.removesuffix(b"\r\n") + b"  # end"


def test_a_link_stays_a_link_and_modes_stay(data: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.yaml"
    (data / "quotas.yaml").rename(real)
    real.chmod(0o640)
    (data / "quotas.yaml").symlink_to(real)
    assert run("validate", "--fix", cwd=tmp_path).code == 0
    assert (data / "quotas.yaml").is_symlink()
    assert real.read_bytes() == QUOTAS
    assert os.name == "nt" or stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.usefixtures("data")
def test_several_folders(tmp_path: Path) -> None:
    (copy_of_base(tmp_path / "data-2022") / "quotas.yaml").write_bytes(SPOILT)
    outcome = run("validate", "data", "data-2022", "--fix", cwd=tmp_path)
    assert outcome.lines[-3:] == [
        "已改好 4 处，写回 data/quotas.yaml、data-2022/quotas.yaml",
        "",
        "没有问题：data、data-2022",
    ]
    assert (tmp_path / "data-2022" / "quotas.yaml").read_bytes() == QUOTAS


def test_a_machine_gets_what_is_left_and_a_person_what_was_fixed(data: Path) -> None:
    outcome = run("validate", "--fix", "-f", "json", cwd=data.parent)
    assert outcome == Outcome(0, "[]\n", MENDED)


def test_both_at_once(data: Path) -> None:
    outcome = run("validate", "--fix", "-o", "anju.json", cwd=data.parent)
    assert outcome == Outcome(0, f"{MENDED}\n没有问题：data\n", "已写入 anju.json\n")
    assert (data.parent / "anju.json").read_text(encoding="utf-8") == "[]\n"


# -- when it cannot be written -----------------------------------------------


def test_a_file_that_somebody_changes_meanwhile(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mend_slowly(loaded: Loaded, shown: str, today: date) -> FixResult:
        (data / "quotas.yaml").write_bytes(QUOTAS + b"# theirs\n")
        return fix(loaded, shown, today)

    monkeypatch.setattr("anju_cli.validation.fixer.fix", mend_slowly)
    assert run("validate", "--fix", cwd=data.parent) == Outcome(
        1, "", "data/quotas.yaml 刚才被别的程序改过，没有写回。请再运行一次。\n"
    )
    assert (data / "quotas.yaml").read_bytes() == QUOTAS + b"# theirs\n"


def test_a_disk_that_is_full(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("anju_cli.storage.files.replace_file", full)
    assert run("validate", "--fix", cwd=data.parent) == Outcome(
        1, "", "无法写入 data/quotas.yaml：磁盘空间不足。请清理磁盘，或者换一个位置。\n"
    )
    assert (data / "quotas.yaml").read_bytes() == SPOILT


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything may be written")
def test_a_folder_that_may_not_be_written(data: Path) -> None:
    data.chmod(0o500)
    try:
        outcome = run("validate", "--fix", cwd=data.parent)
        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err.startswith("无法写入 data：没有写入权限")
    finally:
        data.chmod(0o700)
    assert (data / "quotas.yaml").read_bytes() == SPOILT


# -- to see it first ---------------------------------------------------------

PATCH = """\
--- a/data/quotas.yaml
+++ b/data/quotas.yaml
@@ -4,7 +4,7 @@
{}
 targets:
   政府办公室: 200
-  司法局：150条
+  司法局: 150
   行政执法局: 100
   青石镇: 80
   清溪街道: 70
""".format(" ")


def test_the_patch_is_shown_and_nothing_is_written(data: Path) -> None:
    beside = "可以自动改 2 处；还没有写回，去掉 --diff 就写回。\n"
    assert run("validate", "--fix", "--diff", cwd=data.parent) == Outcome(1, PATCH, beside)
    assert (data / "quotas.yaml").read_bytes() == SPOILT


def test_the_patch_can_be_applied_by_git(data: Path) -> None:
    end = SPOILT.replace(b"\n", b"\r\n") + "# 末行\u200b没有换行".encode()
    (data / "quotas.yaml").write_bytes(end)
    shown = run("validate", "--fix", "--diff", cwd=data.parent)
    (data.parent / "fix.patch").write_bytes(shown.out.encode())
    git(data.parent, "apply", "fix.patch")
    by_git = (data / "quotas.yaml").read_bytes()
    (data / "quotas.yaml").write_bytes(end)
    run("validate", "--fix", cwd=data.parent)
    assert by_git == (data / "quotas.yaml").read_bytes() != end


def test_on_a_terminal_what_cannot_be_seen_is_shown(data: Path) -> None:
    text = QUOTAS.decode().replace("600", "\u200b600").replace("  青石镇", "\t青石镇")
    (data / "quotas.yaml").write_bytes(text.encode())
    outcome = run("validate", "--fix", "--diff", cwd=data.parent, terminal=True, variables={})
    assert "\x1b[31m-total: <U+200B>600\x1b[0m" in outcome.lines
    assert "\x1b[31m-<Tab>青石镇: 80\x1b[0m" in outcome.lines
    assert "\x1b[32m+  青石镇: 80\x1b[0m" in outcome.lines
    assert "\x1b[32m+total: 600\x1b[0m" in outcome.lines


def test_another_encoding_is_no_change_of_lines(data: Path) -> None:
    (data / "quotas.yaml").write_bytes(QUOTAS.decode().encode("gbk"))
    assert run("validate", "--fix", "--diff", cwd=data.parent) == Outcome(
        1,
        "",
        "可以自动改 1 处；还没有写回，去掉 --diff 就写回。\n"
        "data/quotas.yaml 会改为 UTF-8 编码，字不变。\n",
    )
    assert run("validate", "--fix", cwd=data.parent).lines[:2] == [
        "data/quotas.yaml:1:3: 已改 A002 文件编码是 GBK（记事本里叫 ANSI），应为 UTF-8",
        "  改为 UTF-8 编码",
    ]
    assert (data / "quotas.yaml").read_bytes() == QUOTAS


def test_what_would_be_left(data: Path) -> None:
    (data / "quotas.yaml").write_bytes(SPOILT.replace(b"600", b"601"))
    outcome = run("validate", "--fix", "--diff", cwd=data.parent)
    assert (outcome.code, outcome.out) == (1, PATCH)
    assert outcome.err.splitlines() == [
        "可以自动改 2 处；还没有写回，去掉 --diff 就写回。",
        "另有 1 处要自己改，写回以后会列出来。",
    ]


def test_no_patch_of_what_nobody_can_mend_but_a_person(tmp_path: Path) -> None:
    base_with(tmp_path / "data", "quotas", "total: 600", "total: 601")
    outcome = run("validate", "--fix", "--diff", cwd=tmp_path)
    assert outcome == Outcome(1, "", "没有可以自动改的地方。\n")
    copy_of_base(tmp_path / "good")
    assert run("validate", "good", "--fix", "--diff", cwd=tmp_path) == Outcome(
        0, "", "没有可以自动改的地方。\n"
    )


# -- options that do not go together -----------------------------------------


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        (("--diff",), "选项 --diff：要和 --fix 一起用：anju validate --fix --diff"),
        (
            ("--fix", "--since", "HEAD"),
            "选项 --since：不能和 --fix 一起用：自动改的时候不分新旧",
        ),
        (
            ("-", "--file", "tasks", "--fix"),
            "选项 --fix：标准输入的内容没有地方可写。请先保存，再检查文件夹",
        ),
    ],
)
def test_options_that_do_not_go_together(options: tuple[str, ...], refusal: str) -> None:
    assert run("validate", *options).refusal == refusal
