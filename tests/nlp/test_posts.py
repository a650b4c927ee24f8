"""Posts before and behind the name, several of one person, one of several persons, and posts laid down."""

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
