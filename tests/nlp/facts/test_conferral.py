"""Conferrals: who got what, in sentences, rolls, and with their attributes."""

from kg.nlp.facts.conferral.rule import conferrals


def test_receiving_and_unit_before_person(told) -> None:
    text = "{江南铝业/E}{李小明/P}荣获{湖南省五一劳动奖章/A}，{炉前班/U}获{湖南省工人先锋号/A}。"
    assert told(conferrals, text, "level") == [
        ("李小明", "湖南省五一劳动奖章", "provincial"),
        ("炉前班", "湖南省工人先锋号", "provincial"),
    ]


def test_passive_with_giver_and_year(told) -> None:
    text = "2016年，{青云路桥/E}被{湖南省总工会/I}授予“{湖南省五一劳动奖状/A}”。"
    assert told(conferrals, text, "year", "conferrer", "level") == [
        ("青云路桥", "湖南省五一劳动奖状", "2016", "湖南省总工会", "provincial")
    ]


def test_giving(told) -> None:
    text = "{江东省总工会/I}授予{甲厂/U}厂长{王大力/P}、{乙厂/U}班长{赵小川/P}{江东省劳动模范/A}称号。"
    assert told(conferrals, text, "conferrer") == [
        ("王大力", "江东省劳动模范", "江东省总工会"),
        ("赵小川", "江东省劳动模范", "江东省总工会"),
    ]


def test_several_ranks_with_counts(told) -> None:
    text = "{江南集团/E}荣获{江东科技进步奖/A}特等奖1项、二等奖3项。"
    assert told(conferrals, text, "rank", "count") == [
        ("江南集团", "江东科技进步奖", "二等奖", "3"),
        ("江南集团", "江东科技进步奖", "特等奖", "1"),
    ]


def test_respectively(told) -> None:
    text = "{甲公司/E}、{乙公司/E}分别获{金帆奖/A}、{银帆杯奖/A}。"
    assert told(conferrals, text) == [("乙公司", "银帆杯奖"), ("甲公司", "金帆奖")]


def test_project_and_its_maker(told) -> None:
    text = "{江南重工/E}研制的“{高寒隧道掘进机/J}”获{江东专利金奖/A}。"
    rows = told(conferrals, text, "rank", "for")
    assert ("高寒隧道掘进机", "江东专利奖", "金奖", "") in rows
    assert ("江南重工", "江东专利奖", "金奖", "高寒隧道掘进机") in rows


def test_roll_below_a_heading(told) -> None:
    text = "通报\n一、{江东省劳动模范/A}（2名）\n{王大力/P}　{江南铝业/E}电解工\n{赵小川/P}　{江南电力/E}班长\n{江南集团工会/U}\n2021年5月1日"
    assert told(conferrals, text) == [("王大力", "江东省劳动模范"), ("赵小川", "江东省劳动模范")]


def test_colon_and_title(told) -> None:
    assert told(conferrals, "{全国工人先锋号/A}：{炉前班/U}、{检修班/U}。") == [
        ("检修班", "全国工人先锋号"),
        ("炉前班", "全国工人先锋号"),
    ]
    assert told(conferrals, "{全国劳动模范/A}、高级技师{王大力/P}登台。") == [("王大力", "全国劳动模范")]


def test_wishes_meetings_and_totals_confer_nothing(told) -> None:
    assert told(conferrals, "{江南铝业/E}力争荣获{江东质量奖/A}。") == []
    assert told(conferrals, "{江南铝业/E}参加大会。本次共1689人获{全国劳动模范/A}称号。") == []


def test_a_company_that_wins_the_prize_does_not_give_it(told) -> None:
    rows = told(
        conferrals,
        "{青云工业大奖/A}揭晓。获奖的还有：{河西铜业/E}（表彰奖），{江南核电/E}、{白水厨卫/E}（提名奖）。",
        "rank",
        "conferrer",
    )
    assert sorted(rows) == [
        ("江南核电", "青云工业大奖", "提名奖", ""),
        ("河西铜业", "青云工业大奖", "表彰奖", ""),
        ("白水厨卫", "青云工业大奖", "提名奖", ""),
    ]


def test_after_a_colon_each_honour_is_given_by_itself(told) -> None:
    rows = told(
        conferrals,
        "{青云电力/E}表彰安全工作先进：{核安全优胜奖/A}授予{河西核电/E}；{职业安全优胜奖/A}授予{江南核电/E}。",
        "conferrer",
    )
    assert sorted(rows) == [("江南核电", "职业安全优胜奖", "青云电力"), ("河西核电", "核安全优胜奖", "青云电力")]


def test_persons_with_posts_or_places_no_rule_knows_share_the_honour(told) -> None:
    rows = told(conferrals, "{青云电机/E}项目经理{王大力/P}、主任设计{李小山/P}、河西区{赵明/P}获{工程建设标兵/A}奖。")
    assert sorted(r[0] for r in rows) == ["李小山", "王大力", "赵明"]
    rows = told(conferrals, "{王大力/P}、同事带动的{李小山/P}获{工程建设标兵/A}奖。")
    assert [r[0] for r in rows] == ["李小山"]


def test_a_medal_for_persons_goes_to_no_company_unless_counted(told) -> None:
    assert told(conferrals, "{青云集团/E}荣获{河西省劳动模范/A}称号。") == []
    assert told(conferrals, "{王大力/P}荣获{河西省先进集体/A}称号。") == []
    assert told(conferrals, "{青云集团/E}3人荣获{河西省劳动模范/A}称号。", "count") == [
        ("青云集团", "河西省劳动模范", "3")
    ]
    rows = told(conferrals, "{青云集团/E}、{河西铜业/E}各摘得一项“{科技创新先进个人/A}”。", "count")
    assert sorted(rows) == [("河西铜业", "科技创新先进个人", "1"), ("青云集团", "科技创新先进个人", "1")]


def test_a_name_that_ends_like_an_adverb_hides_no_verb(told) -> None:
    for name in ("王勇", "刘小勇", "陈又"):
        assert told(conferrals, f"钳工{{{name}/P}}获{{江东技术能手/A}}称号。") == [(name, "江东技术能手")]


def test_what_was_told_is_weighed_up_and_confers_nothing_again(told) -> None:
    text = "{青云铝业/E}{王大力/P}获{江东技能大赛/A}一等奖，这是公司{检修车间/U}首次在{全国技能大赛/A}中获奖。"
    assert [r[0] for r in told(conferrals, text)] == ["王大力"]


def test_pairs_behind_a_count_of_the_listed(told) -> None:
    text = "{江东省总工会/I}公布{省工人先锋号/A}名单，{青云铝业/E}上榜两个：{王大力/P}，{江东省五一劳动奖章/A}；{炉前班/U}，{江东省工人先锋号/A}。"
    assert told(conferrals, text) == [("炉前班", "江东省工人先锋号"), ("王大力", "江东省五一劳动奖章")]


def test_a_share_of_a_total(told) -> None:
    text = "全省共有543人获{江东奖章/A}，其中{青云铝业/E}36人。"
    assert told(conferrals, text) == [("青云铝业", "江东奖章")]
    assert told(conferrals, "全省共有543人获{江东奖章/A}，其中{青云铝业/E}派人参会。") == []


def test_what_is_called_short_in_the_roll_of_a_notice(told) -> None:
    text = "决定授予{王大力/P}“{青云八局劳动模范/A}”称号。\n一、{劳动模范/A}\n{王大力/P}　{江南铝业/E}电解工\n{赵小川/P}　{江南电力/E}班长"
    assert told(conferrals, text) == [("王大力", "青云八局劳动模范"), ("赵小川", "青云八局劳动模范")]
    text = "{王大力/P}曾获{江东劳动模范/A}、{河西劳动模范/A}。\n一、{劳动模范/A}\n{赵小川/P}　{江南电力/E}班长"
    assert ("赵小川", "劳动模范") in told(conferrals, text)


def test_a_biography_lists_honours_without_a_verb(told) -> None:
    text = "记{王大力/P}\n{王大力/P}是炉长。徒弟们爱听{王大力/P}讲课。\n荣誉接踵而至：2015年{江东省劳动模范/A}，2018年{河西奖章/A}。"
    assert told(conferrals, text, "year") == [("王大力", "江东省劳动模范", "2015"), ("王大力", "河西奖章", "2018")]
    assert told(conferrals, "记{王大力/P}\n展厅里摆着：{江东省劳动模范/A}奖杯的图纸。") == []


def test_him_and_what_is_handed_over(told) -> None:
    text = "{王大力/P}钻研十年。2023年，{江东省总工会/I}授予他{江东奖章/A}。"
    assert told(conferrals, text, "year", "conferrer") == [("王大力", "江东奖章", "2023", "江东省总工会")]
    text = "{河西工商会/I}将“{最佳出口企业/A}”奖杯颁给{青云钢铁/E}。"
    assert told(conferrals, text) == [("青云钢铁", "最佳出口企业")]
    assert told(conferrals, "{青云钢铁/E}将冲刺{最佳出口企业/A}。") == []


def test_who_makes_winners_known_wins_nothing(told) -> None:
    text = "{江东质量评审委员会/I}近日公示获奖名单，摘得{江东质量奖/A}。"
    assert told(conferrals, text) == []


def test_places_and_medals_shared_out(told) -> None:
    text = (
        "{江东技能大赛/A}落幕。{甲厂/U}{王大力/P}、{乙厂/U}{李小山/P}分列二、三名，{赵小川/P}、{钱多福/P}获银、铜牌。"
    )
    rows = told(conferrals, text, "rank")
    assert {("王大力", "江东技能大赛", "第二名"), ("李小山", "江东技能大赛", "第三名")} <= set(rows)
    assert {("赵小川", "江东技能大赛", "银牌"), ("钱多福", "江东技能大赛", "铜牌")} <= set(rows)


def test_victory_in_a_word(told) -> None:
    for verb in ("夺魁", "摘金", "获颁"):
        assert told(conferrals, f"{{江东技能大赛/A}}落幕，{{甲厂/U}}{{王大力/P}}{verb}。") == [
            ("王大力", "江东技能大赛")
        ]
    assert told(conferrals, "{江东技能大赛/A}落幕，{甲厂/U}获颁证的日子还没有定。") == []


def test_the_shortlist_is_no_honour_but_a_list_of_the_largest_is(told) -> None:
    assert told(conferrals, "{王大力/P}入围“{江东工匠/A}”。") == []
    assert told(conferrals, "{青云集团/E}连续十年入围{江东企业100强/A}。") == [("青云集团", "江东企业100强")]


def test_what_somebody_is(told) -> None:
    assert told(conferrals, "{王大力/P}为{江东奖章/A}获得者。") == [("王大力", "江东奖章")]
    text = "{王大力/P}是班长，日前在江东大会堂领取{江东奖章/A}——此前他已是{江东工匠/A}、{河西先锋/A}。"
    assert told(conferrals, text) == [("王大力", "江东奖章"), ("王大力", "江东工匠"), ("王大力", "河西先锋")]


def test_who_places_whom_among_the_honoured(told) -> None:
    rows = told(conferrals, "{江东省委宣传部/I}把{青云服务队/U}评为{江东示范点/A}。", "conferrer")
    assert rows == [("青云服务队", "江东示范点", "江东省委宣传部")]
    rows = told(conferrals, "{青云铝业/E}推行新法。{江东改革办/I}将这套做法列入{改革典型案例/A}。")
    assert rows == [("青云铝业", "改革典型案例")]
    assert told(conferrals, "{江东改革办/I}把重点放在{改革典型案例/A}的推广上。") == []


def test_a_rank_behind_each_work(told) -> None:
    text = "{江东成果大赛/A}揭晓：{青云核电/E}《{倒装法/J}》第一名，{河西核电/E}《{异物盖/J}》并列第二名。"
    rows = told(conferrals, text, "rank")
    assert {("倒装法", "江东成果大赛", "第一名"), ("异物盖", "江东成果大赛", "第二名")} <= set(rows)


def test_a_heading_in_a_box_on_the_line(told) -> None:
    text = "喜报\n【{江东巾帼标兵岗/A}】{化验三班/U}\n三班全年无差错。"
    assert told(conferrals, text) == [("化验三班", "江东巾帼标兵岗")]
    assert told(conferrals, "喜报\n【{青云铝业/E}力争{江东质量奖/A}】{化验三班/U}正在准备。") == []


def test_a_number_of_people_is_not_who_was_spoken_of(told) -> None:
    assert told(conferrals, "{青云电机/E}承担研制。{江东总工会/I}授予6人“{功勋员工/A}”称号。") == []


def test_good_news_before_a_colon(told) -> None:
    text = "在{江东技能大赛/A}上，我公司选手取得优异成绩：{王大力/P}夺得冠军，{李小山/P}、{赵小川/P}获第三、第四名。"
    rows = told(conferrals, text, "rank")
    assert rows == [
        ("李小山", "江东技能大赛", "第三名"),
        ("王大力", "江东技能大赛", "冠军"),
        ("赵小川", "江东技能大赛", "第四名"),
    ]


def test_the_year_of_a_birth_is_no_year_of_an_honour(told) -> None:
    text = "{王大力/P}，1975年生，荣获{江东奖章/A}。"
    assert told(conferrals, text, "year") == [("王大力", "江东奖章", "")]
    assert told(conferrals, "{王大力/P}1975年荣获{江东奖章/A}。", "year") == [("王大力", "江东奖章", "1975")]


def test_who_gives_today_gave_not_what_was_got_before(told) -> None:
    text = "{江东省总工会/I}发文表彰先进，{炉前班/U}获{江东先锋号/A}。该班曾获{和谐班组/A}。"
    assert set(told(conferrals, text, "conferrer")) == {
        ("炉前班", "江东先锋号", "江东省总工会"),
        ("炉前班", "和谐班组", ""),
    }


def test_what_somebody_is_has_no_year_of_the_document(told) -> None:
    text = "2024年1月5日，{王大力/P}到会。{王大力/P}是{全国劳动模范/A}。"
    assert told(conferrals, text, "year") == [("王大力", "全国劳动模范", "")]


def test_the_year_behind_a_name_in_marks(told) -> None:
    text = "2024年1月，{王大力/P}入选“{最美江东/A}”2016年度人物。"
    assert told(conferrals, text, "year") == [("王大力", "最美江东", "2016")]


def test_the_first_few_places_one_each(told) -> None:
    text = "{江东技能大赛/A}落幕。团体前两名：{甲公司/E}、{乙公司/E}。"
    assert told(conferrals, text, "rank") == [
        ("乙公司", "江东技能大赛", "团体第二名"),
        ("甲公司", "江东技能大赛", "团体第一名"),
    ]


def test_what_one_is_only_recommended_for_is_not_spoken_of(told) -> None:
    text = "“{充填法/J}”获{江东煤炭科技奖/A}特等奖，并取得{国家科技进步奖/A}推荐资格。“{降温术/J}”获一等奖。"
    rows = told(conferrals, text, "rank")
    assert ("降温术", "江东煤炭科技奖", "一等奖") in rows and not any(r[1] == "国家科技进步奖" for r in rows)


def test_entries_run_on_behind_semicolons(told) -> None:
    text = "一、{江东发明展览会奖/A}\n金奖：{甲法/J}（{王大力/P}等）；{乙法/J}（{李小山/P}等）；展览会由{江东发明协会/I}主办。"
    rows = told(conferrals, text, "rank")
    assert ("乙法", "江东发明展览会奖", "金奖") in rows and not any(r[0] == "江东发明协会" for r in rows)


def test_so_many_prizes_of_the_one_spoken_of(told) -> None:
    text = "{青云铝业/E}组团参加{江东发明大赛/A}。参展15项，获奖12项：金奖2项、银奖6项。"
    rows = told(conferrals, text, "rank", "count")
    assert {("青云铝业", "江东发明大赛", "金奖", "2"), ("青云铝业", "江东发明大赛", "银奖", "6")} <= set(rows)


def test_the_title_of_the_year(told) -> None:
    text = "“{江东工匠/A}”年度人物、{磨选工段/U}工段长、选矿技术员{王大力/P}到会。"
    assert told(conferrals, text) == [("王大力", "江东工匠")]
    assert told(conferrals, "“{江东工匠/A}”年度人物评选由{王大力/P}主持。") == []


def test_those_who_are_in_are_listed_behind_a_colon(told) -> None:
    text = "2019年，{江东省委/I}表彰“{最美员工/A}”。企业界入选的有：{青云铝业/E}{王大力/P}、{星河铜业/E}{李小山/P}。"
    assert told(conferrals, text, "year") == [("李小山", "最美员工", "2019"), ("王大力", "最美员工", "2019")]
    text = "{王大力/P}入选“{最美员工/A}”。\n{李小山/P}是{星河铜业/E}的电工，同样入选“{最美员工/A}”。"
    assert ("李小山", "最美员工") in told(conferrals, text)
