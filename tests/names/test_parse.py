"""Names are taken apart into chains of links, links into place, brand, trade, form and head."""

import doctest

import pytest

import kg.names.awards
import kg.names.declared
import kg.names.document
import kg.names.forms
import kg.names.keys
import kg.names.link
import kg.names.parse
import kg.names.relate
import kg.names.short
import kg.names.things
from kg.names import fold, parse_organization
from kg.names.parse import owner_chain

MODULES = [kg.names.awards, kg.names.relate, kg.names.declared, kg.names.document, kg.names.keys, kg.names.forms]
MODULES += [kg.names.link, kg.names.parse, kg.names.short, kg.names.things]


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__)
def test_examples_in_the_docstrings_run(module: object) -> None:
    outcome = doctest.testmod(module)  # type: ignore[arg-type]
    assert outcome.attempted > 0 and outcome.failed == 0


@pytest.mark.parametrize(
    ("name", "links"),
    [
        ("中铝股份贵州分公司电解厂二车间", ["中铝股份", "贵州分公司", "电解厂", "二车间"]),
        ("遵义铝业氧化铝厂溶出车间", ["遵义铝业", "氧化铝厂", "溶出车间"]),
        ("中铝集团直属党委", ["中铝集团", "直属党委"]),
        ("徐工集团工程机械股份有限公司", ["徐工集团", "工程机械股份有限公司"]),
        ("酒泉钢铁（集团）有限责任公司", ["酒泉钢铁（集团）有限责任公司"]),
        ("中交第四航务工程局有限公司", ["中交第四航务工程局有限公司"]),
        ("四航局一公司", ["四航局", "一公司"]),
        ("云南铜业西南铜业分公司", ["云南铜业", "西南铜业分公司"]),
        ("招商局集团有限公司", ["招商局集团有限公司"]),
        ("沈阳铝镁设计研究院有限公司", ["沈阳铝镁设计研究院有限公司"]),
        ("中国矿业大学", ["中国矿业大学"]),
        ("生产二区丙班", ["生产二区", "丙班"]),
        ("兰州铝业党委", ["兰州铝业", "党委"]),
    ],
)
def test_chain(name: str, links: list[str]) -> None:
    assert [s.text for s in parse_organization(name).segments] == links


def test_links_join_up_to_the_name() -> None:
    for name in ("中国水利水电建设集团公司第十工程局医院", "佛山市三水区人民政府", "", "A", "（）", "集团", "分公司"):
        assert "".join(s.text for s in parse_organization(name).segments) == fold(name)
        assert owner_chain(name)[-1] == fold(name)


def test_parts_of_a_company() -> None:
    root = parse_organization("贵州磷化（集团）有限责任公司").root
    assert (root.places, root.trades, root.group, root.form) == (("贵州",), ("磷化",), True, "有限公司")


def test_fold_is_idempotent_and_width_blind() -> None:
    for name in ("中铝（Ａ）·集团", "「坤安」大模型", "中國鋁業", "阿卜杜拉•买买提", "Boffa  Mining  Co"):
        assert fold(fold(name)) == fold(name)
    assert fold("ＵＯＰ") == fold("UOP")
