"""Check that a sentence of a template holds the placeholders it may."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from anju_cli.text.fuzzy import nearest
from anju_cli.views.wording.filling import PLACEHOLDER

PLAN = ("年", "日期", "截至", "计划", "印发单位")
"""The placeholders that every sentence of every letter knows."""

_MOST_NAMED = 10


class Part(BaseModel):
    """A template, or a part of one. What it leaves out takes the shipped words."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def placeholders(*allowed: str) -> AfterValidator:
    """Allow no placeholder in a sentence but ``allowed``, and no lone brace."""

    def check(sentence: str) -> str:
        names = dict.fromkeys(PLACEHOLDER.findall(sentence))
        unknown = [name for name in names if name.strip() not in allowed][:_MOST_NAMED]
        if unknown:
            raise _refused(f"不认识的占位词：{_braced(unknown)}", _instead(unknown, allowed))
        if set(PLACEHOLDER.sub("", sentence)) & set("{}"):
            raise _refused("花括号没有配对", f"占位词前后各一个半角花括号；{_listed(allowed)}")
        return sentence

    return AfterValidator(check)


def _refused(message: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError("A207", "{message}", {"message": message, "hint": hint})


def _instead(unknown: list[str], allowed: tuple[str, ...]) -> str:
    """Name the nearest of what is allowed for each that is unknown, and all that is."""
    meant = []
    for name in unknown:
        near = nearest(name.strip(), allowed) or _sharing(name.strip(), allowed)
        if near:
            meant.append(f"{{{name}}} 可能是 {_braced(near)}")
    return "；".join([*meant, _listed(allowed)])


def _sharing(name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Find those of ``allowed`` that share a part with ``name`` (年 in 年份).

    Placeholders are too short for ``nearest``.
    """
    return tuple(word for word in allowed if word in name or (name and name in word))


def _listed(allowed: tuple[str, ...]) -> str:
    return f"这一句可以用：{_braced(allowed)}"


def _braced(names: Iterable[str]) -> str:
    return "、".join(f"{{{name}}}" for name in names)
