"""Posts before and behind the name, several of one person, one of several persons, and posts laid down."""

import pytest

from tests.nlp.reading import facts, names, read

FIRM = "江北远策重工股份有限公司（以下简称“远策重工”）公告。"


def test_several_posts_before_a_name() -> None:
    record = read(FIRM + "远策重工党委书记、董事长周启明出席会议。")
    assert facts(record, "holdsPost") == {("周启明", "远策重工", "党委书记"), ("周启明", "远策重工", "董事长")}


def test_one_post_of_several_persons() -> None:
    record = read(FIRM + "远策重工副总经理周启明、刘海涛参加。")
    assert facts(record, "holdsPost") == {("周启明", "远策重工", "副总经理"), ("刘海涛", "远策重工", "副总经理")}


def test_a_post_behind_the_name() -> None:
    record = read(FIRM + "\n宋雅琴，远策重工铸造车间主任。")
    assert ("宋雅琴", "铸造车间", "主任") in facts(record, "holdsPost")


def test_a_verb_that_begins_inside_a_longer_guess_ends_the_name() -> None:
    record = read(FIRM + "董事长周启指导远策重工铸造车间。")
    assert names(record, "Person") == {"周启"}


def test_a_post_laid_down_is_not_held() -> None:
    record = read(FIRM + "会议决定免去周启明的远策重工总经理职务。周启明不再担任远策重工董事长。")
    assert facts(record, "holdsPost") == set()


def test_a_name_alone_before_a_top_post_is_a_company() -> None:
    record = read(FIRM + "签约仪式上，远策重工董事长周启明致辞，宁泰董事长刘海涛、首席运营官宋雅琴出席。")
    assert {("刘海涛", "宁泰", "董事长"), ("宋雅琴", "宁泰", "首席运营官")} <= facts(record, "holdsPost")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("周启明会见远泰运行党委书记、总经理刘海涛。", ("刘海涛", "远泰运行", "总经理")),
        ("宁泰党组书记、董事长刘海涛致辞。", ("刘海涛", "宁泰", "董事长")),
        ("省政协副主席刘海涛出席。", ("刘海涛", "省政协", "副主席")),
    ],
)
def test_a_name_before_a_leaders_post_is_an_organisation(text: str, held: tuple[str, str, str]) -> None:
    assert held in facts(read(FIRM + "\n" + text), "holdsPost")


def test_a_post_behind_words_nobody_reads_stays_with_nobody() -> None:
    text = FIRM + "\n远策重工董事长周启明会见客人，安全副总经理宋雅琴参加，机械工业总经理助理刘海涛陪同。"
    held = facts(read(text), "holdsPost")
    assert ("宋雅琴", "远策重工", "副总经理") in held
    assert not [f for f in held if f[0] == "刘海涛"]


def test_a_project_before_a_top_post_is_no_company() -> None:
    assert "北岭热电项目" not in names(read(FIRM + "北岭热电项目总经理周启明介绍情况。"), "Enterprise")


def test_where_a_meeting_is_held_is_not_whose_post_it_is() -> None:
    text = FIRM + "远策重工日前在江北锦昌电力有限公司召开会议，党委书记、董事长周启明出席。"
    assert {f[1] for f in facts(read(text), "holdsPost")} == {"远策重工"}


def test_the_subject_goes_on_after_a_full_stop() -> None:
    text = FIRM + "\n远策重工铸造车间工人周启明荣获表彰。2008年，他当上远策重工检修部主任。"
    assert ("周启明", "检修部", "主任") in facts(read(text), "holdsPost")


def test_a_post_named_first_belongs_to_the_person_after_the_comma() -> None:
    assert ("周启明", "远策重工", "团委书记") in facts(
        read(FIRM + "担任远策重工团委书记时，周启明面临考验。"), "holdsPost"
    )


def test_a_unit_behind_a_declared_short_name_is_its_unit() -> None:
    text = "周启明，江北远策重工股份有限公司（以下简称“远策重工”或“公司”）冶金建设分公司砌筑高级技师。"
    assert ("周启明", "冶金建设分公司", "砌筑高级技师") in facts(read(text), "holdsPost")


def test_a_foreman_leads_the_team_named_last() -> None:
    text = FIRM + "远策重工铸造车间分析三班受到表扬。班长周启明说得实在。"
    assert ("周启明", "分析三班", "班长") in facts(read(text), "holdsPost")


def test_who_decides_an_appointment_is_not_the_employer() -> None:
    text = (
        "江北远策重工股份有限公司召开领导干部会议，宣布中国岭东集团有限公司党组关于领导班子调整的决定："
        "周启明任党委书记、董事长。"
    )
    assert {f[1] for f in facts(read(text), "holdsPost")} == {"江北远策重工股份有限公司"}


def test_a_member_in_brackets_behind_sex_and_nation() -> None:
    text = FIRM + "表彰名单：周启明（女，土家族，远策重工铸造车间）。"
    assert ("周启明", "铸造车间", "") in facts(read(text), "holdsPost")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("远策重工心内科主任周启明坐诊。", ("周启明", "心内科", "主任")),
        ("远策重工铸造车间电炉班班长周启明值守到天亮。", ("周启明", "电炉班", "班长")),
        ("远策重工铸造车间电炉班在江边。\n班长周启明值守到天亮。", ("周启明", "电炉班", "班长")),
        ("远策重工铸造车间  造型工  周启明", ("周启明", "铸造车间", "造型工")),
        ("在远策重工铸造车间，造型工周启明正在忙碌。", ("周启明", "铸造车间", "造型工")),
        ("周启明是远策重工铸造车间的一名造型工。", ("周启明", "铸造车间", "造型工")),
        ("1998年，周启明进入远策重工铸造车间，成为一名造型工。", ("周启明", "铸造车间", "造型工")),
        ("周启明来自远策重工铸造车间。", ("周启明", "铸造车间", "")),
        ("周启明在远策重工铸造车间工作了三十年。", ("周启明", "铸造车间", "")),
        ("周启明（男，汉族，远策重工铸造车间）", ("周启明", "铸造车间", "")),
        ("周启明，45岁，中共党员，远策重工铸造车间主任。", ("周启明", "铸造车间", "主任")),
        ("远策重工铸造车间（2人）：周启明、宋雅琴", ("周启明", "铸造车间", "")),
        ("先进个人\n铸造车间\n周启明　宋雅琴\n质量部\n刘海涛\n", ("刘海涛", "质量部", "")),
        ("◎ 周启明：把炉子当孩子的人\n远策重工铸造车间主任\n他入厂三十年。", ("周启明", "铸造车间", "主任")),
        ("远策重工铸造车间设备员、兼职安全员周启明说。", ("周启明", "铸造车间", "设备员")),
        ("远策重工质量部部长、全国劳动模范周启明讲解数据。", ("周启明", "质量部", "部长")),
        ("江北锦昌电力有限公司来访。党委书记、董事长周启明会见客人。", ("周启明", "远策重工", "董事长")),
        ("他就是远策重工铸造车间农电工、副主任——周启明。", ("周启明", "铸造车间", "副主任")),
        ("在远策重工铸造车间，记者见到了点检员周启明。", ("周启明", "铸造车间", "点检员")),
        ("周启明爱琢磨。身为远策重工铸造车间主任，他不敢松劲。", ("周启明", "铸造车间", "主任")),
        ("周启明爱琢磨。2003年，他进入远策重工铸造车间，成为一名造型工。", ("周启明", "铸造车间", "造型工")),
        ("远策重工首任总经理是周启明。", ("周启明", "远策重工", "首任总经理")),
        ("远策重工总经理一职由周启明接任。", ("周启明", "远策重工", "总经理")),
        ("从刘海涛手中接过远策重工铸造车间主任的担子，周启明心里不安。", ("周启明", "铸造车间", "主任")),
        ("周启明从刘海涛手中接过远策重工铸造车间主任的接力棒。", ("周启明", "铸造车间", "主任")),
        ("周启明以远策重工工会主席的身份出席。", ("周启明", "远策重工", "工会主席")),
        ("作为远策重工铸造车间的一名造型工，周启明干了三十年。", ("周启明", "铸造车间", "造型工")),
        ("周启明与同事刘海涛，同在远策重工质量部。", ("周启明", "质量部", "")),
        ("周启明升任远策重工计划处处长。", ("周启明", "计划处", "处长")),
        ("周启明被选为远策重工副总经理。", ("周启明", "远策重工", "副总经理")),
        ("周启明任江北铁路通信集团董事长。", ("周启明", "江北铁路通信集团", "董事长")),
        ("三号车间的周启明获得第一名。", ("周启明", "三号车间", "")),
        ("获奖名单：周启明（中联农机）、刘海涛（远策重工）。", ("周启明", "中联农机", "")),
        ("北策集团（北岭北策重工业集团有限公司）的周启明、刘海涛获奖。", ("周启明", "北岭北策重工业集团有限公司", "")),
    ],
)
def test_constructions_of_posts(text: str, held: tuple[str, str, str]) -> None:
    assert held in facts(read(FIRM + "\n" + text), "holdsPost")


@pytest.mark.parametrize(
    "text",
    [
        "周启明到远策重工铸造车间调研。",
        "周启明在远策重工参观时说，这里很整洁。",
        "远策重工与江北锦昌电力有限公司签约。造型工周启明路过。",
        "江北锦昌电力有限公司来访。村支书周启明算了一笔账。",
        "免去周启明远策重工总经理职务。",
        "（远策重工党委宣传部 周启明）\n",
        "毕业于江北铁道学院的周启明学的是内燃机。",
    ],
)
def test_nobody_holds_a_post_where_he_only_stands(text: str) -> None:
    assert not facts(read(FIRM + "\n" + text), "holdsPost")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("远策重工总经理周启明与刘海涛一行座谈。", "刘海涛"),
        ("刘海涛从周启明手中接过远策重工总经理的担子。", "周启明"),
        ("远策重工主管生产的副总经理周启明会见刘海涛。", "刘海涛"),
    ],
)
def test_a_post_stays_with_its_holder(text: str, wrong: str) -> None:
    held = facts(read(FIRM + "\n" + text), "holdsPost")
    assert held and wrong not in {f[0] for f in held}


def test_a_worker_does_not_work_for_the_public_body_that_hosts() -> None:
    text = FIRM + "\n远策重工参加由江北市总工会主办的大赛，其中，职工周启明、刘海涛分别取得第二名。"
    assert {f[1] for f in facts(read(text), "holdsPost")} == {"远策重工"}


def test_in_charge_of_is_a_verb_before_a_post() -> None:
    held = facts(read(FIRM + "\n远策重工主管生产的副总经理周启明参加。"), "holdsPost")
    assert held == {("周启明", "远策重工", "副总经理")}


def test_a_mine_has_a_leadership_of_its_own() -> None:
    text = (
        "太平煤矿举行启动仪式\n江北鲁泰控股集团有限公司太平煤矿\n6月2日，太平煤矿举行启动仪式。安全副矿长刘海涛带领宣誓。\n"
        "党委书记周启明讲话。"
    )
    assert ("周启明", "太平煤矿", "党委书记") in facts(read(text), "holdsPost")


def test_sex_or_place_in_a_picture_behind_a_name_is_no_company() -> None:
    assert not names(read("图为周启明（左起第一）、刘海涛（二等奖获得）与宋雅琴（车间主任）。"), "Enterprise")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "姓名：周启明\n性别：男\n单位：远策重工铸造车间\n职务：造型班班长、高级技师\n",
            ("周启明", "铸造车间", "高级技师"),
        ),
        ("姓　名 周启明 性别 男 工作单位 远策重工铸造车间 岗位 造型工\n", ("周启明", "铸造车间", "造型工")),
        ("姓名：周启明\n单位及职务：远策重工质量部部长\n", ("周启明", "质量部", "部长")),
        ("候选人姓名：周启明\n推荐单位：远策重工\n", ("周启明", "远策重工", "")),
        ("周启明 男 45岁 远策重工铸造车间造型工\n", ("周启明", "铸造车间", "造型工")),
        ("远策重工铸造车间党员代表周启明发言。", ("周启明", "铸造车间", "")),
        ("到场的远策重工总经理还是周启明。", ("周启明", "远策重工", "总经理")),
        ("周启明则以江北锦昌电力有限公司副总经理、远策重工董事长的身份出席。", ("周启明", "远策重工", "董事长")),
        ("20岁的周启明到远策重工铸造车间报到。", ("周启明", "铸造车间", "")),
        ("被称为“焊王”的周启明是远策重工的一名焊工。", ("周启明", "远策重工", "焊工")),
    ],
)
def test_posts_in_forms_and_portraits(text: str, held: tuple[str, str, str]) -> None:
    assert held in facts(read(FIRM + "\n" + text), "holdsPost")


@pytest.mark.parametrize(
    "text", ["周启明到远策重工铸造车间检查工作。", "姓名：周启明\n籍贯：江北省\n", "首任总经理是周启明。"]
)
def test_nobody_works_where_no_word_says_so(text: str) -> None:
    assert not facts(read("江北锦昌电力有限公司来访。\n" + text), "holdsPost")


def test_a_second_company_in_a_list_does_not_take_those_behind_it() -> None:
    text = FIRM + "\n远策重工党委书记周启明，党委副书记、江北锦昌电力有限公司总经理刘海涛，党委委员宋雅琴参加会议。"
    held = facts(read(text), "holdsPost")
    assert ("宋雅琴", "远策重工", "党委委员") in held
    assert ("刘海涛", "江北锦昌电力有限公司", "总经理") in held


def test_who_leads_the_way_has_no_post() -> None:
    text = FIRM + "\n远策重工铸造车间主任周启明、创新带头人刘海涛登台。"
    assert {f[0] for f in facts(read(text), "holdsPost")} == {"周启明"}


def test_a_name_that_begins_with_a_common_word_before_是() -> None:
    assert ("代能武", "远策重工", "焊接首席技师") in facts(read(FIRM + "\n代能武是远策重工焊接首席技师。"), "holdsPost")


@pytest.mark.parametrize(
    "text",
    [
        "远策重工质量部部长周启明、项目负责人刘海涛参加。",
        "远策重工总经理周启明、管委会副主任刘海涛参加。",
        "远策重工总经理周启明受省委常委刘海涛委托讲话。",
    ],
)
def test_a_post_of_another_body_does_not_fall_to_the_last_one(text: str) -> None:
    assert {f[0] for f in facts(read(FIRM + "\n" + text), "holdsPost")} == {"周启明"}


def test_a_title_before_the_post_in_brackets() -> None:
    text = FIRM + "\n周启明（全国青年岗位能手、远策重工铸造车间副主任）：我进厂十年。"
    assert ("周启明", "铸造车间", "副主任") in facts(read(text), "holdsPost")


def test_leaders_of_a_city_each_hold_their_own_posts() -> None:
    text = "南平市委书记徐惠民，市委常委、宣传部部长陆卫东，副市长王洪涛，市政府秘书长陈俊参加。"
    held = facts(read(text), "holdsPost")
    assert {("陆卫东", "南平市委", "市委常委"), ("陆卫东", "南平市委", "宣传部部长")} <= held
    assert {f[2] for f in held if f[0] == "徐惠民"} == {"市委书记"}
    assert {f[1] for f in held if f[0] in ("陈俊", "王洪涛")} == {"南平市"}
