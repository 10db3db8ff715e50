"""The templates of letters: what is read, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from anju_cli.diagnostics import Diagnostic
from anju_cli.views.wording.filling import fill
from anju_cli.views.wording.remind import RemindWording
from anju_cli.views.wording.report import ReportWording
from anju_cli.views.wording.sentences import Part
from anju_cli.views.wording.templates import load_wording
from anju_cli.views.wording.templates import shipped_text as shipped_text_of


def shipped_text() -> str:
    return shipped_text_of(ReportWording)


def report_wording(
    file: Path | None, shown: str = ""
) -> tuple[ReportWording | None, tuple[Diagnostic, ...]]:
    return load_wording(ReportWording, file, shown)


def read(folder: Path, text: str | bytes) -> tuple[ReportWording | None, tuple[Diagnostic, ...]]:
    file = folder / "t.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return report_wording(file, "t.yaml")


def with_(old: str, new: str, text: str | None = None) -> str:
    whole = shipped_text() if text is None else text
    assert whole.count(old) == 1
    return whole.replace(old, new)


def reported(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[int, int, str, str, str]]:
    return [(each.line, each.column, each.code, each.message, each.hint) for each in diagnostics]


def line_of(text: str, part: str) -> int:
    (line,) = (n for n, text_line in enumerate(text.splitlines(), start=1) if part in text_line)
    return line


def test_the_shipped_template_is_in_order() -> None:
    wording, diagnostics = report_wording(None)
    assert diagnostics == ()
    assert wording is not None
    assert wording.title == "关于{年}年{期}政务公开目标任务完成情况的通报"
    assert wording.recipients is None
    assert wording.limits.model_dump() == {
        "top_units": 3,
        "named_lights": ("红",),
        "blank_months": 1,
        "coming_days": 30,
    }
    assert wording.demands is None


@pytest.mark.parametrize("model", [ReportWording, RemindWording])
def test_every_part_of_a_template_has_a_comment_above_it(model: type[Part]) -> None:
    lines = shipped_text_of(model).splitlines()
    tops = [number for number, line in enumerate(lines) if line[:1].isalpha()]
    assert all(lines[number - 1].startswith("#") for number in tops)


def test_a_sentence_is_filled_in() -> None:
    assert fill("关于{年}年{ 月 }月的通报", {"年": "2021", "月": "6"}) == "关于2021年6月的通报"
    # What is filled in is not looked at again.
    assert fill("{名单}", {"名单": "{年}"}) == "{年}"


WHOLE = "{年}、{期}、{月}、{日期}、{截至}、{计划}、{印发单位}、{成文日期}"


@pytest.mark.parametrize(
    ("old", "new", "place", "message", "hint"),
    [
        (
            "title: 关于{年}年{期}",
            "title: 关于{年}年{月份}",
            8,
            "title 不认识的占位词：{月份}",
            f"{{月份}} 可能是 {{月}}；这一句可以用：{WHOLE}",
        ),
        (
            "title: 关于{年}年{期}",
            "title: 关于{year}年{印发单}",
            8,
            "title 不认识的占位词：{year}、{印发单}",
            f"{{印发单}} 可能是 {{印发单位}}；这一句可以用：{WHOLE}",
        ),
        (
            "title: 关于{年}年{期}",
            "title: 关于{年}年{期",
            8,
            "title 花括号没有配对",
            f"占位词前后各一个半角花括号；这一句可以用：{WHOLE}",
        ),
        (
            # {名单} is known, but not here.
            '  nobody_unreported: "{截至}，',
            '  nobody_unreported: "{名单}，',
            22,
            "nobody_unreported 不认识的占位词：{名单}",
            f"这一句可以用：{WHOLE}",
        ),
    ],
)
def test_a_placeholder_that_is_not_known(
    tmp_path: Path, old: str, new: str, place: int, message: str, hint: str
) -> None:
    text = with_(old, new)
    wording, diagnostics = read(tmp_path, text)
    assert wording is None
    assert reported(diagnostics) == [(line_of(text, new), place, "A207", message, hint)]


def test_everything_wrong_is_said_at_once_from_top_to_bottom(tmp_path: Path) -> None:
    text = with_("top_units: 3 ", "top_units: 三 ")
    text = with_("named_lights: [红]", "named_lights: [紫]", text)
    text = with_("blank_months: 1 ", "blank_months: 0 ", text)
    text = with_("  top: ", "  topp: ", text)
    wording, diagnostics = read(tmp_path, text)
    assert wording is None
    assert [(each.code, each.message) for each in diagnostics] == [
        ("A205", "top_units：“三”的写法不对"),
        ("A207", "named_lights 的第 1 项：“紫”不是这里能写的"),
        ("A205", "blank_months 至少是 1"),
        ("A202", "不认识的项名“topp”"),
    ]
    assert diagnostics[1].hint == "可以写：绿、蓝、黄、红"
    assert diagnostics[3].hint == "改为：top"


def test_what_is_left_out_takes_the_shipped_words(tmp_path: Path) -> None:
    shipped, _ = report_wording(None)
    own, diagnostics = read(tmp_path, "title: 通报\nlimits:\n  top_units: 0\ndemands: [请补报。]\n")
    assert diagnostics == ()
    assert shipped is not None
    assert own == shipped.model_copy(
        update={
            "title": "通报",
            "limits": shipped.limits.model_copy(update={"top_units": 0}),
            "demands": ("请补报。",),
        }
    )


def test_a_blank_sentence_and_a_blank_list(tmp_path: Path) -> None:
    text = with_("opening: 按照", 'opening: "" #')
    text += "demands: []\n"
    _, diagnostics = read(tmp_path, text)
    assert [(each.code, each.message) for each in diagnostics] == [
        ("A208", "opening 不能空着"),
        ("A208", "demands 不能空着"),
    ]


def test_a_file_that_is_no_yaml_or_no_text(tmp_path: Path) -> None:
    _, (diagnostic,) = read(tmp_path, "title: [甲\n")
    assert (diagnostic.line, diagnostic.code) == (1, "A102")
    wording, diagnostics = read(tmp_path, "title: 通报".encode("utf-16"))
    assert wording is None
    assert [each.code for each in diagnostics] == ["A002"]
    wording, diagnostics = read(tmp_path, "")
    assert wording is None
    assert len(diagnostics) == 1


def test_a_file_that_is_not_there_or_is_a_folder(tmp_path: Path) -> None:
    missing = report_wording(tmp_path / "no.yaml", "no.yaml")
    assert missing == (
        None,
        (
            Diagnostic(
                *("no.yaml", 1, 1, "A001", "error", "没有这个文件"),
                "请核对路径；自带的模板：anju report --print-template -o 模板.yaml",
            ),
        ),
    )
    _, (folder,) = report_wording(tmp_path, "here")
    assert folder.message == "这是一个文件夹，应为文件"
    (tmp_path / "big.yaml").write_bytes(b"#" * (1024 * 1024 + 1))
    _, (big,) = report_wording(tmp_path / "big.yaml", "big.yaml")
    assert big.message == "文件有 2 MB，超过上限 1 MB"


def test_of_many_unknown_placeholders_each_of_the_first_is_named_once(tmp_path: Path) -> None:
    names = "".join(f"{{x{number}}}" for number in range(1_000))
    _, (diagnostic,) = read(tmp_path, f'title: "{names}{names}"\n')
    listed = "、".join(f"{{x{number}}}" for number in range(10))
    assert diagnostic.message == f"title 不认识的占位词：{listed}"
