"""anju show: one task whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import BASE, base_with, run

# -- on the screen ---------------------------------------------------------


def test_a_task_with_its_groups_written_out() -> None:
    assert (
        run("show", "1", "--expand", "--data", BASE).out
        == """\
（一）公布和更新目录
────────────────────

部分             1、完善公开目录
牵头单位         政府办公室、司法局
责任单位         各镇、街道；行政执法局
各镇、街道（2）  青石镇、清溪街道
备注             原文的责任单位写作“各单位”。

原文
  2021年6月30日前公布目录，以后每月更新。更新情况于次月5日前报区政府办公室。

时限
  编号  期限        最后工作日  状态               事项
  ----  ----------  ----------  -----------------  --------------------------
   1.2  2021-06-05  2021-06-04  已办结 2021-06-04  报送更新情况（2021年5月）
   1.1  2021-06-30              已办结 2021-06-28  公布目录
   1.2  2021-07-05              临期 剩 5 天       报送更新情况（2021年6月）
   1.2  2021-08-05              剩 36 天           报送更新情况（2021年7月）
   1.2  2021-09-05  2021-09-03  剩 67 天           报送更新情况（2021年8月）
   1.2  2021-10-05  2021-09-30  剩 97 天           报送更新情况（2021年9月）
   1.2  2021-11-05              剩 128 天          报送更新情况（2021年10月）
   1.2  2021-12-05  2021-12-03  剩 158 天          报送更新情况（2021年11月）
   1.2  2022-01-05              剩 189 天          报送更新情况（2021年12月）

  期限含当日，遇休息日不顺延（另列之前最后工作日）；剩余按日历日，7 天内临期。

时限的依据
  1.1  “2021年6月30日前公布目录”
  1.2  “更新情况于次月5日前报区政府办公室”

办结说明
  1.1  2021-06-28 已在门户网站公布。 https://www.example.com/1.html
"""
    )


def test_a_terminal_of_80_columns() -> None:
    assert (
        run("show", "12", terminal=True).out
        == """\
（十二）规范完善政府政策信息资源
────────────────────────────────

部分      4、提升政务信息资源管理服务质量
牵头单位  政府办公室、司法局
责任单位  各镇、街道；区直各部门
备注      原文的牵头单位误印为“责任单位”，一句里有两个“责任单位”，这里把前一个改
          作牵头单位。

展开各组的单位：anju show 12 --expand

原文
  对照中国政府法制信息网行政法规库的行政法规国家正式版本,更新我区政府网站以及一
  体化政务服务平台上的行政法规文本,2021年8月31日前通过政府网站政府信息公开专栏集
  中统一规范发布现行有效规范性文件,并按照法定时限及时发布并实时更新法定主动公开
  内容,以及行政机关管理社会、服务公众的依据和结果。根据政务公开第三方评估结果,进
  一步完善公开内容,加强政策文件库建设,2021年10月31日前梳理形成现行有效政策文件清
  单,待全省统一资源数据库建成后及时对接联通。

时限
  编号 期限       最后工作日 状态      事项
  ───────────────────────────────────────────────────────────────────────────
  12.1 2021-08-31            剩 62 天  集中统一规范发布现行有效规范性文件
  12.2 2021-10-31 2021-10-29 剩 123 天 梳理形成现行有效政策文件清单
  12.3 —                     持续推进  按照法定时限发布并更新法定主动公开内容
  12.4 —                     持续推进  对接联通全省统一资源数据库

  期限含当日，遇休息日不顺延（另列之前最后工作日）；剩余按日历日，7 天内临期。

时限的依据
  12.1  “2021年8月31日前通过政府网站政府信息公开专栏集中统一规范发布现行有效规范
        性文件”
  12.2  “2021年10月31日前梳理形成现行有效政策文件清单”
  12.3  “按照法定时限及时发布并实时更新法定主动公开内容,以及行政机关管理社会、服
        务公众的依据和结果”
  12.4  “待全省统一资源数据库建成后及时对接联通”
"""
    )


def test_a_task_without_deadlines_says_so() -> None:
    assert run("show", "4").lines[-2:] == ["时限", "  原文没有写时限。"]


def test_what_was_said_when_it_was_done(tmp_path: Path) -> None:
    june = "          2021-06: {on: 2021-06-29, note: 没有变动}"
    comment = "          # 2021-06 的于 7 月 5 日前报"
    data = base_with(tmp_path / "data", "tasks", comment, june)
    lines = run("show", "1", "--data", str(data), "--today", "2021-07-05").lines
    assert lines[-3:] == [
        "办结说明",
        "  1.1          2021-06-28 已在门户网站公布。 https://www.example.com/1.html",
        "  1.2 2021-06  2021-06-29 没有变动",
    ]


def test_asked_about_a_past_day_what_was_done_later_was_not_done_yet() -> None:
    outcome = run("show", "1", "--data", BASE, "--today", "2021-06-27")
    assert "已办结 2021-06-28" not in outcome.out
    assert "办结说明" not in outcome.out
    assert "   1.1  2021-06-30              临期 剩 3 天       公布目录" in outcome.lines


def test_a_rule_for_events_and_each_time_it_happened() -> None:
    lines = run("show", "2", "--data", BASE, "--today", "2021-07-07").lines
    start = lines.index("时限")
    assert lines[start + 3 : start + 8] == [
        "   2.2  2021-06-30              逾期 7 天          检查账号（2021年上半年）",
        "   2.1  2021-07-06              逾期 1 天          报备（2021-07-01 发生，清溪街道）",
        "   2.1  2021-06-16              已办结 2021-06-15  "
        "报备（2021-06-10 注销一个账号，青石镇）",
        "   2.2  2021-12-31              剩 177 天          检查账号（2021年下半年）",
        "   2.1  —                       事发后计时         报备（事发后3个工作日内）",
    ]


# -- which task ------------------------------------------------------------


@pytest.mark.parametrize(
    "number", ["12", "十二", "(十二)", "（十二）", "１２", "〔十二〕", "第十二项", "12、", " 12 "]
)
def test_a_number_is_written_in_many_ways(number: str) -> None:
    assert run("show", number).lines[0] == "（十二）规范完善政府政策信息资源"


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("20", "没有第 20 项任务。现有 1 至 19，全部任务：anju tasks"),
        ("0", "“0”不是序号。写 12、十二或（十二）都可以"),
        ("12.1", "12.1 是一条时限，请看它的任务：anju show 12"),
        ("区司法局", "“区司法局”是单位，不是任务。请写：anju unit 司法局"),
        ("各镇（街道）", "“各镇（街道）”是一组单位，不是任务。请写：anju units --group 各镇、街道"),
        ("目录", "“目录”不是序号。写 12、十二或（十二）都可以"),
    ],
)
def test_an_unknown_number_is_refused(number: str, refusal: str) -> None:
    assert run("show", number).refusal == f"参数 序号：{refusal}"


def test_a_number_is_needed() -> None:
    assert run("show").refusal == "缺少参数 序号。"


# -- for programs ----------------------------------------------------------


def test_json_has_the_fields_of_a_task_and_its_note() -> None:
    task = run("show", "3", "--data", BASE, "-f", "json").json
    assert list(task.items()) == [
        ("number", 3),
        ("section", 2),
        ("title", "通报情况"),
        ("text", "定期通报有关情况。"),
        ("lead", ["综合执法大队"]),
        ("support", []),
        (
            "deadlines",
            [
                {
                    "id": "3.1",
                    "task": 3,
                    "title": "通报情况",
                    "what": "通报情况",
                    "kind": "ongoing",
                    "period": None,
                    "due": None,
                    "last_workday": None,
                    "state": "ongoing",
                    "days_left": None,
                    "units": ["综合执法大队"],
                    "unit": None,
                    "event": None,
                    "uid": "2021-3.1-c814037a67b4@anju",
                }
            ],
        ),
        ("note", None),
    ]


def test_json_names_the_members_of_groups_only_when_asked() -> None:
    assert "members" not in run("show", "12", "-f", "json").json
    members = run("show", "12", "--expand", "-f", "json").json["members"]
    assert list(members) == ["各镇、街道", "区直各部门"]
    assert members["各镇、街道"] == [
        *("安居镇", "横山镇", "常理镇", "白马镇", "中兴镇", "拦江镇", "保石镇", "东禅镇"),
        *("分水镇", "石洞镇", "西眉镇", "磨溪镇", "三家镇", "玉丰镇", "柔刚街道", "凤凰街道"),
    ]
    assert len(members["区直各部门"]) == 56 - 16
    assert run("show", "2", "--data", BASE, "--expand", "-f", "json").json["members"] == {}


def test_markdown() -> None:
    lines = run("show", "3", "--data", BASE, "-f", "md").lines
    assert lines[:5] == [
        "# （三）通报情况",
        "",
        "- **部分**：2、管好政务新媒体",
        "- **牵头单位**：综合执法大队",
        "- **责任单位**：—",
    ]
    assert [line for line in lines if line.startswith("#")] == [
        "# （三）通报情况",
        "## 原文",
        "## 时限",
        "## 时限的依据",
    ]
    assert "|    3.1 | —      |              | 持续推进 | 通报情况 |" in lines
