"""Names in Latin letters: which spellings mean which name."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.text import pinyin
from anju_cli.text.pinyin import as_read, latin, spelling, whole
from tests.running import ROOT


def fits(name: str, typed: str) -> bool:
    return pinyin.fits(spelling(name), latin(typed))


def begins(name: str, typed: str) -> bool:
    return pinyin.fits(spelling(name), latin(typed), begun=True)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("sfj", "sfj"),
        ("SFJ", "sfj"),
        (" si fa ju ", "sifaju"),
        ("ｓｆｊ", "sfj"),  # full width
        ("xi'an", "xian"),
        ("si-fa-ju", "sifaju"),
        ("lǚyou", ""),  # a tone is not typed
        ("lüyou", "lvyou"),
        ("12345rx", "12345rx"),
        ("12345", ""),
        ("司法ju", ""),
        ("s.f.j", ""),
        ("", ""),
    ],
)
def test_a_latin_word_and_how_it_is_compared(typed: str, word: str) -> None:
    assert latin(typed) == word


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("司法局", "sfj"),
        ("司法局", "sifaju"),
        ("司法局", "sifj"),
        ("司法局", "sfju"),
        ("审计局", "sjj"),
        ("审计局", "shjj"),  # sh is what a syllable begins with, as s is
        ("审计局", "shenjj"),
        ("旅游局", "lyj"),
        ("旅游局", "lvyouju"),
        ("旅游局", "luyouju"),
        ("女子学校", "nvzixuexiao"),
        ("女子学校", "nuzixx"),
        ("西安镇", "xianzhen"),
        ("西安镇", "xi'an zhen"),
        ("各镇、街道", "gzjd"),  # the sign between is not typed
        ("学校（北区）", "xxbq"),
        ("12345热线办", "12345rxb"),
        ("Ａ区管委会", "aqgwh"),
        ("〇一大队", "lydd"),
    ],
)
def test_what_a_name_may_be_typed_as(name: str, typed: str) -> None:
    assert fits(name, typed)


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("重庆路街道", ("chongqinglujiedao", "zhongqinglujiedao", "cqljd", "zqljd")),
        ("长安镇", ("changanzhen", "zhanganzhen", "caz", "zaz")),
        ("行政审批局", ("xingzhengshenpiju", "hangzhengshenpiju", "xzspj", "hzspj")),
        ("都江镇", ("dujiangzhen", "doujiangzhen")),
        ("厦门路街道", ("xiamenlujiedao", "shamenlujiedao")),
        ("单县", ("shanxian", "danxian", "chanxian")),
    ],
)
def test_every_reading_of_a_character_counts(name: str, spellings: tuple[str, ...]) -> None:
    assert [typed for typed in spellings if not fits(name, typed)] == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("司法局", "sf"),
        ("司法局", "sfjx"),
        ("司法局", "sifa"),
        ("司法局", "sifajv"),
        ("司法局", "fj"),
        ("司法局", "jfs"),
        ("司法局", "sfaj u x"),
        ("旅游局", "lvvouju"),
        ("、", "a"),
    ],
)
def test_what_is_another_name_or_none(name: str, typed: str) -> None:
    assert not fits(name, typed)


@pytest.mark.parametrize(
    ("typed", "is_begun"),
    [
        *((typed, True) for typed in ("s", "si", "sifaj", "sfj", "sifaju", "sfa")),
        *((typed, False) for typed in ("sifajux", "sfx", "fa")),
    ],
)
def test_how_a_name_begins(typed: str, is_begun: bool) -> None:
    assert begins("司法局", typed) == is_begun


@pytest.mark.parametrize(
    ("name", "read", "unread"),
    [
        ("信访局", ("xfj", "xinfangju"), ("sfj",)),
        ("广场", ("gc",), ("yanchang", "anchang")),
        ("会计", ("kuaiji", "huiji"), ("guiji",)),
        ("长江路街道", ("changjianglujiedao", "zhangjianglujiedao"), ()),
        ("行政审批局", ("xzspj",), ("hzspj",)),
        ("12345热线（北）", ("12345rxb",), ()),
        ("镇、街道", ("zjd",), ()),
    ],
)
def test_a_name_as_people_read_it(
    name: str, read: tuple[str, ...], unread: tuple[str, ...]
) -> None:
    """In the first reading of each character, or in that of the word it stands in."""
    assert [typed for typed in read if not pinyin.fits(as_read(name), typed)] == []
    assert [typed for typed in unread if pinyin.fits(as_read(name), typed)] == []


@pytest.mark.parametrize(
    ("name", "typed", "syllables"),
    [
        ("司法局", "sf", "sifaju"),
        ("司法局", "sifaj", "sifaju"),
        ("重庆路", "cq", "chongqinglu"),
        ("重庆路", "zq", "zhongqinglu"),
        ("各镇、街道", "gzj", "gezhenjiedao"),
        ("旅游局", "lu", "luyouju"),  # as it was typed
        ("旅游局", "lv", "lvyouju"),
        ("司法局", "sx", ""),
    ],
)
def test_a_name_in_whole_syllables_as_it_was_begun(name: str, typed: str, syllables: str) -> None:
    assert whole(spelling(name), typed) == syllables


NAMES = st.text(st.sampled_from("司法局重庆行政长安、信会计a1都厦单"), min_size=1, max_size=8)


@given(NAMES, st.data())
def test_what_is_spelt_by_a_name_fits_it_and_each_beginning_begins_it(
    name: str, data: st.DataObject
) -> None:
    spelt = spelling(name)
    word = "".join(
        data.draw(st.sampled_from(pinyin._forms(syllables))) for syllables in spelt if syllables
    )
    assert pinyin.fits(spelt, word)
    cut = data.draw(st.integers(0, len(word)))
    assert pinyin.fits(spelt, word[:cut], begun=True)
    syllables = whole(spelt, word[:cut])
    assert pinyin.fits(spelt, syllables) and pinyin.fits(spelt, syllables, begun=True)
    letters = iter(syllables)
    assert all(sign in letters for sign in word[:cut])  # in this order: what fish looks for


@pytest.mark.parametrize(
    ("typed", "loaded"),
    [("司法局", []), ("安居区司法局", []), ("sfj", ["anju_cli.text.pinyin", "pypinyin"])],
)
def test_pinyin_costs_nothing_where_it_is_not_typed(typed: str, loaded: list[str]) -> None:
    """The library reads all its dictionaries, which takes longer than an answer."""
    code = (
        "import sys\n"
        "from anju_cli.__main__ import main\n"
        "sys.argv[1:] = ['unit', sys.argv[1], '-f', 'json', '--data', 'data']\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code\n"
        "names = {'anju_cli.text.pinyin', 'pypinyin', 'rapidfuzz'} & {*sys.modules}\n"
        "print(*sorted(names), file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, typed],
        cwd=ROOT,
        env={**os.environ, "ANJU_CACHE": "", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert '"司法局"' in ended.stdout
    assert ended.stderr.split() == loaded
