"""What each code of a diagnostic means, for the people who get it.

Codes are never reused or given another meaning: people look them up and programs
match them. ``anju explain`` shows this table, and ``docs/codes.md`` is made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Level = Literal["错误", "提示", "错误或提示"]
"""What a code is given as; as the last, an error where nothing else can be."""


class Explanation(NamedTuple):
    """A code in words.

    ``meaning`` says what is wrong and in which situations the code is given, ``advice``
    how to fix it. ``right`` is a passage of the invented plan in ``tests/fixtures/base``
    and ``wrong`` what a slip makes of it; a line ``…`` stands for lines left out. ``file``
    is the data file both are of; empty where the example is not text of a file.
    A warning can be let stand by a comment (``suppressions``); ``may_stand``: an error
    of this code too, since every answer is still right with it.
    """

    code: str
    title: str
    meaning: str
    file: str
    wrong: str
    right: str
    advice: str
    level: Level = "错误"
    may_stand: bool = False

    @property
    def examples(self) -> tuple[tuple[str, list[str]], ...]:
        """Both examples by name, line by line; the blanks that they are about are named,
        since nobody sees them."""
        file = f"（{self.file}）" if self.file else ""
        return (
            (f"错误的写法{file}", _named_blanks(self.wrong).split("\n")),
            ("正确的写法", _named_blanks(self.right).split("\n")),
        )

    @property
    def can_stand(self) -> bool:
        """Whether a comment can let any diagnostic of this code stand."""
        return self.may_stand or self.level != "错误"

    @property
    def how_to_suppress(self) -> str:
        """The sentence that says it; empty where that cannot be done."""
        if not self.can_stand:
            return ""
        what = "提示" if self.level == "错误或提示" and not self.may_stand else ""
        return f"{what}可以忽略：在那一行末尾写注释 # anju 忽略 {self.code} 到 日期：理由"

    @property
    def group(self) -> str:
        """Where faults of this kind are found, in words."""
        return GROUPS[self.code[:2]]


def _named_blanks(text: str) -> str:
    return text.replace("\t", "<Tab>").replace("\u3000", "<U+3000>")


GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "A0": "文件本身",
        "A1": "行和符号",
        "A2": "一条记录",
        "A3": "前后对照",
        "A4": "可疑之处",
        "A5": "忽略",
    }
)
"""What the first digit of a code says."""

_EXPLANATIONS = (
    Explanation(
        code="A001",
        title="文件读不到",
        meaning=(
            "计划的文件夹里要有 units.yaml、tasks.yaml、quotas.yaml 三个文件，其中有一个"
            "读不到。常见的原因：文件不在，或者扩展名写成了 .yml；同名的是一个文件夹；没"
            "有权限读；快捷链接绕成了圈；文件超过 32 MB，或者里面的行、项、错处多得不像一份"
            "计划，多半是放错了文件。"
        ),
        file="",
        wrong="data/\n  quotas.yml\n  tasks.yaml\n  units.yaml",
        right="data/\n  quotas.yaml\n  tasks.yaml\n  units.yaml",
        advice="把三个文件放在同一个文件夹里，名字与上面的一样。没有权限时请找管理员。",
    ),
    Explanation(
        code="A002",
        title="文件编码不对，或者不是文本文件",
        meaning=(
            "数据文件要存成 UTF-8 编码的文本。存成 GBK（记事本里叫 ANSI）、UTF-16（旧版记"
            "事本里叫 Unicode）或 UTF-32，把 Excel、Word 文件改了名放进来，或者文件里有损"
            "坏的、哪种编码都读不出来的字，或者选错编码打开后又保存，成了乱码，都会这样提示。"
        ),
        file="",
        wrong="另存为，编码：ANSI",
        right="另存为，编码：UTF-8",
        advice=(
            "在编辑器里选“另存为”，编码选 UTF-8，带不带 BOM 都可以。是 Excel 或 Word 文件"
            "的，把内容粘贴到文本文件里再存；字已经损坏的，要重新输入，或找回没有损坏的文"
            "件。"
        ),
    ),
    Explanation(
        code="A003",
        title="文件是空的",
        meaning="文件里什么都没有，或者只有以 # 开头的注释。",
        file="quotas.yaml",
        wrong="# 2021 年的目标任务\n# 等各单位报来再填",
        right="year: 2021\ntotal: 600\n\ntargets:\n  政府办公室: 200\n…",
        advice="填上内容；写法可以照随程序附带的同名文件。如果是误删，请找回原来的文件。",
    ),
    Explanation(
        code="A101",
        title="有没解决的合并冲突",
        meaning=(
            "两个人改了同一处，合并时 Git 把两份都留在文件里，用 <<<<<<<、=======、>>>>>>"
            "> 隔开，等人来选。在选好之前，这个文件里的其他问题不检查。"
        ),
        file="quotas.yaml",
        wrong=(
            "targets:\n"
            "  政府办公室: 200\n"
            "<<<<<<< HEAD\n"
            "  司法局: 150\n"
            "=======\n"
            "  司法局: 180\n"
            ">>>>>>> 修改目标"
        ),
        right="targets:\n  政府办公室: 200\n  司法局: 150",
        advice="问清楚哪一份是对的，留下它，把另一份和 <<<<<<<、=======、>>>>>>> 这几行都删去。",
    ),
    Explanation(
        code="A102",
        title="缩进、引号或括号不合 YAML 的写法",
        meaning=(
            "这一行按 YAML 的规矩读不下去，或者会读成别的意思。常见的情形：同一层的各行左"
            "端没有对齐；引号、方括号、花括号没有配对，或者左右不是一种；花括号里两项之间缺"
            "了逗号；右引号或右括号后面还有文字；文字里有“: ”（冒号加空格）、以冒号结尾，或者"
            "以 @、%、&、*、!、> 等符号开头，却没有加引号；“|”后面没有换行就写正文；大段文字有"
            "几行缩进不够。"
        ),
        file="tasks.yaml",
        wrong=(
            "- number: 3\n"
            "  section: 2\n"
            " title: 通报情况\n"
            "  text: 定期通报有关情况。\n"
            "  lead: [综合执法大队"
        ),
        right=(
            "- number: 3\n"
            "  section: 2\n"
            "  title: 通报情况\n"
            "  text: 定期通报有关情况。\n"
            "  lead: [综合执法大队]"
        ),
        advice=(
            "同一层的各行左端对齐，缩进只用半角空格；引号和括号都要成对；文字里有冒号、井"
            "号等符号的，整个用引号括起来。“^”指着出问题的地方；如果那一行看上去没有错，"
            "请看它的上一行。"
        ),
    ),
    Explanation(
        code="A103",
        title="空白用了 Tab",
        meaning=(
            "缩进、列表的横线后面，或者大段文字中间的空行里，用了 Tab 键打出的空白。在各"
            "人的屏幕上 Tab 的宽窄不一样，YAML 不许用它缩进。例子里的 <Tab> 代表这样一个"
            "字符。"
        ),
        file="quotas.yaml",
        wrong="targets:\n  政府办公室: 200\n\t司法局: 150",
        right="targets:\n  政府办公室: 200\n  司法局: 150",
        advice="删去 Tab，改用半角空格。编辑器里一般可以设置“按 Tab 键时插入空格”。",
    ),
    Explanation(
        code="A104",
        title="空白用了全角空格或别的特殊空格",
        meaning=(
            "缩进、列表的横线或冒号的后面，# 的前面，行末，或者大段文字中间的空行里，用了全"
            "角空格、不换行空格等。它们看上去是空白，YAML 却不当作空格。中文输入法的全角状态、"
            "从网页和 PDF 粘贴，都会带来这样的空格。例子里的 <U+3000> 代表一个全角空格。"
        ),
        file="tasks.yaml",
        wrong="- number: 2\n  section: 2\n\u3000title: 报备账号",
        right="- number: 2\n  section: 2\n  title: 报备账号",
        advice="删去这些空白，改用半角空格。文字中间的全角空格没有关系，不用改。",
    ),
    Explanation(
        code="A105",
        title="冒号不对：全角、漏写，或者后面没有空格",
        meaning=(
            "项名和内容之间要写半角冒号加一个半角空格。用了中文的全角冒号，或用了分号、等号这"
            "些别的符号，漏了冒号，冒号后面没有空格，在括号里冒号后面用了特殊空格，或者列表里"
            "的名字后面多了一个冒号，都会这样提示。写在文字里的全角冒"
            "号是对的，不会提示。"
        ),
        file="quotas.yaml",
        wrong="司法局：150\n行政执法局 100\n青石镇:80",
        right="司法局: 150\n行政执法局: 100\n青石镇: 80",
        advice="切换到半角，写成“项名: 内容”，冒号后面空一格。",
    ),
    Explanation(
        code="A106",
        title="名字之间用了全角的逗号、顿号或括号",
        meaning=(
            "方括号、花括号里的各项要用半角逗号隔开，括号本身也要半角。用了全角逗号，几个"
            "名字会连成一个名字；单位的名称、别名里用顿号、分号、斜线或空格连写了几个名称，"
            "也这样提示：其中一个是这个单位自己的名称，或名册里没有、别处却用到，或者各个都是"
            "已有的名称，是错误；只有一个是别的单位的名称，只是提示。"
            "单位或组的名称里本来有顿号、括号的（例如“各镇、街道”），照写不误。"
        ),
        file="tasks.yaml",
        wrong="lead: [区政府办公室，区司法局]",
        right="lead: [区政府办公室, 区司法局]",
        advice="改成半角逗号，后面空一格；全角的方括号、花括号改成半角的 [ ]、{ }。",
        level="错误或提示",
    ),
    Explanation(
        code="A107",
        title="同一项写了两次",
        meaning=(
            "同一条记录里一个项名只能有一个，同一张表里一个单位、一个月份也只能有一行。一"
            "条记录里有好几项，或者开头的一项写了两次，多半是两条记录之间漏了以“- ”开头的那"
            "一行，连成了一条。"
        ),
        file="quotas.yaml",
        wrong="targets:\n  政府办公室: 200\n  司法局: 150\n  司法局: 180",
        right="targets:\n  政府办公室: 200\n  司法局: 150",
        advice="核对哪一个是对的，只留一个。两条连成了一条的，在第二条的开头补上“- ”那一行。",
    ),
    Explanation(
        code="A108",
        title="用了本程序不用的 YAML 写法",
        meaning=(
            "锚点（&）、引用（*）、合并键（<<）、类型标签（!!）和 % 开头的指令，是 YAML "
            "里给程序员用的写法。用了它们，光看这一处，看不出写的是什么，所以数据文件里不"
            "用。"
        ),
        file="tasks.yaml",
        wrong="lead: &dadui [综合执法大队]",
        right="lead: [综合执法大队]",
        advice="把内容直接写全。如果它本来就是文字，例如以 * 开头的一句话，给它加上引号。",
    ),
    Explanation(
        code="A109",
        title="一个文件里有几个文档",
        meaning=(
            "单独一行的“---”在 YAML 里表示另起一个文档。文件开头可以有一个，中间再有，后"
            "面的内容程序不读。"
        ),
        file="quotas.yaml",
        wrong="---\npublished:\n  2021-05:\n    司法局: 18",
        right="published:\n  2021-05:\n    司法局: 18",
        advice="删去这一行“---”；如果后面本来是另一个文件的内容，把它移过去。",
    ),
    Explanation(
        code="A110",
        title="括号或缩进套得太深",
        meaning="数据文件最多用到七层。套到 32 层以上，多半是漏了一连串的右括号，或者粘贴错了。",
        file="tasks.yaml",
        wrong=(
            "lead: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[综合执法大队]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
        ),
        right="lead: [综合执法大队]",
        advice="从这一行往前找，补上漏掉的右括号，或删去粘贴错的内容。",
    ),
    Explanation(
        code="A111",
        title="有看不见的字符或假的汉字",
        meaning=(
            "文件里有零宽空格、字节顺序标记、控制字符等看不见的字符，换一台电脑就显示不出来"
            "的自造字，或者部首符号。部首符号看上去与汉字相同（例如 U+2F24 像“大”），却不是"
            "汉字，查找、比对时对不上。多半是从网页、PDF 或聊天软件里粘贴来的。例子里的 "
            "<U+200B> 代表一个零宽空格。"
        ),
        file="tasks.yaml",
        wrong="title: 报备\u200b账号",
        right="title: 报备账号",
        advice=(
            "删去看不见的字符：把光标移到“^”所指的地方，删一下再看；不放心就把这一行重新"
            "输入。部首符号要换成同形的汉字，重新输入即可。"
        ),
    ),
    Explanation(
        code="A112",
        title="这一行不成一项",
        meaning=(
            "这一行既不是“项名: 内容”，也不是以“- ”开头的列表项，多半是上一行的文字断到了"
            "下一行；或者冒号前面没有名字，或者冒号前面是括号而不是名字；或者想写一行说明，"
            "却没有用半角的 # 开头，写成了“＃”或“//”。"
        ),
        file="tasks.yaml",
        wrong="tasks:\n…\n  - number: 2\n    section: 2\n    title: 报备\n账号",
        right="tasks:\n…\n  - number: 2\n    section: 2\n    title: 报备账号",
        advice=(
            "断开的文字接回上一行；文字本来有好几行的，在项名后面写“|”，从下一行写起，各"
            "行缩进对齐。冒号前面没有名字的，补上名字，或删去这一行。说明用半角的 # 开头。"
        ),
    ),
    Explanation(
        code="A113",
        title="列表的横线不对",
        meaning=(
            "列表的每一项都以半角的“-”开头，后面空一格。横线用了全角“－”、破折号，或者“·”"
            "“•”等别的符号，后面没有空格，漏了横线，或者不是列表的地方（例如 done 的下面）写"
            "了横线，都会这样提示。"
        ),
        file="tasks.yaml",
        wrong="support:\n  -青石镇\n  － 清溪街道",
        right="support:\n  - 青石镇\n  - 清溪街道",
        advice="改成半角的“- ”，与同一列表的其他项对齐；不是列表的，删去“- ”。",
    ),
    Explanation(
        code="A114",
        title="文字被“ #”截断",
        meaning=(
            "空格加上 # 开始一段说明，程序不读。文字里有“ #”又没有加引号，从 # 起的字就不算内"
            "容，读出来的是半句话。# 紧挨着后面的字，多半是文字，所以给出提示；后面空了一格的，"
            "是说明，不提示。右括号也在 # 后面的，括号没有配对，是错误。"
        ),
        file="tasks.yaml",
        wrong="- date: 2021-06-10\n  what: 注销 #一个账号",
        right="- date: 2021-06-10\n  what: 注销一个账号",
        advice="# 后面是文字的，把这一项整个用引号括起来，或者删去 #；是说明的，# 后面空一格。",
        level="错误或提示",
    ),
    Explanation(
        code="A115",
        title="文字断在两行上，读出来中间多一个空格",
        meaning=(
            "一段文字在下一行接着写，又比项名缩进得深，YAML 就把两行接成一段，中间放一个空"
            "格。断开的地方两边都是汉字或中文标点时，这个空格是多余的，会显示在查询的结果里"
            "，所以给出提示。"
        ),
        file="tasks.yaml",
        wrong="- date: 2021-06-10\n  what: 注销\n    一个账号",
        right="- date: 2021-06-10\n  what: 注销一个账号",
        advice=(
            "把下一行接到上一行的末尾。文字太长、要分几行写的，在项名后面写“|”，从下一行写"
            "起，各行缩进对齐。"
        ),
        level="提示",
    ),
    Explanation(
        code="A201",
        title="缺少必填的项",
        meaning=(
            "这一条记录里少了必须写的项。例如单位要有 name 和 kind，任务要有 number、sect"
            "ion、title、text、lead，时限要有 id、kind、what、quote，“固定日期”的时限还要"
            "有 due，办结记录要有 on。整个文件少了一部分（例如 tasks.yaml 里没有 sections）"
            "也这样提示。"
        ),
        file="tasks.yaml",
        wrong=('- id: "1.1"\n  kind: 固定日期\n  what: 公布目录\n  quote: 2021年6月30日前公布目录'),
        right=(
            '- id: "1.1"\n'
            "  kind: 固定日期\n"
            "  what: 公布目录\n"
            "  quote: 2021年6月30日前公布目录\n"
            "  due: 2021-06-30"
        ),
        advice="补上提示里说的项。各项是什么意思，看数据文件开头的说明。",
    ),
    Explanation(
        code="A202",
        title="不认识的项名",
        meaning=(
            "项名拼错了，写成了中文或大写，或者这里不用这一项（例如周期的时限不写 due）。"
            "一连好几个都不认识，多半是上面漏了一行项名。"
        ),
        file="tasks.yaml",
        wrong="- number: 2\n  section: 2\n  标题: 报备账号",
        right="- number: 2\n  section: 2\n  title: 报备账号",
        advice=(
            "照提示改成正确的项名。想记一句话的，写在 note 里（有 note 的地方），或写成以"
            " # 开头的注释。"
        ),
    ),
    Explanation(
        code="A203",
        title="没有这一天",
        meaning=(
            "日期的写法可以，但日历上没有这一天：超过了当月的天数（2021-06-31、平年的 02-"
            "29），月份不在 1 至 12 之间，或者年、日写成了 0。"
        ),
        file="tasks.yaml",
        wrong="due: 2021-06-31",
        right="due: 2021-06-30",
        advice=(
            "对照文件原文核对日期。程序不替您猜：该是月底，还是下个月的第一天，只有看原文才知道。"
        ),
    ),
    Explanation(
        code="A204",
        title="日期或月份的写法不对",
        meaning=(
            "日期一律写成 2021-06-30，月份一律写成 2021-06，月、日不足两位的补 0。写成 20"
            "21/6/30、2021年6月30日前、20210630、2021-6-30，用了全角数字，带上了钟点，或"
            "者写的不是日期（月底、没有年份的 6月30日），都会这样提示。"
        ),
        file="tasks.yaml",
        wrong="due: 2021年6月30日前",
        right="due: 2021-06-30",
        advice=(
            "意思明确的，照提示改；“月底”“6月30日”这样的，要查清是哪年哪月哪日再写。期限"
            "含当日，不用写“前”字。"
        ),
    ),
    Explanation(
        code="A205",
        title="数字不对",
        meaning=(
            "这里要写整数，只用半角数字，不带单位、逗号、正负号和小数点。写成 150条、1,15"
            "0、１５０、0150、95%、二百，把数字 0 写成了字母 O，超过九位，序号写成了 0，"
            "都会这样提示；年份要写四位数字，写成 2021年 也不行。"
        ),
        file="quotas.yaml",
        wrong="政府办公室: ２００\n司法局: 150条",
        right="政府办公室: 200\n司法局: 150",
        advice="意思明确的，照提示改；别的要核对原文再写。",
    ),
    Explanation(
        code="A206",
        title="内容的形式不对",
        meaning=(
            "这里应当是列表，却写成了一段文字；应当是一段文字，却写成了列表或若干“项名: "
            "内容”；等等。常见的是只有一个单位时没有写方括号，或者列表项的末尾多了一个冒"
            "号，或者 done 后面直接写了日期。"
        ),
        file="tasks.yaml",
        wrong="lead: 综合执法大队",
        right="lead: [综合执法大队]",
        advice=(
            "列表写成“[甲, 乙]”，或每行一个“- 甲”，只有一个也一样；办结记录写成 {on: 2021"
            "-06-28}。其他的照提示改。"
        ),
    ),
    Explanation(
        code="A207",
        title="不在可选的词里",
        meaning=(
            "这里只能从规定的几个词里选，一字不差：单位的类别 kind、时限的类型 kind、多久"
            "一次 every、每期的期限 by、序时进度的算法 pace。时限的 kind 与这一条里别的项对不上"
            "（例如写固定日期，却有 every），也这样提示。"
        ),
        file="tasks.yaml",
        wrong="what: 检查账号\nquote: 每半年检查一次\nevery: 6个月",
        right="what: 检查账号\nquote: 每半年检查一次\nevery: 每半年",
        advice=(
            "从提示列出的词里选一个。每期的期限写“期末”，或“次月5日”这样的日子，1 至 28 日都可以。"
        ),
    ),
    Explanation(
        code="A208",
        title="不能空着",
        meaning=(
            "项名后面没有内容，或者列表、表格里一项也没有。没有写的和写了却空着的不一样："
            "空着的，程序不知道是忘了填，还是没有。"
        ),
        file="tasks.yaml",
        wrong="- number: 2\n  section: 2\n  title:",
        right="- number: 2\n  section: 2\n  title: 报备账号",
        advice=(
            "补上内容；可有可无的项，没有内容就把这一行删去。各月条数里，报了零条写 0，没"
            "有报就删去这一行。"
        ),
    ),
    Explanation(
        code="A210",
        title="时限编号或周期的写法不对",
        meaning=(
            '时限编号写成 "任务号.序号" 并加引号，例如 "2.2"；不加引号，别的程序会当成小'
            "数，把 2.10 读成 2.1。周期的办结记录按期来写：2021-06（月）、2021-Q2（季度）、"
            "2021-H1（半年）、2021（年）。用了别的写法就这样提示。"
        ),
        file="tasks.yaml",
        wrong="- id: 2-2\n  kind: 周期",
        right='- id: "2.2"\n  kind: 周期',
        advice="照提示改。编号在整个计划里不能重复；周期按这个时限多久一次来写。",
    ),
    Explanation(
        code="A301",
        title="名册里没有这个单位或组",
        meaning=(
            "任务、分组、另见、目标任务、各月条数里写的名称，在 units.yaml 里找不到：有错"
            "别字，用了没有登记的简称，几个单位连成了一个名字，或者是还没有登记的单位。如"
            "果别处都写成另一个样子，就提示名册里的那一个写错了。同一个名称在几处都找不到，"
            "只提示一次，并列出其余的行。"
        ),
        file="tasks.yaml",
        wrong="lead: [综合执法局]",
        right="lead: [综合执法大队]",
        advice=(
            "提示里有相近的名称，核对后改过来；几个单位连在一起的分开写。这个叫法以后还会"
            "用到的，在 units.yaml 里给那个单位加一个别名；新单位先登记。程序不替您改单位"
            "的名称。"
        ),
    ),
    Explanation(
        code="A302",
        title="名称、序号或编号重复",
        meaning=(
            "两个单位或组用了同一个名称，一个单位的别名与它的名称或另一个别名相同，两个部"
            "分或两项任务用了同一个序号，或者同一任务的两个时限用了同一个编号。多半是复制"
            "一条来改时漏改了。"
        ),
        file="tasks.yaml",
        wrong='- id: "2.1"\n  kind: 事后限时\n…\n- id: "2.1"\n  kind: 周期',
        right='- id: "2.1"\n  kind: 事后限时\n…\n- id: "2.2"\n  kind: 周期',
        advice="提示里说了前一个在第几行。对照着看：真是重复的，删去一条；不是的，换一个没用过的。",
    ),
    Explanation(
        code="A303",
        title="一个名称指了两个单位",
        meaning=(
            "别名或全称与另一个单位或组的名称相同，或者同时是两个单位的别名；或者两个单位"
            "的名称只差空格、标点，或只差区名（司法局、区司法局），像是一个单位登记了两次。"
            "这样查这个名称，就不知道说的是谁。"
        ),
        file="units.yaml",
        wrong=(
            "- name: 司法局\n"
            "  kind: 区直部门\n"
            "  aliases: [区司法局]\n"
            "- name: 行政执法局\n"
            "  kind: 区直部门\n"
            "  aliases: [区司法局]"
        ),
        right=(
            "- name: 司法局\n"
            "  kind: 区直部门\n"
            "  aliases: [区司法局]\n"
            "- name: 行政执法局\n"
            "  kind: 区直部门"
        ),
        advice=(
            "只在一个单位下留着它，另一处删去，或换一个说得清的名称。一个单位登记了两次的，"
            "只留一条，别的叫法写到它的 aliases 里。"
        ),
    ),
    Explanation(
        code="A304",
        title="日期与计划的年度或印发日期对不上",
        meaning=(
            "期限或事件的日期不在计划的年度里，或者早于计划印发的那天；也可能是印发日期本"
            "身不对：它应当在计划的年度或上一年。"
        ),
        file="tasks.yaml",
        wrong=(
            "issued: 2021-05-26\n"
            "year: 2021\n"
            "…\n"
            '    - id: "1.1"\n'
            "      kind: 固定日期\n"
            "      what: 公布目录\n"
            "      quote: 2021年6月30日前公布目录\n"
            "      due: 2022-06-30"
        ),
        right=(
            "issued: 2021-05-26\n"
            "year: 2021\n"
            "…\n"
            '    - id: "1.1"\n'
            "      kind: 固定日期\n"
            "      what: 公布目录\n"
            "      quote: 2021年6月30日前公布目录\n"
            "      due: 2021-06-30"
        ),
        advice="核对这个日期，年份最容易写错。如果错的是 plan 里的 issued 或 year，改那里。",
        may_stand=True,
    ),
    Explanation(
        code="A305",
        title="合计与各单位目标之和不等",
        meaning=(
            "total 是照录的合计，targets 里各单位的目标加起来应当等于它。不等，就是合计、"
            "某个单位的目标抄错了，或者漏了、多了一个单位。"
        ),
        file="quotas.yaml",
        wrong=(
            "total: 600\n"
            "\n"
            "targets:\n"
            "  政府办公室: 200\n"
            "  司法局: 150\n"
            "  行政执法局: 100\n"
            "  青石镇: 80\n"
            "  清溪街道: 10"
        ),
        right=(
            "total: 600\n"
            "\n"
            "targets:\n"
            "  政府办公室: 200\n"
            "  司法局: 150\n"
            "  行政执法局: 100\n"
            "  青石镇: 80\n"
            "  清溪街道: 70"
        ),
        advice=(
            "对照原文逐个核对目标，提示里说了多多少、少多少。各单位都没有错，再改合计。程"
            "序不替您改数字。"
        ),
        may_stand=True,
    ),
    Explanation(
        code="A306",
        title="没有目标任务的单位记了条数",
        meaning=(
            "各月条数里写了一个单位，它在 targets 里没有目标，完成率就没法算。多半是写错"
            "了单位，或者漏了它的目标。"
        ),
        file="quotas.yaml",
        wrong="published:\n  2021-05:\n    司法局: 18\n    青石镇: 0\n    综合执法大队: 6",
        right="published:\n  2021-05:\n    司法局: 18\n    青石镇: 0",
        advice=(
            "有目标的，在 targets 里补上（合计也要相应核对）；没有目标的，删去这一行，或"
            "改成正确的单位。"
        ),
    ),
    Explanation(
        code="A307",
        title="依据的原文与任务全文不符",
        meaning=(
            "时限的 quote 要从任务的 text 里照录，一字不差，标点和数字的写法也要一样。改"
            "写、缩写、多字少字、全角标点换成了半角，都会这样提示，并说出从哪个字开始不同。"
        ),
        file="tasks.yaml",
        wrong="text: 定期通报有关情况。\n…\n    quote: 定期通报全部情况",
        right="text: 定期通报有关情况。\n…\n    quote: 定期通报",
        advice="从 text 里原样复制这一句，粘贴到 quote。如果是 text 抄错了，照原文件改 text。",
        may_stand=True,
    ),
    Explanation(
        code="A308",
        title="单位重复列入",
        meaning=(
            "同一个单位在一处写了两次，用了不同的别名也算；牵头单位又列入责任单位；或者 s"
            "ee_also 写的是单位自己。"
        ),
        file="tasks.yaml",
        wrong="lead: [区政府办公室, 区司法局]\nsupport: [各镇、街道, 行政执法局, 司法局]",
        right="lead: [区政府办公室, 区司法局]\nsupport: [各镇、街道, 行政执法局]",
        advice="删去重复的一个。牵头单位不必再列入责任单位。",
    ),
    Explanation(
        code="A309",
        title="没有这个部分",
        meaning="任务的 section 写的是第几部分，而 tasks.yaml 开头的 sections 里没有这个序号。",
        file="tasks.yaml",
        wrong=(
            "sections:\n"
            "  - number: 1\n"
            "    title: 完善公开目录\n"
            "  - number: 2\n"
            "    title: 管好政务新媒体\n"
            "…\n"
            "  - number: 3\n"
            "    section: 5"
        ),
        right=(
            "sections:\n"
            "  - number: 1\n"
            "    title: 完善公开目录\n"
            "  - number: 2\n"
            "    title: 管好政务新媒体\n"
            "…\n"
            "  - number: 3\n"
            "    section: 2"
        ),
        advice="改成提示里列出的序号；如果漏了一个部分，在 sections 里补上。",
    ),
    Explanation(
        code="A310",
        title="时限编号与任务序号对不上",
        meaning=(
            "时限编号里小数点前面的数就是任务的序号。多半是从别的任务复制来的时限漏改了编"
            "号，或者任务改了序号而时限没有跟着改。"
        ),
        file="tasks.yaml",
        wrong='- number: 3\n  section: 2\n…\n    - id: "2.3"\n      kind: 持续推进',
        right='- number: 3\n  section: 2\n…\n    - id: "3.1"\n      kind: 持续推进',
        advice="照提示改编号；如果错的是任务的 number，改 number。",
    ),
    Explanation(
        code="A311",
        title="办结日期太早",
        meaning=(
            "办结记录的日子早于计划印发的那天，早于要办的那件事发生的日子，或者早于周期时"
            "限的那一期开始的日子。"
        ),
        file="tasks.yaml",
        wrong="- date: 2021-06-10\n  what: 注销一个账号\n  done: {on: 2021-06-05}",
        right="- date: 2021-06-10\n  what: 注销一个账号\n  done: {on: 2021-06-15}",
        advice="核对办结的日子和事件的日子，月份、年份最容易写错。",
        may_stand=True,
    ),
    Explanation(
        code="A312",
        title="没有这一期，或月份不在年度内",
        meaning=(
            "周期的时限，办结记录写的那一期与“多久一次”对不上（每月一次的写成了季度），或"
            "者在计划印发以前；各月条数的月份不在 quotas.yaml 的年度里。"
        ),
        file="tasks.yaml",
        wrong="every: 每月\nby: 次月5日\ndone:\n  2021-Q2: {on: 2021-06-04}",
        right="every: 每月\nby: 次月5日\ndone:\n  2021-05: {on: 2021-06-04}",
        advice="从提示列出的各期里选一个；各月条数的，核对月份的年份。",
    ),
    Explanation(
        code="A313",
        title="两个文件的年度不一致",
        meaning=(
            "quotas.yaml 的 year 与 tasks.yaml 里 plan 的 year 不同（例子里，tasks.yaml "
            "写的是 2021）。多半是新年度的文件从上一年复制来，漏改了一个。"
        ),
        file="quotas.yaml",
        wrong="year: 2022\n…\n  2022-05:\n…\n  2022-06: {政府办公室: 21, 司法局: 20}",
        right="year: 2021\n…\n  2021-05:\n…\n  2021-06: {政府办公室: 21, 司法局: 20}",
        advice="核对是哪一个文件的年度写错了，改过来；也请看一看是不是放错了另一年的文件。",
    ),
    Explanation(
        code="A314",
        title="这里要写单位，写成了组",
        meaning=(
            "牵头单位、组的成员、另见、目标任务、各月条数里只能写单位，写的却是一组单位。"
            "只有任务的责任单位可以写组。一项任务的牵头单位都是组，责任单位都是单位，就提"
            "示像是写反了。"
        ),
        file="tasks.yaml",
        wrong="lead: [区直各部门]",
        right="lead: [综合执法大队]",
        advice="逐个写出单位。组里有哪些单位：anju units --group 组名。",
    ),
    Explanation(
        code="A315",
        title="日期还没有到",
        meaning=(
            "办结日期在今天以后，或者各月条数里有还没有开始的月份。还没有发生的事不能记成"
            "已经办结、已经公开，多半是年份或月份写错了。今天是哪天，按电脑的时钟（北京时"
            "间）。"
        ),
        file="tasks.yaml",
        wrong="on: 2121-06-28",
        right="on: 2021-06-28",
        advice="核对日期。还没有办结的，删去办结记录；到时再写。",
    ),
    Explanation(
        code="A316",
        title="名称里有多余的空格、标点或引号",
        meaning=(
            "名册里的名称、别名或全称中间有空格，末尾带了逗号、冒号这样的标点，或者整个在"
            "弯引号里。这些都会成为名称的一部分，别处不带它们来写，就对不上了。西文词旁边"
            "的空格不算。"
        ),
        file="units.yaml",
        wrong="- name: 青石 镇\n  kind: 镇",
        right="- name: 青石镇\n  kind: 镇",
        advice="照提示改：名称里只写名称。程序不替您改单位的名称。",
    ),
    Explanation(
        code="A317",
        title="起算日不在年度内",
        meaning=(
            "quotas.yaml 的 counted_from 是序时进度从哪一天起算，要在这个文件写的年度之内，"
            "或者在计划的年度之内。不在的，多半是年份写错了，或者照抄了上一年的文件。"
        ),
        file="quotas.yaml",
        wrong="total: 600\ncounted_from: 2020-05-01",
        right="total: 600",
        advice=(
            "核对日期，写成 counted_from: 2021-05-01 这样。全年都算的，从 1 月 1 日起算，不用写"
            "这一行。"
        ),
    ),
    Explanation(
        code="A318",
        title="有条数的月份在起算以前",
        meaning=(
            "写了 counted_from，就从它所在的月起计：以前的月份不在序时进度里，那些月份的条数"
            "也不能算进累计，不然完成率和序时进度对不上。按季、按日算的也一样，起算日所在的"
            "月算整整一个月。"
        ),
        file="quotas.yaml",
        wrong="total: 600\ncounted_from: 2021-06-01\n…\npublished:\n  2021-05:\n    司法局: 18",
        right="total: 600\n…\npublished:\n  2021-05:\n    司法局: 18",
        advice=(
            "核对月份和起算日。那些月份的条数要算的，把 counted_from 改早；不算的，删去那些月份，"
            "或在行首加 # 和一个空格，当作说明留着。"
        ),
    ),
    Explanation(
        code="A319",
        title="灯的分界前后颠倒",
        meaning=(
            "lights 的两个数是比序时进度欠几个百分点：欠不到 blue_below 的是蓝，从那里起到 "
            "yellow_up_to（含）是黄，再多是红。blue_below 比 yellow_up_to 大，同一个单位就会"
            "又是蓝又是红。只写了一个的，另一个按不写时的数（10 和 30）比。两个相等不算错：那时"
            "正好欠这么多的是黄。"
        ),
        file="quotas.yaml",
        wrong="total: 600\nlights:\n  blue_below: 30\n  yellow_up_to: 10",
        right="total: 600",
        advice=(
            "核对两个数，小的写在 blue_below。按 10 和 30 的，不用写 lights；只有一个不同的，两个都"
            "写上更清楚。"
        ),
    ),
    Explanation(
        code="A401",
        title="目标比别的单位多十倍",
        meaning=(
            "这个单位的目标条数，是其他单位居中的那个数的十倍以上，像是多写了一个 0。只是"
            "提示：确实这样定的，不用改。单位不到五个时不看。"
        ),
        file="quotas.yaml",
        wrong="total: 1950\n…\n  司法局: 1500",
        right="total: 600\n…\n  司法局: 150",
        advice="核对原文里的条数；写错了就改过来，合计也要跟着核对。",
        level="提示",
    ),
    Explanation(
        code="A402",
        title="文号的年份没有用六角括号",
        meaning=(
            "公文的文号里，年份应放在六角括号〔〕里，例如 安府办发〔2021〕5号（GB/T 9704-2012"
            " 第 7.2.5 条）。这里用的是方括号、圆括号等别的括号。只是提示：不是文号的，不用改。"
        ),
        file="tasks.yaml",
        wrong="note: 见安府办发[2021]5号。",
        right="note: 原文的责任单位写作“各单位”。",
        advice="改用〔〕。照录的原文本来就是别的括号的，可以不改。",
        level="提示",
    ),
    Explanation(
        code="A403",
        title="文字里有繁体字",
        meaning=(
            "单位名称、任务和说明里混进了繁体字，多半是从别处粘贴来的；看上去差别很小，却"
            "查不到、对不上。只看 GB 2312 里没有、又有简化字的字：堃、喆这样的字不在其内。"
            "只是提示。"
        ),
        file="tasks.yaml",
        wrong="title: 報備账号",
        right="title: 报备账号",
        advice="改为简化字。人名、书名里确实用繁体字的，不用改。",
        level="提示",
    ),
    Explanation(
        code="A404",
        title="像是把累计数当成了当月数",
        meaning=(
            "published 里写的是各月新公开的条数。这个单位至少有三个月的数，一个月比一个月"
            "大，加起来超过了年度任务，最后一个月却没有超过：像是每月写的都是从年初到当时"
            "的累计数。只是提示：确实这样公开的，不用改。"
        ),
        file="quotas.yaml",
        wrong=(
            "published:\n  2021-03: {司法局: 40}\n  2021-04: {司法局: 60}\n  2021-05:\n"
            "    司法局: 80\n…\n  2021-06: {政府办公室: 21, 司法局: 90}"
        ),
        right=(
            "published:\n  2021-05:\n    司法局: 18\n…\n  2021-06: {政府办公室: 21, 司法局: 20}"
        ),
        advice="各月写当月新公开的条数：累计数减去上个月的累计数。",
        level="提示",
    ),
    Explanation(
        code="A405",
        title="整个值在弯引号里",
        meaning=(
            "YAML 不认弯引号（“ ”、‘ ’），会把它当成内容的一部分，显示出来、核对起来都带"
            "着它。网址、区名这样就用不了，是错误；标题、事项和备注可能本来就有引号，只是"
            "提示。只有一部分在引号里的，或者弯引号外面还有半角引号的，不提示。"
        ),
        file="tasks.yaml",
        wrong="link: “https://www.example.com/1.html”",
        right="link: https://www.example.com/1.html",
        advice="删去两边的引号；YAML 需要加引号的地方，用半角的双引号。",
        level="错误或提示",
    ),
    Explanation(
        code="A501",
        title="忽略的注释写得不对",
        meaning=(
            "有些问题可以暂时不改：在那一行末尾，或上面单独一行，写一条注释，说明忽略哪个"
            "编号、到哪一天为止（含当日）、为什么。三样缺一不可。不改好就读不准数据的问题（"
            "多数错误）不能忽略。"
        ),
        file="quotas.yaml",
        wrong="  司法局: 150  # anju 忽略 A401",
        right="  司法局: 150",
        advice="写成：# anju 忽略 A401 到 2021-12-31：理由。能忽略的编号，说明里都写着“可以忽略”。",
    ),
    Explanation(
        code="A502",
        title="忽略没有用处",
        meaning=(
            "注释说要忽略的问题，那一行并没有：已经改好了，或者注释放错了行。它管的是同一"
            "行，单独一行的管下面一行。留着会把以后的新问题也遮住。"
        ),
        file="quotas.yaml",
        wrong="  司法局: 150  # anju 忽略 A401 到 2021-12-31：区里核定的",
        right="  司法局: 150",
        advice="删去这条注释，或移到那个问题所在的行。",
        level="提示",
    ),
)

CODES: Mapping[str, Explanation] = MappingProxyType({one.code: one for one in _EXPLANATIONS})
"""Every code, in ascending order."""
