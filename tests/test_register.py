"""Whom a name means: in the data to the letter, for a person in many forms."""

from __future__ import annotations

import pytest

from anju_cli.models import UnitsFile
from anju_cli.register import Register, names_of

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


def found(query: str, register: Register = REGISTER) -> str | None:
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
    assert found(query) == meant


def test_without_a_district_only_names_are_known() -> None:
    register = Register(FILE.model_copy(update={"district": None}))
    assert found("司 法局", register) == "司法局"
    assert found("区司法局", register) == "司法局"  # an alias
    assert found("安居区司法局", register) is None


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
    assert found("区委办公室", register) == "区委办公室"
    assert found("乙区委办公室", register) == "乙区委办公室"
    assert found("甲市乙区委办公室", register) is None


@pytest.mark.parametrize("district", ["明州市云溪县", "云南省明州市云溪县", "明州云溪县"])
def test_districts_of_other_kinds(district: str) -> None:
    units = [{"name": "司法局", "kind": "区直部门"}]
    register = Register(UnitsFile.model_validate({"district": district, "units": units}))
    assert found("县司法局", register) == "司法局"
    assert found(f"{district}司法局", register) == "司法局"
    assert found("云溪县司法局", register) == "司法局"
    assert found("区司法局", register) is None


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
