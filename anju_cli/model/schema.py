"""The schemas of the three data files.

Descriptions are Chinese: people read them through the JSON Schema, in their editor.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from anju_cli.model.scalars import (
    Count,
    DeadlineId,
    DueBy,
    IsoDate,
    Month,
    Name,
    PeriodLabel,
    Positive,
    Text,
    Year,
)


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


_ONCE: JsonDict = {"uniqueItems": True}
"""Each name once: the rules hold it, by any name of a unit; the JSON Schema, to the letter."""


# -- units.yaml ------------------------------------------------------------

Kind = Literal["镇", "街道", "区直部门", "党委机构", "派驻垂管", "园区", "事业单位"]


class Unit(_Model):
    """一个单位。"""

    name: Name = Field(description="单位简称，与附件一致，全表唯一")
    full_name: Name | None = Field(None, description="全称，原文里有才写")
    kind: Kind = Field(description="类别")
    aliases: tuple[Name, ...] = Field(
        (),
        description="别名，例如 区司法局；一个别名只能属于一个单位",
        json_schema_extra=_ONCE,
    )
    see_also: tuple[Name, ...] = Field(
        (), description="可能是同一机构、但不能确定的另一个单位；问到一个就提示另一个"
    )
    note: Text | None = Field(None, description="备注；凡是推断的都在这里注明")


class Group(_Model):
    """一组单位，在任务里可以整组作责任单位。"""

    name: Name = Field(description="组名，例如 各镇、街道")
    aliases: tuple[Name, ...] = Field((), description="组名的别的写法", json_schema_extra=_ONCE)
    members: tuple[Name, ...] = Field(
        min_length=1, description="组内单位，写简称", json_schema_extra=_ONCE
    )
    note: Text | None = Field(None, description="备注；凡是推断的都在这里注明")


Party: TypeAlias = Unit | Group
"""Whom a name of the register means."""


class UnitsFile(_Model):
    """units.yaml：单位名册。"""

    district: Name | None = Field(
        None, description="本区（县）的全名；查单位时，名称前带上它或它的一部分都认得"
    )
    units: tuple[Unit, ...] = Field(min_length=1, description="全部单位")
    groups: tuple[Group, ...] = Field((), description="单位的分组")


# -- tasks.yaml ------------------------------------------------------------


class Done(_Model):
    """办结记录。"""

    on: IsoDate = Field(description="办结的日子")
    note: Text | None = Field(None, description="说明")
    link: Text | None = Field(None, description="公开页面的网址")


class Occurrence(_Model):
    """事件发生一次。"""

    date: IsoDate = Field(description="事件发生的日子（不计入期限）")
    unit: Name | None = Field(
        None, description="是哪个单位的事，写单位的简称或别名；不写就算各单位都要办的"
    )
    what: Text | None = Field(None, description="是什么事")
    done: Done | None = Field(None, description="办结记录；没办完就不写")


class _Deadline(_Model):
    id: DeadlineId = Field(description='时限编号，"任务号.序号"，要加引号，例如 "12.1"')
    what: Text = Field(description="要交付什么")
    quote: Text = Field(description="依据的原文，与 text 里的字句一字不差")
    note: Text | None = Field(None, description="备注；凡是推断的都在这里注明")


class FixedDeadline(_Deadline):
    """有固定日期的时限。"""

    kind: Literal["固定日期"] = Field(description="时限类型")
    due: IsoDate = Field(description="期限，含当日")
    done: Done | None = Field(None, description="办结记录；没办完就不写")


class RecurringDeadline(_Deadline):
    """每月、每季度、每半年或每年一次的时限。"""

    kind: Literal["周期"] = Field(description="时限类型")
    every: Literal["每月", "每季度", "每半年", "每年"] = Field(description="多久一次")
    by: DueBy = Field(
        "期末", description="每期的期限（含当日）：期末，或期后次月的某日，例如 次月1日"
    )
    done: dict[PeriodLabel, Done] = Field(
        default_factory=dict, description="各期的办结记录，例如 2021-06: {on: 2021-07-01}"
    )


class EventDeadline(_Deadline):
    """某事发生后若干工作日内办结的时限。"""

    kind: Literal["事后限时"] = Field(description="时限类型")
    event: Text = Field(description="什么事")
    within_workdays: Positive = Field(description="几个工作日内（事件当天不算）")
    occurrences: tuple[Occurrence, ...] = Field((), description="已发生的事件，每次一条")


class OngoingDuty(_Deadline):
    """没有固定日期、持续推进的事。"""

    kind: Literal["持续推进"] = Field(description="时限类型")
    done: Done | None = Field(None, description="办结记录；没办完就不写")


Deadline: TypeAlias = Annotated[
    FixedDeadline | RecurringDeadline | EventDeadline | OngoingDuty,
    Field(discriminator="kind"),
]


class PlanInfo(_Model):
    """这份计划本身。"""

    title: Text = Field(description="计划的标题")
    issuer: Text = Field(description="印发机关")
    issued: IsoDate = Field(description="印发日期")
    year: Year = Field(description="计划年度")
    source: Text = Field(description="来源文件")
    contact: Text | None = Field(
        None, description="联系人和电话，写在催办单上，例如 张三，0825-8660000（例子是编的）"
    )
    addressees: Text | None = Field(
        None, description="主送机关，写在通报标题下面，例如 各镇人民政府、街道办事处，区直各部门"
    )
    copies: Text | None = Field(None, description="抄送机关，写在通报最后")
    soon_days: Count = Field(7, description="离期限几天以内算临期，不写按 7 天")
    roll_workdays: Count = Field(
        0,
        description="期限遇休息日怎么办：0 为不顺延（不写即为 0），n 为顺延到其后第 n 个工作日",
    )


class PlanSection(_Model):
    """计划的一个部分。"""

    number: Positive = Field(description="部分的序号")
    title: Text = Field(description="部分的标题")


class Task(_Model):
    """一项任务。"""

    number: Positive = Field(description="任务序号，（十二）写 12")
    section: Positive = Field(description="属于第几部分")
    title: Text = Field(description="任务的标题")
    text: Text = Field(description="任务全文，照录原文；可以分行，读取时各行直接相连")
    lead: tuple[Name, ...] = Field(
        min_length=1,
        description="牵头单位，按原文顺序，第一个负主责",
        json_schema_extra=_ONCE,
    )
    support: tuple[Name, ...] = Field(
        (), description="责任单位，可以写单位或组", json_schema_extra=_ONCE
    )
    note: Text | None = Field(None, description="备注；凡是推断的都在这里注明")
    deadlines: tuple[Deadline, ...] = Field((), description="时限")


class TasksFile(_Model):
    """tasks.yaml：计划、部分和任务。"""

    plan: PlanInfo = Field(description="这份计划本身")
    sections: tuple[PlanSection, ...] = Field(min_length=1, description="计划的各部分")
    tasks: tuple[Task, ...] = Field(min_length=1, description="全部任务")


# -- quotas.yaml -----------------------------------------------------------


class Lights(_Model):
    """灯的分界。"""

    blue_below: Count = Field(
        10, description="欠不到几个百分点为蓝，从这里起（含）为黄，不写按 10；不大于 yellow_up_to"
    )
    yellow_up_to: Count = Field(30, description="欠到几个百分点（含）为黄，再多为红，不写按 30")


class QuotasFile(_Model):
    """quotas.yaml：各单位的公开条数任务和各月完成数。"""

    year: Year = Field(description="年度，与计划一致")
    total: Count = Field(description="合计，应等于各单位目标之和")
    pace: Literal["按月", "按季", "按日"] = Field(
        "按月", description="序时进度怎么算，不写即为按月（已过完的月数 ÷ 12)"
    )
    counted_from: IsoDate | None = Field(
        None,
        description="起算日：序时进度从这一天所在的月（季）算起，按日时从这一天算起，"
        "不写即从 1 月 1 日起；它所在的月以前的月份不记条数",
    )
    report_by: DueBy | None = Field(
        None,
        description="每个月的条数最晚哪天报（含当日）：期末，或次月的某日，不写按 次月5日；"
        "过了这一天、或者已经报了的月份才计入进度、灯和排名",
    )
    lights: Lights = Field(Lights(), description="灯的分界，单位是百分点")
    targets: dict[Name, Count] = Field(min_length=1, description="各单位目标条数，写 单位: 条数")
    published: dict[Month, dict[Name, Count]] = Field(
        default_factory=dict,
        description="各月当月新公开的条数，写 2021-06: {司法局: 18}；没报的单位不写，不要写 0",
    )


FILES: dict[str, type[UnitsFile] | type[TasksFile] | type[QuotasFile]] = {
    "units": UnitsFile,
    "tasks": TasksFile,
    "quotas": QuotasFile,
}
"""The three files of a plan's folder, in the order in which they depend on each other."""


class _Generator(GenerateJsonSchema):
    """Narrows what pydantic's own JSON Schema takes, to what the models take."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Refuse a blank for what may be left out, though its default is None."""
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Refuse a key that has not the form of the keys."""
        published = super().dict_schema(schema)
        names = published.pop("propertyNames")  # what is left of the key's schema: its message
        return {**published, **names, "additionalProperties": False}


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """Make the JSON Schema of a model: what it takes, no more."""
    return model.model_json_schema(schema_generator=_Generator)
