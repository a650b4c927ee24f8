"""A gazetteer of a million rows: memory and seconds to load it, characters per CPU second looked up, beside the shipped one.

    python -m bench.gazetteer [--rows N]

The names are made from a fixed seed; each measurement is a fresh process, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PLACES = "山东 河南 云南 贵州 广西 甘肃 青海 山西 陕西 四川 湖南 湖北".split()
SYLLABLES = "华中东南西北新金天海江山河大国泰安宏远盛兴隆达鑫瑞恒嘉永通力强正德信诚和顺龙凤云星辰光明晨曦朝阳春夏秋冬"
TRADES = "铝业 铜业 钢铁 机械 电力 化工 能源 建设 科技 物流 矿业 材料 电子 医药 食品 环保".split()
TEXT = "今日山东华中铝业有限公司获奖，中铝集团表示祝贺，与会者参观了车间。" * 2000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--load", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--shipped", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.load or args.shipped:
        load(args.load)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.csv"
        write(path, args.rows)
        for name, arguments in (("shipped", ["--shipped"]), (f"{args.rows} rows", ["--load", str(path)])):
            print(f"{name:16}", end="", flush=True)
            subprocess.run([sys.executable, "-m", "bench.gazetteer", *arguments], check=True)
    return 0


def write(path: Path, rows: int) -> None:
    """A gazetteer of made-up companies, each with a short name."""
    chance, seen = random.Random(1), set[str]()
    with path.open("w", encoding="utf-8") as out:
        out.write("name,type,aliases,parent,place,source\n")
        while len(seen) < rows:
            own, trade = "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))), chance.choice(TRADES)
            name = f"{chance.choice(PLACES)}{own}{trade}有限公司"
            if name not in seen:
                seen.add(name)
                out.write(f"{name},Enterprise,{own}{trade},,,made\n")


def load(path: Path | None) -> None:
    """Load in this process and print what it took."""
    from kg.knowledge import load_knowledge

    begin = time.process_time()
    knowledge = load_knowledge(path)
    loaded = time.process_time()
    found = len(knowledge.find(TEXT))
    looked = time.process_time() - loaded
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    speed = len(TEXT) / max(looked, 1e-9) / 1000
    print(f"{peak:5} MB peak  {loaded - begin:5.1f} s to load  {speed:6.0f} k characters/s looked up, {found} found")


if __name__ == "__main__":
    sys.exit(main())
