"""The wording of the circular (通报): the model of its template."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from anju_cli.model.pace import Light
from anju_cli.model.scalars import Count, Positive, Text
from anju_cli.views.wording.sentences import PLAN, Part, placeholders

EVERY = ("年", "期", "月", *PLAN[1:], "成文日期")
"""The placeholders that every sentence of a circular knows."""
SUMS = (
    *(*EVERY, "范围", "单位数", "任务", "本月", "累计"),
    *("完成率", "序时应完成", "超欠", "差距", "未报数"),
)
LIST = (*EVERY, "名单", "个数")

Sentence = Annotated[Text, placeholders(*EVERY)]
PaceSentence = Annotated[Text, placeholders(*EVERY, "序时进度")]
SumSentence = Annotated[Text, placeholders(*SUMS)]
LightsSentence = Annotated[Text, placeholders(*EVERY, "范围", "绿", "蓝", "黄", "红", "未报数")]
TopSentence = Annotated[Text, placeholders(*LIST, "范围")]
ListSentence = Annotated[Text, placeholders(*LIST)]
LightSentence = Annotated[Text, placeholders(*LIST, "灯")]
BlankSentence = Annotated[Text, placeholders(*LIST, "月数")]
ComingSentence = Annotated[Text, placeholders(*LIST, "天数")]


class Limits(Part):
    """从多少起写进通报。"""

    top_units: Count = Field(description="部门、镇（街道）各写出前几名，0 是不写")
    named_lights: tuple[Light, ...] = Field(description="哪些灯的单位要点名，例如 [红]")
    blank_months: Positive = Field(description="缺报几个月（含）起点名")
    coming_days: Count = Field(description="写出多少天以内到期的时限")


class Headings(Part):
    """各部分的标题，序号由程序写。"""

    situation: Sentence = Field(description="第一部分的标题")
    overall: Sentence = Field(description="总体情况的标题")
    bureaus: Sentence = Field(description="部门的标题")
    towns: Sentence = Field(description="镇（街道）的标题")
    months: Sentence = Field(description="逐月情况的标题")
    problems: Sentence = Field(description="第二部分的标题")
    counts: Sentence = Field(description="目标任务方面问题的标题")
    missed: Sentence = Field(description="逾期时限的标题")
    coming: Sentence = Field(description="近期到期时限的标题")
    demands: Sentence = Field(description="第三部分的标题")


class Situation(Part):
    """基本情况里的句子。"""

    pace: PaceSentence = Field(description="序时进度的一句")
    sum: SumSentence = Field(description="一个范围的合计")
    none_this_month: SumSentence = Field(description="这一期没有单位报时，代替合计")
    some_unreported: SumSentence = Field(description="接在合计后面，有未报单位时用")
    none_reported: SumSentence = Field(description="一个范围都没有报时，代替合计")
    lights: LightsSentence = Field(description="各灯的单位数")
    top: TopSentence = Field(description="完成率居前的单位")


class Troubles(Part):
    """存在问题里的句子；每一项都有没有问题时的说法。"""

    unreported: ListSentence = Field(description="从没有报过的单位")
    everybody_unreported: ListSentence = Field(description="各单位都没有报过时，只有这一句")
    nobody_unreported: Sentence = Field(description="没有这样的单位时")
    this_month: ListSentence = Field(description="以前报过、这一期未报的单位")
    lights: LightSentence = Field(description="要点名的灯的单位")
    nobody_lights: LightSentence = Field(description="没有这样的单位时")
    blank_months: BlankSentence = Field(description="缺报月份的单位")
    missed: ListSentence = Field(description="逾期的时限，表在后面")
    nothing_missed: Sentence = Field(description="没有逾期的时限时")
    late: ListSentence = Field(description="这一期到期、逾期才办结的时限，在同一张表里")
    coming: ComingSentence = Field(description="近期到期的时限，表在后面")
    nothing_coming: ComingSentence = Field(description="近期没有到期的时限时")


class Requests(Part):
    """下一步要求里的句子，有对象的才写。"""

    unreported: Sentence = Field(description="有单位未报、缺报时")
    behind: Sentence = Field(description="有单位落后于序时进度时")
    year_end: Sentence = Field(description="到了年底，有单位没有完成年度任务时")
    missed: Sentence = Field(description="有逾期未办结的时限时")
    nobody: Sentence = Field(description="上面的都没有对象时")


class ReportWording(Part):
    """通报的措辞。"""

    title: Sentence = Field(description="标题")
    recipients: Sentence | None = Field(None, description="主送机关，不写就用计划的")
    copies: Sentence | None = Field(None, description="抄送机关，不写就用计划的")
    opening: Sentence = Field(description="开头的一段")
    days: Sentence = Field(description="统计截至和成文日期的一段")
    unfinished: Sentence = Field(description="这一期没有过完时，加在开头后面的一段")
    limits: Limits = Field(description="从多少起写进通报")
    headings: Headings = Field(description="各部分的标题")
    situation: Situation = Field(description="基本情况里的句子")
    troubles: Troubles = Field(description="存在问题里的句子")
    requests: Requests = Field(description="下一步要求里的句子，有对象的才写")
    demands: tuple[Sentence, ...] | None = Field(
        None, min_length=1, description="自己写的下一步要求，一项一段，代替 requests"
    )
