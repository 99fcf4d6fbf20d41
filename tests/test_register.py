"""The register: divisions, agencies, codes, regulations, reorganisations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import cases
from kg import tables
from kg.agencies import agencies
from kg.graph.nquads import Pen
from kg.graph.registry import describe_regions
from kg.extract.code_issuers import issuers_of
from kg.link.register import Register
from kg.link.succession import latest
from kg.model.extraction import Level
from kg.regions import Region, regions


@pytest.mark.parametrize(("name", "at", "full", "level", "region", "why"), cases("agencies"))
def test_an_agency_is_known_by_its_name(
    name: str, at: str, full: str, level: str, region: str, why: str
) -> None:
    """`at` is the issuer of the document that prints the name, or nothing."""
    found = agencies().identify(name, agencies().identify(at) if at else None)
    assert found.sure, why
    assert (found.name, found.level, found.region or "") == (full, Level(level), region), why


@pytest.mark.parametrize("name", ["白云区人民政府", "朝阳区人民政府", "城关区教育局"])
def test_a_name_that_several_places_share_is_not_guessed(name: str) -> None:
    assert not agencies().identify(name).sure


def test_the_context_tells_places_of_one_name_apart() -> None:
    guangzhou, guiyang = agencies().identify("广州市人民政府"), agencies().identify("贵阳市人民政府")
    assert agencies().identify("白云区人民政府", guangzhou).region == "440111"
    assert agencies().identify("白云区人民政府", guiyang).region == "520113"


# (code, who cites, likeliest issuer, at most so sure, why)
CODES = [
    ("国办发", None, "国务院办公厅", 1.0, "the table"),
    ("粤府办", None, "广东省人民政府办公厅", 1.0, "the table"),
    ("江府办函", None, "江门市人民政府办公室", 1.0, "the table"),
    ("云环办", None, "云浮市环境保护局", 1.0, "not Yunnan"),
    ("苏住建规", None, "苏州市住房和城乡建设局", 1.0, "not Jiangsu"),
    ("鄂府发", None, "鄂尔多斯市人民政府", 1.0, "not Hubei"),
    ("陕教办", None, "陕西省教育厅", 0.6, "place and organ letters"),
    ("川环函", "四川省财政厅", "四川省生态环境厅", 0.6, "place and organ letters with a form word"),
    ("岚综管办便函", None, "平潭综合实验区管委会办公室", 0.6, "a known code with another form word"),
    ("聊政办发", "聊城市财政局", "聊城市人民政府办公室", 0.6, "the first letter of the citing city"),
]


@pytest.mark.parametrize(("code", "at", "agency", "most", "why"), CODES)
def test_a_code_stands_for(code: str, at: str | None, agency: str, most: float, why: str) -> None:
    found = issuers_of(code, agencies(), agencies().identify(at) if at else None)
    assert found and found[0].agency.name == agency, why
    assert found[0].confidence <= most, "what is inferred says so"


def test_a_code_of_several_bodies_is_not_sure_without_a_place() -> None:
    found = issuers_of("宁政办发", agencies())
    assert {issuer.agency.name for issuer in found} == {
        "南京市人民政府办公厅",
        "宁夏回族自治区人民政府办公厅",
    }
    assert all(issuer.confidence <= 0.5 for issuer in found)


@pytest.mark.parametrize("row", tables.rows("agency_codes"), ids=lambda row: f"{row['code']} {row['agency']}")
def test_each_code_of_the_table_names_an_agency_of_its_level(row: tables.Row) -> None:
    found = agencies().identify(row["agency"])
    level = found.level.value if found.level else None
    assert level == row["level"] or (not found.sure and row["level"] == "national"), row
    assert (found.region or "") == row["region"], row


def test_every_region_hangs_under_a_known_one() -> None:
    codes = {row.code for row in regions().rows}
    assert len(codes) > 3200
    assert all(row.parent in codes for row in regions().rows if row.parent is not None)
    assert {row.level for row in regions().rows if row.parent is None} == {Level.PROVINCIAL}


def test_all_provinces_have_a_government_with_a_code() -> None:
    coded = {
        row["region"] for row in tables.rows("agency_codes") if row["agency"].endswith(("人民政府", "兵团"))
    }
    provinces = {row.code for row in regions().rows if row.level is Level.PROVINCIAL} - {
        "710000",
        "810000",
        "820000",
    }
    assert provinces <= coded


@given(st.sampled_from(regions().rows))
def test_a_chain_leads_up_to_a_province(region: Region) -> None:
    chain = regions().chain(region.code, region.level)
    assert chain == () or chain[-1].parent is None
    ranks = [one.level.rank for one in chain]
    assert ranks == sorted(ranks, reverse=True)


@given(st.text("省市县区江门广东福建平潭综合实验国务院办公厅人民政府", max_size=30))
def test_any_name_gets_an_answer(name: str) -> None:
    assert agencies().identify(name, agencies().identify("江门市生态环境局")).name is not None


def test_editions_of_a_regulation_follow_each_other() -> None:
    register = Register.bundled()
    for title, editions in register.editions.items():
        signed = [edition.signed for edition in editions]
        assert signed == sorted(signed), title
        assert all(edition.number is not None for edition in editions), title


def test_reorganisations_lead_forward_and_end() -> None:
    for row in tables.rows("succession"):
        assert row["predecessor"] != row["successor"] and row["scope"] in (
            "national",
            "local",
            "provincial",
            "municipal",
        )
        assert 1998 <= int(row["year"]) <= 2030


# (name, name after all reorganisations, why)
SUCCESSIONS = [
    ("国家环境保护总局", "生态环境部", "two reorganisations"),
    ("云浮市环境保护局", "云浮市生态环境局", "a city's bureau in 2018"),
    ("福建省环境保护厅", "福建省生态环境厅", "a province's department in 2018"),
    ("福建省人民政府法制办公室", "福建省司法厅", "a province has a 厅"),
    ("福州市人民政府法制办公室", "福州市司法局", "a city has a 局"),
    ("福州市质量技术监督局", "福州市市场监督管理局", "one of several that were merged"),
    ("云浮市环境保护局.综合科", "云浮市生态环境局.综合科", "a unit goes with its bureau"),
    ("云浮市财政局", "云浮市财政局", "nothing happened"),
    ("综合科", "综合科", "no organ at all"),
]


@pytest.mark.parametrize(("name", "newest", "why"), SUCCESSIONS)
def test_a_body_goes_on_as(name: str, newest: str, why: str) -> None:
    assert latest(name) == newest, why


@pytest.mark.parametrize(("code", "name"), [("610000", "陕西省"), ("110000", "北京市"), ("350128", "平潭县")])
def test_a_zone_that_borrows_a_code_does_not_give_the_division_its_name(code: str, name: str) -> None:
    pen = Pen("register")
    describe_regions(pen, [code])
    labels = [line for line in pen.lines if f"/region/{code}>" in line and "rdf-schema#label" in line]
    assert [name in line for line in labels] == [True]
