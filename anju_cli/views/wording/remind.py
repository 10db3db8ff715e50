"""The wording of a reminder (催办单): the model of its template."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from anju_cli.model.scalars import Text
from anju_cli.views.wording.sentences import PLAN, Part, placeholders

Sentence = Annotated[Text, placeholders(*PLAN, "单位", "事项数", "逾期数")]


class RemindWording(Part):
    """催办单的措辞。"""

    title: Sentence = Field(description="标题")
    opening: Sentence = Field(description="开头的一段")
    duties: Sentence = Field(description="事项一节的标题")
    quota: Sentence = Field(description="目标任务一节的标题")
    request: Sentence = Field(description="办理要求一节的标题")
    closing: Sentence = Field(description="办理要求的内容")
    rules: Sentence = Field(description="说明一节的标题，内容由程序写")
