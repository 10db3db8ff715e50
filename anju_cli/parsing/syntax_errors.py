"""Syntax errors of PyYAML in Chinese, at the place where a person would look."""

from __future__ import annotations

import yaml

from anju_cli.diagnostics import Diagnostic
from anju_cli.parsing.source import Source

NO_EXTRAS = "本文件不用这种写法：请把内容直接写全；如果是文字，请加引号"

_WHERE_IT_ENDED: dict[str, tuple[str, str]] = {
    "mapping values are not allowed in this context": (
        "这里多了一个冒号，或上一行的缩进、冒号有误",
        "请核对这一行和上一行；文字里有“: ”的要整个加引号",
    ),
    "did not find expected key": (
        "这一行的缩进与上下行不一致，或上一行没有写完",
        "同一层的各行左端要对齐，缩进用半角空格",
    ),
    "did not find expected '-' indicator": (
        "列表里的这一行没有以“- ”开头，或缩进不一致",
        "同一列表的各项都以“- ”开头并对齐",
    ),
    "found character that cannot start any token": (
        "这里不能以这个符号开头",
        "文字以 @ ` % 等符号开头时要整个加引号；缩进不能用 Tab",
    ),
    "block sequence entries are not allowed in this context": (
        "“- ”不能写在这里",
        "列表另起一行写，每项以“- ”开头",
    ),
    "found a tab character that violates indentation": ("缩进用了 Tab", "改用半角空格缩进"),
    "did not find expected node content": (
        "逗号或括号之间缺少内容",
        "请补上内容，或删去多余的逗号",
    ),
}
"""Words for errors, by PyYAML's own, that stand where it could read no further."""

_WHERE_IT_BEGAN: dict[str, tuple[str, str]] = {
    "could not find expected ':'": (
        "这一行缺少冒号，或上一行没有写完",
        "写成 项名: 内容，冒号用半角，后面空一格",
    ),
    "did not find expected ',' or ']'": ("方括号 [ 没有配对，或各项之间缺逗号", "写成 [甲, 乙]"),
    "did not find expected ',' or '}'": (
        "花括号 { 没有配对，或各项之间缺逗号",
        "写成 {甲: 1, 乙: 2}",
    ),
    "found unexpected end of stream": (
        "引号或括号没有配对，直到文件末尾",
        "请补上右边的引号或括号",
    ),
    "did not find expected alphabetic or numeric character": (
        "& 和 * 在 YAML 里是锚点和引用的记号",
        NO_EXTRAS,
    ),
}
"""And for those whose cause stands where the construct began."""


def syntax_diagnostic(source: Source, error: yaml.YAMLError) -> Diagnostic:
    """Make the diagnostic (A102, A111) of an error that PyYAML raised."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        # ReaderError: a character no YAML may hold; ``cleanup`` has named it already.
        return source.diagnostic(1, 1, "A111", "文件里有 YAML 不允许的字符", "请删去看不见的字符")
    mark, problem = error.problem_mark, error.problem or ""
    if problem in _WHERE_IT_BEGAN and error.context_mark is not None:
        mark = error.context_mark
    message, hint = (
        _WHERE_IT_ENDED.get(problem)
        or _WHERE_IT_BEGAN.get(problem)
        or ("这里不合 YAML 的写法", "请核对这一行和上一行的缩进、冒号、引号和括号")
    )
    return source.diagnostic(mark.line + 1, mark.column + 1, "A102", message, hint)
