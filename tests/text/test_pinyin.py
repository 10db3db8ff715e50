"""Names in Latin letters: which spellings mean which name."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju_cli.text import pinyin as module
from anju_cli.text.pinyin import Pinyin, latin
from tests.running import ROOT


def fits(name: str, typed: str) -> bool:
    return Pinyin([name]).fits(name, latin(typed))


def begins(name: str, typed: str) -> bool:
    return Pinyin([name]).fits(name, latin(typed), begun=True)


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
    assert [one for one in spellings if not fits(name, one)] == []


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
        *((one, True) for one in ("s", "si", "sifaj", "sfj", "sifaju", "sfa")),
        *((one, False) for one in ("sifajux", "sfx", "fa")),
    ],
)
def test_how_a_name_begins(typed: str, is_begun: bool) -> None:
    assert begins("司法局", typed) == is_begun


def test_rare_readings_can_be_left_out() -> None:
    """信 is xin in all phrases of pypinyin but one (shen); 会 is kuai in few, but in common
    ones (会计)."""
    names = ["信访局", "会计", "广场"]
    every, usual = Pinyin(names), Pinyin(names, usual_in="信会广")
    assert every.fits("信访局", "sfj") and not usual.fits("信访局", "sfj")
    assert usual.fits("信访局", "xfj")
    assert every.fits("广场", "yanchang") and not usual.fits("广场", "yanchang")
    assert usual.fits("会计", "kuaiji") and usual.fits("会计", "huiji")


def test_readings_of_other_characters_are_left_as_they_are() -> None:
    assert Pinyin(["信访局"], usual_in="访局").fits("信访局", "sfj")


@pytest.mark.parametrize(
    ("name", "typed", "whole"),
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
def test_a_name_in_whole_syllables_as_it_was_begun(name: str, typed: str, whole: str) -> None:
    assert Pinyin([name]).whole(name, typed) == whole


NAMES = st.text(st.sampled_from("司法局重庆行政长安、信会计a1都厦单"), min_size=1, max_size=8)


@given(NAMES, st.data())
def test_what_is_spelt_by_a_name_fits_it_and_each_beginning_begins_it(
    name: str, data: st.DataObject
) -> None:
    pinyin = Pinyin([name])
    word = "".join(
        data.draw(st.sampled_from(pinyin._forms[sign])) for sign in name if pinyin._forms[sign]
    )
    assert pinyin.fits(name, word)
    cut = data.draw(st.integers(0, len(word)))
    assert pinyin.fits(name, word[:cut], begun=True)
    whole = pinyin.whole(name, word[:cut])
    assert pinyin.fits(name, whole) and pinyin.fits(name, whole, begun=True)
    letters = iter(whole)
    assert all(sign in letters for sign in word[:cut])  # in this order: what fish looks for


def test_the_readings_are_those_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is searched in its files is what it says itself, which takes much longer."""
    characters = sorted("司法局重庆行政长安信会计都厦单旅女绿略〇")
    found = module._readings(characters)
    monkeypatch.setattr(module, "_file", lambda _: None)
    assert {one: list(each) for one, each in found.items()} == {
        one: list(each) for one, each in module._readings(characters).items()
    }
    assert "".join(found["绿"][:1]) == "lv"


def test_without_its_list_of_phrases_every_reading_is_usual(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_file", lambda _: None)
    assert Pinyin(["信访局"], usual_in="信").fits("信访局", "sfj")


@pytest.mark.parametrize(
    ("typed", "loaded"),
    [("司法局", []), ("安居区司法局", []), ("sfj", ["anju_cli.text.pinyin"])],
)
def test_pinyin_costs_nothing_where_it_is_not_typed(typed: str, loaded: list[str]) -> None:
    """And where it is, the library itself, which takes longer than an answer, stays unloaded."""
    code = (
        "import sys\n"
        "from anju_cli.__main__ import main\n"
        "sys.argv[1:] = ['unit', sys.argv[1], '-f', 'json', '--data', 'data']\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code\n"
        "names = {'anju_cli.text.pinyin', 'pypinyin', 'rapidfuzz'} & {*sys.modules}\n"
        "print(*names, file=sys.stderr)"
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
