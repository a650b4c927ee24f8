"""Ten real questions of the graph's users, each answered by clicks and typing, in at most four actions from the overview."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path

import pytest

from .conftest import PATIENCE, Watched

pytestmark = pytest.mark.browser


class Person:
    """Somebody at the pages who counts what they do: open, click, type and choose, press a key."""

    def __init__(self, view: Watched) -> None:
        self.view, self.page, self.actions = view, view.page, 0
        view.open("#/overview")  # where everybody starts

    def _did(self) -> None:
        self.actions += 1
        assert self.actions <= 4, "the question takes too long"

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self._did()
        self.page.wait_for_timeout(150)
        self.view.ready()

    def choose(self, label: str, option: str) -> None:
        """Pick an option of a labelled list."""
        self.page.get_by_role("combobox", name=label, exact=True).select_option(label=option)
        self._did()

    def find(self, box: str, words: str) -> None:
        """Type into a search box and take the first suggestion with Enter: one action."""
        self.page.fill(box, words)
        listed = self.page.get_attribute(box, "aria-controls")
        self.page.wait_for_selector(f"#{listed} li[role=option] .badge")
        self.page.press(box, "Enter")
        self._did()
        self.page.wait_for_timeout(200)
        self.view.ready()

    def sees(self, selector: str, *words: str) -> str:
        """Wait until the place shows all the words; what it shows, blanks closed up."""
        end = time.monotonic() + PATIENCE
        while True:
            text = "".join("".join(self.page.locator(selector).all_inner_texts()).split())
            if all("".join(word.split()) in text for word in words):
                return text
            assert time.monotonic() < end, f"{words} not in {selector}: {text[:400]}"
            self.page.wait_for_timeout(50)


@pytest.fixture
def person(view: Watched) -> Person:
    return Person(view)


def test_1_which_subsidiaries_of_a_group_got_national_awards_in_2018_and_who_says_so(person: Person) -> None:
    person.click(".card li:has-text('国家电网有限公司') a:has-text('获奖')")
    person.sees("thead", "2018")
    person.choose("级别", "国家级")
    person.view.until(
        "location.hash.includes('level=national') && document.querySelector('.page[data-ready] table.matrix') !== null"
    )
    person.click("table.matrix button[aria-label^='国网天津市电力公司滨海供电分公司 2018']")
    person.sees(".cell .facts", "张黎明", "时代楷模", "2018", "国家级")
    person.sees(".cell .proof blockquote", "张黎明", "时代楷模")


def test_2_how_are_a_worker_and_a_group_related(person: Person) -> None:
    person.click("nav a:has-text('路径')")
    person.find("#path-from", "李万君")
    person.find("#path-to", "中国中车集团有限公司")
    person.sees(
        ".paths li >> nth=0", "李万君", "任职于", "中车长春轨道客车股份有限公司", "隶属于", "中国中车集团有限公司"
    )
    person.sees(".panel .proof blockquote", "李万君")


def test_3_who_chairs_the_company(person: Person) -> None:
    person.find("#find", "zgzc")
    person.page.wait_for_selector(".page.entity[data-ready]")
    if "股份" not in person.page.inner_text("h1"):
        person.find("#find", "中国中车股份")
    person.sees("article", "任职人员", "孙永才", "董事长")
    person.click("button[aria-label$='孙永才']")
    person.sees(".panel .proof blockquote", "时任中国中车董事长孙永才")


def test_4_who_was_honoured_for_a_project(person: Person) -> None:
    person.find("#find", "特高压±800kV直流输电工程")
    person.sees("article", "因此获奖", "国家科学技术进步奖")
    person.click("section:has(h2:has-text('因此获奖')) .proof-button")
    person.sees(".panel .fact", "国家科学技术进步奖", "特等奖", "2017")


def test_5_download_the_awards_of_one_group(person: Person) -> None:
    person.click("nav a:has-text('导出')")
    person.find(".card .controls input[type=search]", "国家电网有限公司")
    person.page.wait_for_selector(".card .controls button:has-text('全部')")  # the page narrowed to the group
    with person.page.expect_download() as download:
        person.click("a.button:has-text('CSV')")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) >= 5 and "张黎明" in text and "李万君" not in text


def test_6_how_deep_is_the_group_and_who_belongs_to_it(person: Person) -> None:
    person.click(".card li:has-text('中国建筑集团有限公司') a:has-text('下级')")
    person.sees(".tree", "中国建筑股份有限公司")
    person.page.locator(".tree .box:has-text('中国建筑股份有限公司')").first.click()
    person._did()
    person.sees(".panel .proof blockquote", "中国建筑")


def test_7_who_won_the_national_prize_over_the_years(person: Person) -> None:
    person.find("#find", "国家科学技术进步奖")
    text = person.sees("article", "获奖者", "2012", "2017", "2019", "2023")
    assert "国家电网有限公司" in text and "中国长江三峡集团有限公司" in text


def test_8_where_does_a_document_say_it(person: Person) -> None:
    person.find("#find", "雷鸣山")
    person.click(".proof-button")
    person.click(".panel .source a")
    person.sees("mark.target", "雷鸣山")


def test_9_what_surrounds_a_company_and_why(person: Person) -> None:
    person.find("#start", "宝山钢铁")
    assert "宝山钢铁股份有限公司" in person.page.inner_text(".twin")
    person.click(".twin button:has-text('湛江钢铁')")
    person.sees(".panel .proof blockquote", "湛江")


def test_10_what_is_in_doubt_and_mark_it_wrong(person: Person) -> None:
    person.click(".card a:has-text('有两个上级')")
    person.sees("#content", "有两个上级", "攀钢集团钒钛资源股份有限公司")
    person.click(".card .links button:has-text('不实')")
    assert 'action = "reject"' in person.page.inner_text(".draft")
