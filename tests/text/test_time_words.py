"""What a passage says of when: read where it is certain, vague where it is not."""

from __future__ import annotations

import pytest

from anju_cli.text.time_words import TimeWord, time_words


def shown(word: TimeWord) -> str:
    """Shown as kind, words and what they mean: deadline 6月底前 06-21..06-30."""
    meaning = word.every
    if word.kind in ("next_month", "workdays"):
        meaning = str(word.number)
    if word.kind in ("deadline", "days"):
        days = dict.fromkeys(str(day).removeprefix("2021-") for day in (word.first, word.last))
        meaning = "..".join(days)
    return " ".join(filter(None, (word.kind, word.words, meaning)))


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("11月30日前完成", ["deadline 11月30日前 11-30"]),
        ("２０２２年６月３０日以前", ["deadline ２０２２年６月３０日以前 2022-06-30"]),
        ("二〇二一年十月三十一日止", ["deadline 二〇二一年十月三十一日止 10-31"]),
        ("2021.6.30前", ["deadline 2021.6.30前 06-30"]),
        ("2021-06-30办结", ["deadline 2021-06-30 06-30"]),
        ("6月1日至30日", ["deadline 6月1日 06-01", "deadline 30日 06-30"]),
        ("6月1—30日", ["days 6月 06-01..06-30", "deadline 30日 06-30"]),
        ("6月底前", ["deadline 6月底前 06-21..06-30"]),
        ("二月中旬", ["deadline 二月中旬 02-11..02-20"]),
        ("6月前", ["deadline 6月前 05-31..06-30"]),
        ("6月份", ["days 6月份 06-01..06-30"]),
        ("上半年完成", ["deadline 上半年 01-01..06-30"]),
        ("第三季度末", ["deadline 第三季度末 09-01..09-30"]),
        ("上半年总结", ["days 上半年 01-01..06-30"]),
        ("年底前", ["deadline 年底前 12-01..12-31"]),
        ("2022年内", ["deadline 2022年内 2022-01-01..2022-12-31"]),
        # no deadlines
        ("自6月1日起施行", ["days 6月1日 06-01"]),
        ("5月1日印发的文件", ["days 5月1日 05-01"]),
        ("截至6月1日", ["days 6月1日 06-01"]),
        ("6月30日前后", ["days 6月30日 06-30"]),
        ("〔2021〕6号、《2020年6月30日方案》", []),
        ("每年不超过3件，逐年下降", []),
        ("历年、近半年", []),
        ("2021—2022年完成", ["days 2022年 2022-01-01..2022-12-31"]),
        # nobody knows when
        ("6月31日前", ["vague 6月31日前"]),
        ("3、6月底前", ["vague 6月底前"]),
        ("收到后30日内", ["vague 30日内"]),
        ("三年内", ["vague 三年内"]),
        ("国庆前", ["vague 国庆"]),
        ("15日前", ["vague 15日前"]),
        # what recurs
        ("月度、季度抽查和半年检查", ["turn 月度 每月", "turn 季度 每季度", "turn 半年 每半年"]),
        ("按月、每个季度、每年底", ["turn 按月 每月", "turn 每个季度 每季度", "turn 每年底 每年"]),
        ("一月一通报、一季一点评", ["turn 一月 每月", "turn 一季 每季度"]),
        ("每周，每3个月，2次", ["other_turn 每周", "other_turn 每3个", "other_turn 2次"]),
        ("每月（季）", ["turn 每月 每月", "other_turn 季"]),
        ("次月五日前", ["next_month 次月五日前 5"]),
        ("下个月3号前", ["next_month 下个月3号前 3"]),
        ("每月10日前", ["month_day 每月10日前 每月"]),
        ("月底前", ["end 月底"]),
        # working days
        ("十个工作日内", ["workdays 十个工作日 10"]),
        ("3至5个工作日", ["workdays 3至5个工作日 3", "workdays 3至5个工作日 5"]),
    ],
)
def test_words_of_time(passage: str, words: list[str]) -> None:
    assert [shown(word) for word in time_words(passage, 2021)] == words
