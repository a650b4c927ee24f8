"""The sample documents: every format is read, prepared without loss, and made again from its source."""

import importlib.util
from pathlib import Path
from types import ModuleType

from kg.read import find_inputs, parse_bytes
from kg.text import prepare
from kg.text.account import problems

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
FILES = sorted((SAMPLES / "documents").iterdir())
NAMES = (
    ("04", "鞍钢集团有限公司、河钢集团有限公司等企业"),
    ("10", "夏立 中国电子科技集团公司第五十四研究所"),
    ("15", "隶属中国铝业集团有限公司"),
    ("07", "“复兴号高速列车”项目捧回国家科学技术进步奖特等奖"),
    ("13", "中国中铁股份有限公司（以下简称“中国中铁”）"),
)


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("samples_make", SAMPLES / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_enough_in_every_format() -> None:
    assert len(FILES) >= 16
    assert {p.suffix for p in FILES} == {".txt", ".md", ".html", ".docx", ".pdf"}
    assert len(find_inputs([SAMPLES / "documents"]).inputs) == len(FILES)


def test_every_sample_is_read_and_prepared_without_loss() -> None:
    texts = {}
    for path in FILES:
        document = parse_bytes(path.read_bytes(), source=path.name)
        prepared = prepare(document)
        assert not document.warnings and problems(prepared) == [], path.name
        assert prepared.title and prepared.passages, path.name
        texts[path.name[:2]] = "\n".join(p.text for p in prepared.passages)
    for number, name in NAMES:
        assert name in texts[number], number


def test_the_red_head_notice_tells_who_and_when() -> None:
    path = next(p for p in FILES if p.name.startswith("10"))
    prepared = prepare(parse_bytes(path.read_bytes(), source=path.name))
    assert prepared.title == "关于学习2018年“大国工匠年度人物”先进事迹的通知"
    assert (prepared.issuer, prepared.date) == ("企谱样例编写组", "2019-03-08")
    roll = [p for p in prepared.passages[0].paragraphs if p.kind in ("list_item", "table_row")]
    assert len(roll) == 10


def test_sources_make_the_committed_files() -> None:
    made = dict(maker().generated())
    assert made == dict(maker().generated())
    assert len(made) >= 8
    for name, data in made.items():
        kept = (SAMPLES / "documents" / name).read_bytes()
        assert parse_bytes(data, source=name).text == parse_bytes(kept, source=name).text, name


def test_every_sample_has_its_sources() -> None:
    listed = (SAMPLES / "SOURCES.md").read_text(encoding="utf-8")
    assert all(p.name[:2] in listed for p in FILES)
