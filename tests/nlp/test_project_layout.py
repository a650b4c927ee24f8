"""Projects named by layout: rolls of honour with titles, makers and ranks."""

from kg.nlp.projects.layout import laid_out
from kg.read import parse_bytes
from kg.text import prepare


def titles(text: str) -> set[str]:
    (passage,) = prepare(parse_bytes(text.encode(), "roll.txt")).passages[:1]
    return {passage.text[a:b] for a, b, _ in laid_out(passage)}


def test_titles_under_ranks_with_makers_behind_a_gap() -> None:
    roll = (
        "甲集团表彰科技成果\n\n● 科技进步一等奖（2项）\n薄壁车体电子束焊接工艺　　五分公司　　完成人：张力\n"
        "底盘柔性装配线改造　　乙重汽集团　　完成人：李明\n"
    )
    assert titles(roll) == {"薄壁车体电子束焊接工艺", "底盘柔性装配线改造"}


def test_improvements_of_groups() -> None:
    roll = (
        "通报\n\n特等成果\n1.提高车体搭接焊一次合格率 甲公司“精焊”QC小组\n2.缩短模块老化测试周期 乙公司“芯动力”QC小组\n"
    )
    assert titles(roll) == {"提高车体搭接焊一次合格率", "缩短模块老化测试周期"}


def test_ranked_titles_run_on_over_their_makers() -> None:
    roll = "获奖名单\n\n金奖：深井提升机盘形闸检测装置（张力等）、矿用锚杆预紧工具（李明等）\n"
    assert titles(roll) == {"深井提升机盘形闸检测装置", "矿用锚杆预紧工具"}


def test_units_and_headlines_are_no_titles() -> None:
    assert titles("获奖名单\n\n1.甲公司检修车间\n2.乙公司总调度室\n") == set()
    assert titles("甲公司推进智能化改造\n\n公司召开会议，部署检修工作。\n") == set()
