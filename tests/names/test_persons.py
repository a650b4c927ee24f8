"""One name twice in a text: two persons where the text gives two employers, one where it doesn't."""

from __future__ import annotations

import pytest

from kg.names import compare

ONE = [
    "李明，包头铝业电解一车间班长。会上李明发言。",
    "中国铝业集团有限公司党组书记李明讲话。中铝集团董事长李明强调安全。",
    "包头铝业总经理李明主持会议，公司党委书记、总经理李明作总结。",
    "获奖者李明与李明的徒弟一同上台，包头铝业为他们颁奖。",
    "在北京，李明参加会议；在上海，李明考察企业。",
    "李明同志曾任马钢股份总经理，现任中国宝武副总经理。李明出席。",
]
TWO = [
    "包头铝业的李明和兰州铝业的李明同获称号。",
    "李明（包头铝业）、李明（兰州铝业）获奖。",
    "来自鞍钢的李明、来自本钢的李明同台竞技。",
    "一个是攀钢的李明，一个是马钢的李明。",
    "中铝山东李明、中铝贵州李明分获一二等奖。",
    "李明，包头铝业有限公司员工；李明，兰州铝业有限公司员工。",
    "首钢京唐李明获一等奖，首钢股份李明获二等奖。",
    "表彰名单：国网江苏电力李明；国网浙江电力李明。",
    "包头铝业有限公司  李明\n兰州铝业有限公司  李明",
    "中建三局一公司李明与中建三局二公司李明均入选。",
    "李明是宝钢股份工程师，另一位李明是马钢股份班长。",
    "大庆油田李明和长庆油田李明结为对子。",
    "马钢股份副总经理李明会见了太钢集团总经理李明。",
    "中国石油的李明，中国石化的李明。",
]


@pytest.mark.parametrize("text", ONE)
def test_one_person_named_twice(text: str) -> None:
    assert compare("李明", "李明", type="Person", context=text).relation == "same"


@pytest.mark.parametrize("text", TWO)
def test_two_employers_are_two_persons(text: str) -> None:
    assert compare("李明", "李明", type="Person", context=text).relation == "different"
