"""Which placeholders a sentence of a template may hold."""

from __future__ import annotations

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from anju_cli.text.fuzzy import nearest
from anju_cli.views.wording.filling import PLACE


class Part(BaseModel):
    """A template, or a part of one. What it leaves out takes the shipped words."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def holding(*allowed: str) -> AfterValidator:
    """That a sentence has no placeholder but ``allowed``, and no lone brace."""

    def check(sentence: str) -> str:
        unknown = [name for name in PLACE.findall(sentence) if name.strip() not in allowed]
        if unknown:
            raise _refused(
                f"不认识的占位词：{'、'.join(f'{{{name}}}' for name in unknown)}",
                _instead(unknown, allowed),
            )
        if set(PLACE.sub("", sentence)) & set("{}"):
            raise _refused("花括号没有配对", f"占位词前后各一个半角花括号；{_listed(allowed)}")
        return sentence

    return AfterValidator(check)


def _refused(message: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError("A207", "{message}", {"message": message, "hint": hint})


def _instead(unknown: list[str], allowed: tuple[str, ...]) -> str:
    """The nearest of what is allowed for each that is unknown, and all that is."""
    meant = []
    for name in unknown:
        near = nearest(name.strip(), allowed) or _sharing(name.strip(), allowed)
        if near:
            meant.append(f"{{{name}}} 可能是 {'、'.join(f'{{{one}}}' for one in near)}")
    return "；".join([*meant, _listed(allowed)])


def _sharing(name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``allowed`` that share a part with a ``name`` (年 in 年份): placeholders are
    too short for ``nearest``."""
    return tuple(one for one in allowed if one in name or (name and name in one))


def _listed(allowed: tuple[str, ...]) -> str:
    return f"这一句可以用：{'、'.join(f'{{{one}}}' for one in allowed)}"


PLAN = ("年", "日期", "截至", "计划", "印发单位")
"""The placeholders that every sentence of every letter knows."""
