"""The wording of a reminder (催办单): the model of its template."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from anju_cli.model.scalars import Text
from anju_cli.views.wording.sentences import PLAN, Part, placeholders

EVERY = (*PLAN, "单位", "事项数", "逾期数", "回复期限")
"""The placeholders that every sentence of a reminder knows."""
COUNTED = (*EVERY, "任务", "月份", "序时进度", "应完成", "缺报")
REPORTED = (*COUNTED, "累计", "完成率")

Sentence = Annotated[Text, placeholders(*EVERY)]
CountedSentence = Annotated[Text, placeholders(*COUNTED)]
ReportedSentence = Annotated[Text, placeholders(*REPORTED)]
BehindSentence = Annotated[Text, placeholders(*REPORTED, "欠", "还差")]
RestSentence = Annotated[Text, placeholders(*REPORTED, "欠", "还差", "余下", "月均还需")]
ContactSentence = Annotated[Text, placeholders(*EVERY, "联系人")]


class RemindWording(Part):
    """催办单的措辞。"""

    title: Sentence = Field(description="标题")
    opening: Sentence = Field(description="开头的一段")
    duties: Sentence = Field(description="事项一节的标题")
    quota: Sentence = Field(description="目标任务一节的标题")
    behind: BehindSentence = Field(description="落后于序时进度的")
    rest: RestSentence = Field(description="接在后面，落后而年度没有过完时用")
    on_pace: ReportedSentence = Field(description="没有落后、只缺月份的")
    missing: ReportedSentence = Field(description="接在后面，缺几个月的条数时用")
    unreported: CountedSentence = Field(description="从没有报过条数的")
    request: Sentence = Field(description="办理要求一节的标题")
    reply: Sentence = Field(description="办理要求的第一句，什么时候以前回复")
    closing: Sentence = Field(description="办理要求的内容，接在后面")
    contact: ContactSentence = Field(description="联系人，计划里写了 contact 才有这一段")
    rules: Sentence = Field(description="说明的开头，内容由程序写")
