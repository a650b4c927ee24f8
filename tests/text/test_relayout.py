"""Documents laid out anew keep their names: the samples wrapped, spaced and paged in eight ways, prepared again."""

import importlib.util
import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from kg.read import parse_bytes
from kg.text import prepare

ROOT = Path(__file__).parents[2]
NAME = re.compile(
    r"[\u4e00-\u9fff（）]{4,20}?有限公司|国家科学技术进步奖|大国工匠年度人物|[\u4e00-\u9fff]{2,8}(?:高速列车|竖炉|铜矿)项目"
)


def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_relayout", ROOT / "bench" / "relayout.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BENCH = bench()


@cache
def texts() -> tuple[str, ...]:
    out = []
    for path in sorted((ROOT / "data" / "samples" / "documents").iterdir()):
        prepared = prepare(parse_bytes(path.read_bytes(), source=path.name))
        out.append("\n".join(p.text for p in prepared.passages))
    return tuple(out)


@pytest.mark.parametrize("title", list(BENCH.LAYOUTS))
def test_names_stay_whole(title: str) -> None:
    names = whole = 0
    for text in texts():
        found = BENCH.paragraphs(BENCH.lay_out(text, BENCH.LAYOUTS[title]))
        wanted = {BENCH.solid(n) for n in NAME.findall(text)}
        names += len(wanted)
        whole += sum(any(n in p for p in found) for n in wanted)
    assert names >= 100
    assert whole >= 0.97 * names, (whole, names)
