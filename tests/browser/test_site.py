"""The static site opened from the disk: every page but the query service works, without a server, a request or an error."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from tests.query.world import publish_records, records

from .conftest import Watched, run_kg, watch

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(store: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The samples as files; the address of the folder."""
    out: Path = tmp_path_factory.mktemp("files") / "site"
    made = run_kg("site", str(out), "--store", str(store))
    assert made.returncode == 0, made.stderr
    return out.as_uri()


@pytest.fixture
def site(browser: Browser, folder: str) -> Iterator[Watched]:
    """A page of the site; anything asked from outside the folder, any error and anything refused fails the test."""
    watched = watch(browser, f"{folder}/index.html")
    watched.address = folder
    watched.page.context.set_offline(True)
    yield watched
    watched.page.context.close()
    watched.outside = [url for url in watched.outside if not url.startswith(folder)]
    watched.clean()
    assert watched.refused == []


def open_page(site: Watched, where: str) -> None:
    site.open(f"index.html#/{where}")


def named(site: Watched, label: str) -> str:
    """The IRI of a thing by its name, quoted for an address."""
    open_page(site, "overview")
    return quote(site.page.evaluate("(label) => QIPU_SITE.index.find((row) => row[2] === label)[0]", label), safe="")


def test_overview_leads_on(site: Watched) -> None:
    open_page(site, "overview")
    assert site.page.inner_text(".figures .figure >> nth=0").startswith("18")
    site.page.click(".card .thing a >> nth=0")
    site.page.wait_for_selector(".page.entity[data-ready]")
    assert site.page.locator(".proof-button").count() > 3


SEARCHES = (
    *(
        "中铝",
        "中铝集团",
        "中国铝业",
        "铝业 云南",
        "集团",
        "zgly",
        "zhongguolv",
        "zhong guo lü",
        "Zhōngguó",
        "guojiadianwang",
        "gjdw",
    ),
    *(
        "lwj",
        "李万君",
        "国电",
        "中车长客",
        "changchun",
        "zhangchun",
        "chongqing",
        "zhongqing",
        "yinhang",
        "x",
        "2018",
        "±800",
        "工匠",
    ),
    *("没有这个", "  ", "!!", "qinghuadaxue", "wlj", "国家科技奖", "dgj"),
)
ANSWER = """async ([q, types]) => (await qipu.api.search(q, { types, limit: 50 })).items.map((i) => [i.iri, i.matched, i.match])"""


def test_the_site_finds_what_the_service_finds_in_its_order(site: Watched, address: str) -> None:
    open_page(site, "overview")
    differing, found = [], 0
    for query in SEARCHES:
        for types in ([], ["Enterprise"], ["Person", "Award"]):
            asked = urlencode([("q", query), ("limit", "50"), *(("type", kind) for kind in types)])
            served = json.load(urlopen(f"{address}/api/v1/search?{asked}"))["items"]
            expected = [[item["iri"], item["matched"], item["match"]] for item in served]
            found += len(expected)
            if site.page.evaluate(ANSWER, [query, types]) != expected:
                differing.append((query, types))
    assert differing == [] and found > 200


ASKED = (
    {"hops": 1, "limit": 40},
    {"hops": 2, "limit": 40},
    {"hops": 3, "limit": 60},
    {"hops": 2, "limit": 15, "types": ["Enterprise", "Person"]},
    {"hops": 2, "limit": 40, "relations": ["subOrganizationOf", "holdsPost"]},
    {"hops": 2, "limit": 40, "from": 2017, "to": 2019, "confidence": 0.7},
)


def test_the_site_surrounds_a_thing_as_the_service_does(site: Watched, address: str) -> None:
    """Nodes in order, hops, hidden neighbours, edges, counts by relation, years: the same answer from files."""
    open_page(site, "overview")
    iris = site.page.evaluate("QIPU_SITE.index.map((row) => row[0])")
    parameter = {
        "types": "type",
        "relations": "relation",
        "from": "year_from",
        "to": "year_to",
        "confidence": "min_confidence",
    }
    for iri in iris[:: len(iris) // 12]:
        for options in ASKED:
            asked = [("iri", iri)]
            for key, value in options.items():
                asked += [(parameter.get(key, key), v) for v in (value if isinstance(value, list) else [value])]
            served = json.load(urlopen(f"{address}/api/v1/neighbourhood?{urlencode(asked)}"))
            own = site.page.evaluate("([iri, options]) => qipu.api.neighbourhood(iri, options)", [iri, options])
            for answer in (served, own):
                answer["edges"].sort(key=lambda e: (e["fact"], e["relation"]))
            for node in served["nodes"]:
                node.pop("x"), node.pop("y")
            served.pop("snapshot")
            assert own == served, (iri, options)


def test_the_site_finds_the_paths_the_service_finds(site: Watched, address: str) -> None:
    open_page(site, "overview")
    iris = site.page.evaluate("QIPU_SITE.index.filter((row) => row[4] > 1).map((row) => row[0])")
    pairs = [(iris[i], iris[(i * 7 + 3) % len(iris)]) for i in range(0, len(iris), len(iris) // 15)]
    found = 0
    for source, target in pairs:
        for relations in ([], ["subOrganizationOf", "unitOf", "holdsPost"]):
            asked = urlencode([("source", source), ("target", target), *(("relation", r) for r in relations)])
            served = json.load(urlopen(f"{address}/api/v1/paths?{asked}"))
            own = site.page.evaluate(
                "([s, t, relations]) => qipu.api.paths(s, t, { relations })", [source, target, relations]
            )
            chains = [
                [
                    [(s["source"]["iri"], s["target"]["iri"], s["forward"]) for s in path["steps"]]
                    for path in answer["paths"]
                ]
                for answer in (served, own)
            ]
            assert chains[0] == chains[1], (source, target, relations)
            found += len(chains[0])
    assert found > 20


def test_search_by_name_pinyin_and_initials(site: Watched) -> None:
    open_page(site, "overview")
    for typed in ("中铝集团", "zhongguolv", "zgly"):
        site.page.fill("#find", typed)
        site.page.wait_for_selector("#find-list li .badge")
        assert "中国铝业" in site.page.inner_text("#find-list")


def test_graph_expands_and_shows_sentences(site: Watched) -> None:
    open_page(site, f"graph?focus={named(site, '中国中车集团有限公司')}")
    site.until("globalThis.qipuView !== undefined")
    before = site.page.evaluate("qipuView.net.graph.order")
    assert before >= 2
    site.page.wait_for_selector(".panel .proof blockquote mark")
    site.page.locator(".twin button:has(small)").first.click()
    site.page.focus(".stage")
    site.page.keyboard.press("Enter")
    site.until(f"qipuView.net.graph.order > {before}")


def test_the_whole_map_is_drawn(site: Watched) -> None:
    open_page(site, "map")
    site.until("globalThis.qipuView?.net.graph.order > 0")
    assert site.page.evaluate("qipuView.net.graph.hasNode(QIPU_SITE.index[0][0])")


def test_hierarchy_unfolds(site: Watched) -> None:
    open_page(site, f"hierarchy?root={named(site, '国家电网有限公司')}")
    before = site.page.locator(".tree .box").count()
    assert before >= 5
    site.page.locator(".tree .box[aria-expanded=false] .unfold").first.click()
    site.until(f"document.querySelectorAll('.tree .box').length > {before}")


def test_matrix_counts_and_proves(site: Watched) -> None:
    open_page(site, "matrix?rollup=1")
    total = int(site.page.locator("table.matrix tfoot td").last.inner_text())
    assert total == int(site.page.inner_text("h1 small"))
    site.page.locator("table.matrix .bare").first.click()
    site.page.wait_for_selector(".cell .proof blockquote mark")


def test_paths_join_two_things(site: Watched) -> None:
    source, target = named(site, "李万君"), named(site, "中国中车集团有限公司")
    open_page(site, f"paths?source={source}&target={target}")
    assert site.page.locator(".chain .proof-button").count() >= 2
    site.page.wait_for_selector(".proof blockquote mark")


def test_document_marks_the_place_asked_for(site: Watched) -> None:
    open_page(site, f"entity?iri={named(site, '孙永才')}")
    site.page.locator(".proof-button").first.click()
    site.page.locator(".proof .source a").first.click()
    site.page.wait_for_selector(".page.document[data-ready]")
    assert "孙永才" in "".join(site.page.locator("mark.target").all_inner_texts())


def test_review_drafts_corrections(site: Watched) -> None:
    open_page(site, "review")
    site.page.locator(".card .links button").first.click()
    assert site.page.inner_text(".draft").startswith("[[correction]]")
    assert not site.page.is_visible("input[type=password]")


def test_awards_can_be_saved_without_a_server(site: Watched) -> None:
    open_page(site, "exports")
    with site.page.expect_download() as download:
        site.page.click("text=CSV")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "国家科学技术进步奖" in text and len(text.splitlines()) > 20


def test_no_link_of_the_site_leads_nowhere(site: Watched) -> None:
    """Without a service there are no files of its own to link: no `href="#"` that only pretends."""
    iri = named(site, "国家电网有限公司")
    for where in ("matrix", "exports", f"graph?focus={iri}", f"entity?iri={iri}"):
        open_page(site, where)
        links = site.page.eval_on_selector_all("main a", "all => all.map((a) => a.getAttribute('href'))")
        assert [link for link in links if link == "#" or re.match(r"/", link)] == []


def test_queries_say_that_they_need_the_service(site: Watched) -> None:
    open_page(site, "sparql")
    assert "kg serve" in site.text()


def test_more_children_than_a_page_unfold_once_each(browser: Browser, tmp_path: Path) -> None:
    names = [f"星河第{number}铝业有限公司" for number in range(1, 131)]
    lines = [f"{name}隶属于星河集团有限公司" for name in names]
    gold = {
        **{"doc": "wide", "date": "2021-01-01", "themes": []},
        "entities": [{"id": "e0", "type": "Enterprise", "names": ["星河集团有限公司"]}]
        + [{"id": f"e{i}", "type": "Enterprise", "names": [name]} for i, name in enumerate(names, 1)],
        "facts": [
            {"pred": "subOrganizationOf", "subj": f"e{i}", "obj": "e0", "evidence": line}
            for i, line in enumerate(lines, 1)
        ],
    }
    publish_records(tmp_path / "store", records({"wide": gold}, {"wide": "。\n".join(lines) + "。\n"}))
    made = run_kg("site", str(tmp_path / "site"), "--store", str(tmp_path / "store"))
    assert made.returncode == 0, made.stderr
    watched = watch(browser, (tmp_path / "site").as_uri())
    open_page(watched, f"hierarchy?root={named(watched, '星河集团有限公司')}")
    watched.page.click(".tree .more")
    watched.until("document.querySelectorAll('.tree .box').length === 131")
    keys = watched.page.locator(".tree .box").evaluate_all("all => all.map((box) => box.dataset.key)")
    assert len(set(keys)) == 131
    watched.page.context.close()
