"""Rules of texts, wherever they stand: what in them looks like a slip of the pen.

Mostly warnings (提示): each is made for a slip that people make here, and keeps still
where an office may well mean what it wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from anju_cli.parsing.source import Source
from anju_cli.parsing.tree import Path
from anju_cli.storage.folders import FileKind
from anju_cli.text.lenient import QUOTES, quoted, unquoted
from anju_cli.text.traditional import traditional
from anju_cli.validation.rules.files import Files
from anju_cli.validation.violation import Violation

_MAY_BE_QUOTED = frozenset(("title", "what", "note"))
_NEVER_QUOTED = frozenset(("district", "link"))


_ESCAPE = "\\"
"""With it a text in YAML's quotes may hold any character."""


def values_have_no_quotes(files: Files) -> Iterator[Violation]:
    """No value stands whole in “”, which YAML takes for a part of it (A405).

    An error where it is a name or an address, which nobody finds then. A text may be meant
    to stand in them, and is where YAML's own quotes or a block are around it.
    """
    for file, path, text in _texts(files, lambda source: set(QUOTES) & set(source.characters)):
        key, bare = path[-1], unquoted(text)
        if bare == text or key not in _MAY_BE_QUOTED | _NEVER_QUOTED:
            continue
        message = f"整个值在弯引号里，引号会成为内容：{quoted(bare)}"
        if key in _NEVER_QUOTED:
            written = bare if key == "link" else None
            yield Violation(file, path, "A405", message, f"改为：{bare}", written=written)
        else:
            hint = "不要引号的，删去两边的弯引号；原文就有引号的，外面再加一对半角引号"
            yield Violation(file, path, "A405", message, hint, severity="warning", only_plain=True)


_DOCUMENT = r"[\[(（【［{]((?:19|20)\d\d)[\])）】］}]\s*(\d+)\s*号(?![楼院房室门店])"
"""The year in the number of an official document, in brackets of another kind."""
_LIKE_DOCUMENT = r"[\[(（【［{]\s*(?:1\s*9|2\s*0)\s*\d\s*\d\s*[\])）】］}][\s\d]*号"
"""The same in a file, where a text may go on over lines."""


def document_numbers_have_their_brackets(files: Files) -> Iterator[Violation]:
    """The year of a document's number stands in 〔〕 (A402; GB/T 9704-2012, 7.2.5)."""
    for file, path, text in _texts(files, lambda source: re.search(_LIKE_DOCUMENT, source.text)):
        for match in re.finditer(_DOCUMENT, text):
            word, right = match.group(), f"〔{match[1]}〕{match[2]}号"
            message = f"文号“{word}”里的年份应放在六角括号〔〕里"
            hint = f"改为：{right}；不是文号的，不用改"
            yield Violation(file, path, "A402", message, hint, word=word, severity="warning")


def texts_are_simplified(files: Files) -> Iterator[Violation]:
    """Texts are in simplified characters (A403)."""
    texts = _texts(files, lambda source: traditional(set(source.characters)))
    simplified = traditional({char for _, _, text in texts for char in text})
    for file, path, text in texts:
        chars = list(dict.fromkeys(char for char in text if char in simplified))
        if chars:
            message = f"这里有繁体字{'、'.join(f'“{char}”' for char in chars)}"
            hint = "、".join(f"“{char}”改为“{simplified[char]}”" for char in chars)
            yield Violation(file, path, "A403", message, hint, word=chars[0], severity="warning")


def _texts(files: Files, holds: Callable[[Source], object]) -> Sequence[tuple[FileKind, Path, str]]:
    """Every text, if one may hold what is sought, as it stands in a file or escaped.

    Most files do not, and then their texts need not be gone through one by one.
    """
    sources = files.sources
    if sources is None or any(_ESCAPE in each.characters or holds(each) for each in sources):
        return files.texts
    return ()
