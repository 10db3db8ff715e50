"""Whom a name means: in the data to the letter, for a person in many forms."""

from __future__ import annotations

import pytest
import yaml

from anju_cli.model.register import Register, names_of
from anju_cli.model.schema import UnitsFile
from tests.running import ROOT

FILE = UnitsFile.model_validate(
    {
        "district": "遂宁市安居区",
        "units": [
            {
                "name": "政府办公室",
                "full_name": "遂宁市安居区人民政府办公室",
                "kind": "区直部门",
                "aliases": ["区政府办公室"],
            },
            {"name": "司法局", "kind": "区直部门", "aliases": ["区司法局", "依法治区办"]},
            {"name": "人力资源社会保障局", "kind": "区直部门"},
            {"name": "安居生态环境局", "kind": "派驻垂管"},
            {"name": "安居镇", "kind": "镇"},
            {"name": "安居经开区", "kind": "园区"},
            {"name": "凤凰街道", "kind": "街道"},
        ],
        "groups": [
            {
                "name": "各镇、街道",
                "aliases": ["各镇（街道）"],
                "members": ["安居镇", "凤凰街道"],
            },
            {"name": "区直各部门", "members": ["区司法局", "政府办公室"]},
            {"name": "执法单位", "members": ["司法局", "安居生态环境局"]},
        ],
    }
)
REGISTER = Register(FILE)


def name_found(query: str, register: Register = REGISTER) -> str | None:
    party = register.find(query)
    return party.name if party else None


def resolved(name: str) -> str | None:
    party = REGISTER.resolve(name)
    return party.name if party else None


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("司法局", "司法局"),
        ("区司法局", "司法局"),
        ("依法治区办", "司法局"),
        ("遂宁市安居区人民政府办公室", "政府办公室"),
        ("各镇（街道）", "各镇、街道"),
        ("安居区司法局", None),
        ("司法局 ", None),
        ("各镇(街道)", None),
        ("", None),
    ],
)
def test_data_means_names_to_the_letter(name: str, meant: str | None) -> None:
    assert resolved(name) == meant
    assert REGISTER.canonical(name) == (meant or name)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("司法局", "司法局"),
        ("区司法局", "司法局"),
        ("安居区司法局", "司法局"),
        ("遂宁市安居区司法局", "司法局"),
        (" 司法局　", "司法局"),
        ("司 法　局", "司法局"),
        ("安居区 司法局", "司法局"),
        ("安居区依法治区办", "司法局"),
        ("区政府办公室", "政府办公室"),
        ("安居区人民政府办公室", "政府办公室"),
        ("人民政府办公室", "政府办公室"),
        ("区安居镇", "安居镇"),
        ("安居区安居镇", "安居镇"),
        ("遂宁市安居区安居生态环境局", "安居生态环境局"),
        ("司法局（区）", "司法局"),
        ("司法局(安居区)", "司法局"),
        ("司法局（市）", None),
        ("各镇(街道)", "各镇、街道"),  # half-width brackets
        ("区各镇、街道", "各镇、街道"),
        ("安居经开区", "安居经开区"),
        ("船山区司法局", None),
        ("遂宁市司法局", None),
        ("四川省遂宁市安居区司法局", None),
        ("安居司法局", None),
        ("生态环境局", None),
        ("安居区", None),
        ("区", None),
        ("司法", None),
        ("", None),
    ],
)
def test_a_person_may_put_the_district_in_front(query: str, meant: str | None) -> None:
    assert name_found(query) == meant


def test_without_a_district_only_names_are_known() -> None:
    register = Register(FILE.model_copy(update={"district": None}))
    assert name_found("司 法局", register) == "司法局"
    assert name_found("区司法局", register) == "司法局"  # an alias
    assert name_found("安居区司法局", register) is None


def test_a_name_that_could_be_two_units_is_nobodys() -> None:
    file = UnitsFile.model_validate(
        {
            "district": "甲市乙区",
            "units": [
                {"name": "区委办公室", "kind": "党委机构"},
                {"name": "乙区委办公室", "kind": "党委机构"},
            ],
        }
    )
    register = Register(file)
    assert name_found("区委办公室", register) == "区委办公室"
    assert name_found("乙区委办公室", register) == "乙区委办公室"
    assert name_found("甲市乙区委办公室", register) is None
    assert meant("甲市乙区委办公室", register) == ["区委办公室", "乙区委办公室"]


@pytest.mark.parametrize("district", ["明州市云溪县", "云南省明州市云溪县", "明州云溪县"])
def test_districts_of_other_kinds(district: str) -> None:
    units = [{"name": "司法局", "kind": "区直部门"}]
    register = Register(UnitsFile.model_validate({"district": district, "units": units}))
    assert name_found("县司法局", register) == "司法局"
    assert name_found(f"{district}司法局", register) == "司法局"
    assert name_found("云溪县司法局", register) == "司法局"
    assert name_found("区司法局", register) is None


def test_groups_and_their_members() -> None:
    assert REGISTER.members("区直各部门") == {"司法局", "政府办公室"}
    assert REGISTER.members("司法局") == frozenset()
    assert REGISTER.groups_of("司法局") == ("区直各部门", "执法单位")
    assert REGISTER.groups_of("安居经开区") == ()
    assert REGISTER.is_group("各镇、街道")
    assert not REGISTER.is_group("司法局")
    assert not REGISTER.is_group("没有的")


def test_the_names_of_a_party() -> None:
    assert names_of(FILE.units[0]) == ("政府办公室", "区政府办公室", "遂宁市安居区人民政府办公室")
    assert names_of(FILE.groups[0]) == ("各镇、街道", "各镇（街道）")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("司法居", ("司法局",)),
        ("安居区司法居", ("司法局",)),
        ("人社局", ("人力资源社会保障局",)),
        ("生态环境局", ("安居生态环境局",)),
        ("凤凰镇", ("凤凰街道",)),
        ("各镇街道", ("各镇、街道",)),
        ("区司法局法制科", ("司法局",)),
        ("安居园区", ("安居经开区",)),
        ("水利局", ()),
        ("", ()),
    ],
)
def test_the_nearest_names(query: str, names: tuple[str, ...]) -> None:
    assert REGISTER.nearest(query) == names


def test_groups_are_offered_only_where_they_may_stand() -> None:
    assert REGISTER.nearest("区直部门") == ("区直各部门",)
    assert REGISTER.nearest("区直部门", groups=False) == ()


def test_not_more_than_three_names() -> None:
    units = [{"name": f"{name}山镇", "kind": "镇"} for name in "东南西北中"]
    register = Register(UnitsFile.model_validate({"units": units}))
    assert register.nearest("上山镇") == ("东山镇", "南山镇", "西山镇")


# -- pinyin ------------------------------------------------------------------


def meant(typed: str, register: Register = REGISTER) -> list[str]:
    return [party.name for party in register.meant(typed)]


def register_of(*units: str, district: str | None = None, **aliases: str) -> Register:
    records = [
        {"name": name, "kind": "镇", "aliases": [aliases[name]] if name in aliases else []}
        for name in units
    ]
    return Register(UnitsFile.model_validate({"district": district, "units": records}))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("sfj", "司法局"),
        ("sifaju", "司法局"),
        ("SiFaJu", "司法局"),
        ("si fa ju", "司法局"),
        ("ｓｆｊ", "司法局"),
        ("qsfj", "司法局"),  # an alias
        ("anjuqusifaju", "司法局"),  # the district in front
        ("snsajqsfj", "司法局"),
        ("yfzqb", "司法局"),
        ("rlzyshbzj", "人力资源社会保障局"),
        ("ajz", "安居镇"),
        ("gzjd", "各镇、街道"),
        ("司法局", "司法局"),
        ("安居区司法局", "司法局"),
    ],
)
def test_a_person_may_type_pinyin(typed: str, name: str) -> None:
    assert meant(typed) == [name]


@pytest.mark.parametrize("typed", ["sf", "sfjx", "司fj", "12", "", "ju"])
def test_what_is_nobodys_pinyin(typed: str) -> None:
    assert meant(typed) == []


def test_pinyin_is_not_for_data() -> None:
    assert name_found("sfj") is None
    assert resolved("sfj") is None
    assert [party.name for party in REGISTER.meant("sfj", pinyin=False)] == []


def test_all_who_may_be_meant_are_named() -> None:
    register = register_of("商务局", "税务局", "水务局", "财政局")
    assert meant("swj", register) == ["商务局", "税务局", "水务局"]
    assert meant("shuiwuju", register) == ["税务局", "水务局"]
    assert meant("shangwj", register) == ["商务局"]


def test_a_name_goes_before_pinyin() -> None:
    register = register_of("司法局", "双峰街道", 双峰街道="sfj")
    assert meant("sfj", register) == ["双峰街道"]
    assert meant("SFJ", register) == ["司法局", "双峰街道"]  # as it is written, it is no name


def test_a_name_alone_goes_before_one_with_the_district() -> None:
    assert meant("qsfj", register_of("司法局", "泉水福居", district="甲区")) == ["泉水福居"]
    assert meant("qsfj", register_of("司法局", "财政局", district="甲区")) == ["司法局"]


def test_a_reading_hardly_anybody_knows_casts_no_doubt() -> None:
    """信 was read shen, two thousand years ago."""
    assert meant("sfj", register_of("信访局", "司法局")) == ["司法局"]
    assert meant("xfj", register_of("信访局", "司法局")) == ["信访局"]
    assert meant("sfj", register_of("信访局", "财政局")) == ["信访局"]


def test_usual_readings_are_in_doubt_alike() -> None:
    assert meant("caz", register_of("长安镇", "曹安镇")) == ["长安镇", "曹安镇"]
    assert meant("zaz", register_of("长安镇", "曹安镇")) == ["长安镇"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("s", ["政府办公室", "司法局"]),  # 遂宁市安居区人民政府办公室
        ("si", ["司法局"]),
        ("sifaj", ["司法局"]),
        ("yf", ["司法局"]),  # 依法治区办
        ("anj", ["安居生态环境局", "安居镇", "安居经开区"]),
        ("ajqsf", ["司法局"]),
        ("x", []),
    ],
)
def test_whose_name_is_begun(typed: str, names: list[str]) -> None:
    assert [party.name for party in REGISTER.spelt(typed, begun=True)] == names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("si fa", ("司法局",)),  # begun
        ("fenghuang", ("凤凰街道",)),
        ("sifajv", ("司法局",)),
        ("sifau", ("司法局",)),
        ("sfk", ("司法局",)),
        ("xyz", ()),
        ("anjux", ("安居镇",)),
    ],
)
def test_the_nearest_pinyin(query: str, names: tuple[str, ...]) -> None:
    assert REGISTER.nearest(query) == names


def test_of_many_that_are_as_near_none_is_picked() -> None:
    register = register_of(*(f"{name}山镇" for name in "东南西北中"))
    assert register.nearest("asz") == ()


def test_every_real_unit_is_understood_by_its_pinyin_and_by_its_initials() -> None:
    """As the library spells them; where two are spelt alike, both are named."""
    from pypinyin import lazy_pinyin

    data = (ROOT / "data" / "units.yaml").read_text(encoding="utf-8")
    file = UnitsFile.model_validate(yaml.safe_load(data))
    register = Register(file)
    in_doubt = {}
    for unit in file.units:
        syllables = lazy_pinyin(unit.name)
        for typed in ("".join(syllables), "".join(syllable[0] for syllable in syllables)):
            names = [party.name for party in register.meant(typed)]
            assert unit.name in names, typed
            if len(names) > 1:
                in_doubt[typed] = names
    assert len(file.units) == 56
    assert in_doubt == {"swj": ["税务局", "商务局"]}
