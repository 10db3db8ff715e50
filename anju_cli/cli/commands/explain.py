"""anju explain"""

import re
import unicodedata
from typing import Annotated

import typer

from anju_cli.cli.options import ForceOption, FormatOption, OutputOption
from anju_cli.cli.output import chosen_format, send, send_text
from anju_cli.cli.refusals import refusal
from anju_cli.environment import Environment
from anju_cli.render.diagnostics.codes import codes_document, codes_markdown
from anju_cli.text.fuzzy import did_you_mean, spelt_like
from anju_cli.validation.codes import Explanation, explanations
from anju_cli.views.explain import codes_page, titles_listing, whole_listing

EXAMPLES = """\
anju explain A203
anju explain A105 A301
anju explain"""

_MOST_OFFERED = 3
"""With more codes as near as the nearest, nobody is helped by them."""


def command(
    ctx: typer.Context,
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="编号", help="一个或几个问题编号：A203、a203 或 203 都可以；不写就列出全部"
        ),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="全部列出：逐个说明每个编号；文档 docs/codes.md 就是这样写成的"),
    ] = False,
    form: FormatOption = None,
    output: OutputOption = None,
    _force: ForceOption = False,
) -> None:
    """说明问题编号：是什么意思，什么时候出现，错误和正确的例子，怎样改。

    编号就是 anju validate 在“错误”后面写的 A203 这样的代号，意思不会改变。
    """
    environment: Environment = ctx.obj
    if codes and everything:
        raise refusal("--all", "已经写了编号，请去掉 --all")
    chosen = chosen_format(form, output)
    wanted = tuple(dict.fromkeys(map(_explanation, codes or explanations())))
    if not codes and not everything:
        send(titles_listing(wanted), chosen, output, environment)
    elif chosen == "table":
        send(codes_page(wanted), chosen, output, environment)
    elif chosen == "markdown":
        text = codes_document(wanted) if everything else codes_markdown(wanted)
        send_text(text, output, environment)
    else:
        send(whole_listing(wanted), chosen, output, environment)


def _explanation(typed: str) -> Explanation:
    """Look a typed code up; raises a usage error where there is none."""
    code = unicodedata.normalize("NFKC", typed).strip().lower()
    code = f"a{code}" if re.fullmatch(r"\d{3}", code) else code
    known = {explanation.code.lower(): explanation for explanation in explanations().values()}
    if code in known:
        return known[code]
    like = [known[near].code for near in spelt_like(code, known)]
    hint = did_you_mean(like if len(like) <= _MOST_OFFERED else (), "全部编号：anju explain")
    raise refusal("参数 编号", f"没有编号“{typed}”。{hint}")
