"""anju init: the folder of another year, with the same units and nothing invented."""

from __future__ import annotations

import codecs
import errno
import os
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from anju_cli.model.plan import Plan
from anju_cli.storage import new_folder
from anju_cli.storage.files import OutputError
from anju_cli.validation.loader import load
from tests.processes import by, needs_people
from tests.running import ROOT, TODAY, Outcome, base_with, copy_of_base, run

FILES = ["quotas.yaml", "schemas", "tasks.yaml", "units.yaml"]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder to work in, with the base plan as ``data``."""
    copy_of_base(tmp_path / "data")
    return tmp_path


def init(office: Path, *args: str) -> Outcome:
    return run("init", *args, cwd=office)


def made(office: Path, name: str = "data-2022") -> Plan:
    """The plan in the new folder, which has no fault and no warning."""
    loaded = load(office / name, name, TODAY)
    assert loaded.diagnostics == ()
    assert loaded.plan is not None
    return loaded.plan


def below_the_head(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return lines[next(n for n, line in enumerate(lines) if not line.startswith("#")) + 1 :]


# -- what is made ------------------------------------------------------------


def test_what_it_says_and_what_is_there(office: Path) -> None:
    done = init(office, "2022", "--from", "data", "-o", "data-2022")  # its old name
    assert (done.code, done.err) == (0, "")
    assert (
        done.out
        == """\
已建好文件夹 data-2022。
单位名册与 data（明州市云溪区，2021 年，6 个单位）的一字不差；任务和目标任务待填，没有时限。
接下来
  1. 打开 data-2022 里的 tasks.yaml 和 quotas.yaml，找“待填”“待改”“请核对”，共 17 处，逐处改好。
  2. 单位有变动的，改 data-2022 里的 units.yaml。
  3. 检查：anju validate data-2022
  4. 两份计划并列：anju deadlines --data data --data data-2022
"""
    )
    assert sorted(path.name for path in (office / "data-2022").iterdir()) == FILES
    assert sorted(path.name for path in office.iterdir()) == ["data", "data-2022"]


def test_the_units_are_the_same_byte_for_byte(office: Path) -> None:
    units = office / "data" / "units.yaml"
    units.write_bytes(units.read_bytes().replace(b"\n", b"\r\n") + "# 末行".encode())
    init(office, "2022")
    line = b"# yaml-language-server: $schema=schemas/units.json\r\n"
    made = (office / "data-2022" / "units.yaml").read_bytes()
    assert made == line + units.read_bytes()
    # What is led by the line already stays as it is, and so does a mark in front.
    units.write_bytes(codecs.BOM_UTF8 + made)
    init(office, "2023")
    assert (office / "data-2023" / "units.yaml").read_bytes() == units.read_bytes()


def test_the_tasks_wait_to_be_filled_in(office: Path) -> None:
    init(office, "2022")
    assert below_the_head(office / "data-2022" / "tasks.yaml") == [
        "plan:",
        "  title: 待填（2022 年计划的标题）",
        "  issuer: 云溪区人民政府办公室  # 沿用 2021 年的，请核对",
        "  issued: 2022-01-01  # 待改：印发日期",
        "  year: 2022",
        "  source: 待填（来源文件）",
        "  soon_days: 7  # 沿用 2021 年的，请核对",
        "  roll_workdays: 0  # 沿用 2021 年的，请核对",
        "",
        "sections:",
        "  - number: 1",
        "    title: 待填（第一部分的标题）",
        "",
        "tasks:",
        "  # 这一项只占位置。请照它写全部任务；时限的写法见上面完整的例子。",
        "  - number: 1",
        "    section: 1",
        "    title: 待填（第一项任务的标题）",
        "    text: |",
        "      待填（任务的全文）",
        "    lead: [区政府办公室]  # 待改：牵头单位",
    ]


def test_no_target_is_carried_over_but_in_a_comment(office: Path) -> None:
    init(office, "2022")
    assert below_the_head(office / "data-2022" / "quotas.yaml") == [
        "year: 2022",
        "total: 0  # 待填；2021 年是 600",
        "pace: 按月  # 沿用 2021 年的，请核对",
        "",
        "targets:",
        "  政府办公室: 0  # 待填；2021 年是 200",
        "  司法局: 0  # 待填；2021 年是 150",
        "  行政执法局: 0  # 待填；2021 年是 100",
        "  青石镇: 0  # 待填；2021 年是 80",
        "  清溪街道: 0  # 待填；2021 年是 70",
    ]


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("tasks", "# 任务清单：2022 年"),
        ("quotas", "# 公开条数：2022 年的目标任务，和各月完成数"),
    ],
)
def test_the_head_explains_every_field_as_that_of_the_shipped_file(
    office: Path, kind: str, title: str
) -> None:
    init(office, "2022")
    shipped = (ROOT / "data" / f"{kind}.yaml").read_text(encoding="utf-8").split("\n\n")[0]
    text = (office / "data-2022" / f"{kind}.yaml").read_text(encoding="utf-8").split("\n\n")[0]
    line, _, text = text.partition("\n")
    assert line == f"# yaml-language-server: $schema=schemas/{kind}.json"
    head, how = text.split("\n#\n# 怎样修改\n")
    assert head == title
    assert shipped.endswith(f"# 怎样修改\n{how}")


def test_the_new_plan_has_no_fault_and_no_deadline(office: Path) -> None:
    init(office, "2022")
    plan = made(office)
    assert (plan.info.year, plan.quotas.year, plan.quotas.total) == (2022, 2022, 0)
    assert [task.deadlines for task in plan.tasks] == [()]
    assert run("validate", "data-2022", cwd=office).code == 0
    assert run("deadlines", "--all", "--data", "data-2022", cwd=office).lines[2] == (
        "这个范围里没有时限。"
    )
    for command in ("status", "tasks", "quotas", "units", "calendar"):
        assert run(command, "--data", "data-2022", cwd=office).code == 0


def test_where_there_is_no_plan_it_is_the_one_that_answers_from_then_on(tmp_path: Path) -> None:
    assert (
        init(tmp_path, "2022").out
        == """\
已建好文件夹 data。
单位名册与随程序附带的计划（遂宁市安居区，2021 年，56 个单位）的一字不差；任务和目标任务待填，没有时限。
接下来
  1. 打开 data 里的 tasks.yaml 和 quotas.yaml，找“待填”“待改”“请核对”，共 62 处，逐处改好。
  2. 单位有变动的，改 data 里的 units.yaml。不是这个区的，删去 data，从头建：anju init 2022 --blank
  3. 检查：anju validate data
  4. 以后在这里运行 anju，查的就是 data，不用写 --data。
"""  # noqa: E501
    )
    assert run("status", cwd=tmp_path).lines[0] == "待填（2022 年计划的标题）（2022 年度）"
    assert init(tmp_path, "2023").out.startswith("已建好文件夹 data-2023。\n单位名册与 data（")
    plan = made(tmp_path, "data")
    assert len(plan.register.units) == 56
    assert len(plan.targets) == 49
    assert set(plan.targets.values()) == {0}


def test_an_office_that_has_nothing_begins_with_one_example_of_each(tmp_path: Path) -> None:
    assert (
        init(tmp_path, "2021", "--blank").out
        == """\
已建好文件夹 data。
一个单位、一项任务、一个目标，都是示例，只占位置。
接下来
  1. 打开 data 里的 units.yaml，把示例换成自己的单位，写全。
  2. 在三个文件里找“待填”“待改”，共 12 处，逐处改好。
  3. 检查：anju validate data
  4. 以后在这里运行 anju，查的就是 data，不用写 --data。
"""
    )
    plan = made(tmp_path, "data")
    assert [unit.name for unit in plan.register.units] == ["示例单位"]
    assert [task.title for task in plan.tasks] == ["待填（第一项任务的标题）"]
    assert (plan.targets, plan.info.issuer) == ({"示例单位": 0}, "待填（印发机关）")
    assert below_the_head(tmp_path / "data" / "units.yaml") == [
        "units:",
        "  # 这一个只占位置，不是真的。请照它写全部单位；各项的写法见上面完整的例子。",
        "  - name: 示例单位  # 待改：单位简称",
        "    kind: 区直部门  # 待改：类别",
    ]
    head = (tmp_path / "data" / "units.yaml").read_text(encoding="utf-8")
    assert head.partition("\n")[2].startswith("# 单位名册：2021 年\n#\n# 怎样修改\n")
    assert "推断\n" not in head  # what is inferred of the shipped plan's units
    # Where there is a plan, the new one stands beside it.
    assert init(tmp_path, "2021", "--blank").out.startswith("已建好文件夹 data-2021。\n一个")


def test_the_rules_of_the_office_are_carried_over(office: Path) -> None:
    tasks = office / "data" / "tasks.yaml"
    text = tasks.read_text(encoding="utf-8")
    papers = "contact: 张三，1\n  addressees: 各镇，各部门\n  copies: 市政府办"
    tasks.write_text(
        text.replace("soon_days: 7", f"{papers}\n  soon_days: 10\n  roll_workdays: 1"),
        encoding="utf-8",
    )
    quotas = office / "data" / "quotas.yaml"
    rules = "pace: 按季\ncounted_from: 2021-04-01\nlights: {yellow_up_to: 20}\n"
    rules += "report_by: 期末\n\ntargets:"
    text = quotas.read_text(encoding="utf-8").replace("targets:", rules)
    quotas.write_text(text, encoding="utf-8")
    assert init(office, "2022").code == 0
    plan = made(office)
    assert (plan.info.soon_days, plan.info.roll_workdays, plan.quotas.pace) == (10, 1, "按季")
    assert plan.info.contact == "张三，1"
    assert (plan.info.addressees, plan.info.copies) == ("各镇，各部门", "市政府办")
    assert (plan.quotas.lights.blue_below, plan.quotas.lights.yellow_up_to) == (10, 20)
    assert plan.quotas.report_by == "期末"
    assert plan.quotas.counted_from is None  # a day of the old year


@pytest.mark.parametrize("name", ["12345热线办", "A：B 办", "Yes", "“双公示”办", "- 甲 #办"])
def test_names_that_yaml_reads_otherwise_stay_names(tmp_path: Path, name: str) -> None:
    data = base_with(tmp_path / "data", "tasks", "云溪区人民政府办公室", f"'{name}'")
    found = load(data, "data", TODAY)
    assert found.plan is not None
    assert found.plan.info.issuer == name
    assert init(tmp_path, "2022").code == 0
    loaded = load(tmp_path / "data-2022", "data-2022", TODAY)
    assert loaded.plan is not None
    assert loaded.plan.info.issuer == name


@pytest.mark.parametrize("year", ["2022", "2022年", "２０２２"])
def test_ways_to_write_the_year(office: Path, year: str) -> None:
    assert init(office, year).code == 0
    assert made(office).info.year == 2022


def test_an_empty_folder_is_taken(office: Path) -> None:
    (office / "明年").mkdir()
    assert init(office, "2022", "-o", "明年").code == 0
    assert made(office, "明年").info.year == 2022


def test_a_folder_with_a_space_in_its_name_can_be_copied_from_the_advice(office: Path) -> None:
    assert 'anju validate "next year"\n' in init(office, "2022", "-o", "next year").out


# -- what is refused ---------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "refusal"),
    [
        (("22",), "参数 年度：“22”不是年度。请写四位数字，例如 2022"),
        (("2202",), "参数 年度：“2202”不是年度。请写四位数字，例如 2022"),
        (("明年",), "参数 年度：“明年”不是年度。请写四位数字，例如 2022"),
        (
            ("2021",),
            "参数 年度：data 就是 2021 年的计划。请写另一个年度，或者用 --data 指定别的计划",
        ),
        (
            ("2022", "-o", "data"),
            "选项 --output：文件夹“data”里已经有东西，不会覆盖它。请用 -o 换一个名字",
        ),
        (
            ("2022", "-o", "data/units.yaml"),
            "选项 --output：“data/units.yaml”已经有了，不是文件夹。请用 -o 换一个名字",
        ),
        (
            ("2022", "--blank", "--data", "data"),
            "选项 --data：不能和 --blank 一起用：--blank 不照任何计划",
        ),
        (
            ("2022", "--data", "去年"),
            "选项 --data：找不到文件夹“去年”。请核对路径；不写时用 ./data 或附带的计划",
        ),
    ],
)
def test_what_is_refused(office: Path, args: tuple[str, ...], refusal: str) -> None:
    assert init(office, *args).refusal == refusal
    assert [path.name for path in office.iterdir()] == ["data"]


def test_a_folder_in_no_folder_is_refused(office: Path) -> None:
    assert init(office, "2022", "-o", "a/b").refusal == (
        f"选项 --output：要放“a/b”的文件夹 {office / 'a'} 不存在。请先建好它，或者换一个位置"
    )


def test_the_folder_one_is_in_is_refused(tmp_path: Path) -> None:
    assert init(tmp_path, "2022", "-o", ".").refusal == (
        "选项 --output：这就是当前文件夹。请写一个新文件夹的名字"
    )


def test_a_plan_with_errors_is_not_taken(office: Path) -> None:
    quotas = office / "data" / "quotas.yaml"
    text = quotas.read_text(encoding="utf-8").replace("total: 600", "total: 601")
    quotas.write_text(text, encoding="utf-8")
    done = init(office, "2022")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("data/quotas.yaml:3:8: 错误 A305 ")
    assert done.err.endswith("数据有错误，没有建新的文件夹。请先改好，再运行一次。\n")
    assert [path.name for path in office.iterdir()] == ["data"]


# -- all of it or nothing ----------------------------------------------------


@pytest.mark.parametrize(
    ("method", "code", "reason"),
    [
        ("rename", errno.ENOSPC, "磁盘空间不足。请清理磁盘，或者换一个位置"),
        ("mkdir", errno.EROFS, "这个磁盘是只读的。请换一个位置"),
        (
            "mkdir",
            errno.EACCES,
            "没有写入权限，或者文件正在别的程序（例如 Excel）里打开着。"
            "请关闭那个程序，或者换一个位置",
        ),
        ("rename", errno.EIO, f"系统不允许（{os.strerror(errno.EIO)}）。请换一个位置或名字"),
    ],
)
def test_what_cannot_be_written_leaves_nothing(
    office: Path, monkeypatch: pytest.MonkeyPatch, method: str, code: int, reason: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(Path, method, fails)
        outcome = init(office, "2022")
    assert outcome == Outcome(1, "", f"无法建立文件夹“data-2022”：{reason}。\n")
    assert [path.name for path in office.iterdir()] == ["data"]


def test_what_someone_has_put_there_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "data-2022"
    path.mkdir()
    (path / "units.yaml").write_bytes(b"mine")
    with pytest.raises(OutputError):
        new_folder.make_folder(
            path, "data-2022", {"schemas/units.json": b"", "units.yaml": b"other"}
        )
    assert (path / "units.yaml").read_bytes() == b"mine"
    assert [*path.iterdir(), *tmp_path.iterdir()] == [path / "units.yaml", path]


def test_a_folder_that_somebody_has_made_is_filled_and_stays(office: Path) -> None:
    (office / "data-2022").mkdir(mode=0o700)
    before = (office / "data-2022").stat()
    assert init(office, "2022").code == 0
    made(office)
    after = (office / "data-2022").stat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)


def test_a_name_that_is_too_long(office: Path) -> None:
    name = "年" * 100
    assert init(office, "2022", "-o", name).refusal == (
        f"选项 --output：无法建立文件夹“{name}”：名字太长。请换一个短一些的名字。"
    )


@needs_people
def test_below_a_folder_that_may_not_be_entered() -> None:
    with TemporaryDirectory() as closed:  # as root's alone
        path = Path(closed, "2022", "data")
        why = "没有写入权限，或者文件正在别的程序（例如 Excel）里打开着"
        for place in (path, path.parent):
            refusal = by(61_001, partial(_in_the_way, place))
            assert refusal.startswith(f"无法建立文件夹“新”：{why}。")


def _in_the_way(path: Path) -> str:
    return new_folder.is_in_the_way(path, "新") or ""


def test_an_interrupted_run_leaves_nothing(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", stops)
        with pytest.raises(KeyboardInterrupt):
            new_folder.make_folder(office / "data-2022", "data-2022", {"units.yaml": b"a"})
    assert [path.name for path in office.iterdir()] == ["data"]
