"""Teams named by their work that only winning gives away, and those that stay silent."""

from __future__ import annotations

import pytest

from tests.nlp.reading import names, read


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("近日，飞天五号研制团队获全国工人先锋号。", "飞天五号研制团队"),
        ("以谢军明为带头人的导航卫星研发团队荣获首届“全国创新争先奖”。", "导航卫星研发团队"),
        ("2021年，江湾大桥建设者群体被授予“时代楷模”称号。", "江湾大桥建设者群体"),
    ],
)
def test_a_team_that_wins(text: str, team: str) -> None:
    assert team in names(read(text), "Unit")


@pytest.mark.parametrize(
    "text",
    [
        "他带领创新团队荣获全国工人先锋号。",
        "共有3个团队获全国工人先锋号。",
        "近日，研发团队获“优秀创新团队”称号。",
        "飞天五号研制团队正在开展试验。",
    ],
)
def test_no_name_of_a_team(text: str) -> None:
    assert not {
        n
        for n in names(read(text), "Unit")
        if n.endswith(("带领创新团队", "3个团队", "共有3个团队", "飞天五号研制团队"))
    }
