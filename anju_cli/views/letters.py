"""What the letters (通报, 催办单) share: numbered parts, and common words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from anju_cli.model.plan import Plan
from anju_cli.render.document import Block, Heading, Section
from anju_cli.text.numerals import chinese

HeadedBlocks = tuple[str, Sequence[Block]]
"""A heading without its number, and what stands under it."""


def long_day(day: date) -> str:
    """Write a day as documents do: 2021年7月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def plan_words(plan: Plan, day: date) -> dict[str, str]:
    """Return the words for the placeholders that every sentence of every letter knows."""
    return {
        "年": str(plan.quotas.year),
        "日期": long_day(day),
        "截至": f"截至{long_day(day)}",
        "计划": plan.info.title,
        "印发单位": plan.info.issuer,
    }


def numbered_sections(parts: Iterable[HeadedBlocks]) -> tuple[Section, ...]:
    """Put parts under headings 一、, 二、, …"""
    return tuple(
        Section(f"{chinese(number)}、{heading}", tuple(blocks))
        for number, (heading, blocks) in enumerate(parts, start=1)
    )


def numbered_headings(parts: Iterable[HeadedBlocks]) -> tuple[Block, ...]:
    """Put parts under headings （一）, （二）, … inside a section."""
    blocks: list[Block] = []
    for number, (heading, part) in enumerate(parts, start=1):
        blocks += [Heading(f"（{chinese(number)}）{heading}"), *part]
    return tuple(blocks)
