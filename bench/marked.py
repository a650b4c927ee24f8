"""Documents with their marks in the text (`data/gold/marked/*.txt`) as plain documents and gold records.

    python -m bench.marked [FOLDER] --out DIR     writes DIR/docs/STEM.txt and DIR/records/STEM.json

The form is told in data/gold/marked/README.md. What is wrong with a file is printed as `file: line: why`; then nothing is written.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TYPES = {"E": "Enterprise", "U": "Unit", "I": "Institution", "P": "Person", "A": "Award", "J": "Project"}
ENDS = {
    "subOrganizationOf": ("E", "E"),
    "unitOf": ("U", "EUI"),
    "holdsPost": ("P", "EUI"),
    "conferral": ("EUIPJ", "A"),
    "undertakes": ("EUIP", "J"),
    "cooperatesWith": ("EUI", "EUI"),
    "addressesTheme": ("EUPJAI", ""),
}
WORDS = {
    "conferral": {"rank", "level", "year", "conferrer", "for", "count"},
    "holdsPost": {"post"},
    "undertakes": {"role"},
}
LEVELS = {"international", "national", "provincial", "industry", "municipal", "group", "enterprise", "unknown"}
ROLES = {"leads", "undertakes", "participates"}
IDENTIFIER = re.compile(r"[EUIPAJ]\d+")
THEMES = Path(__file__).parents[1] / "ontology" / "themes.ttl"


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked document: `text` without marks, `record` in the form of the gold."""

    stem: str
    text: str
    record: dict[str, Any]


class MarkError(ValueError):
    """What is wrong with a marked file; `str()` tells the line."""


def read_marked(path: Path) -> Marked:
    """One marked file. Raises MarkError with the line and the reason."""
    head, _, rest = path.read_text(encoding="utf-8").partition("\n---\n")
    body, _, tail = rest.partition("\n===\n")
    if not tail:
        raise MarkError("1: 要有 --- 和 === 两行 the lines --- and === are needed")
    about = dict(re.findall(r"^#(\w+) *(.*)$", head, re.M))
    text, names = unmark(body, head.count("\n") + 3)
    first = head.count("\n") + body.count("\n") + 5
    optional, facts, themes = set(), [], []
    for number, line in enumerate(tail.splitlines(), first):
        doubt, line = line.startswith("?"), line.removeprefix("?").strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("themes:"):
            themes = [_theme(t, number) for t in re.split(r"[,，\s]+", line[7:].strip()) if t]
        elif IDENTIFIER.fullmatch(line.partition("=")[0].strip()):
            identifier, _, more = (part.strip() for part in line.partition("="))
            names.setdefault(identifier, []).extend(n for n in re.split("[；;]", more) if n)
            if doubt:
                optional.add(identifier)
        else:
            facts.append((number, doubt, line))
    flat = _flat(text)
    made = [_fact(line, number, doubt, names, flat) for number, doubt, line in facts]
    entities = [
        {"id": i, "type": TYPES[i[0]], "names": list(dict.fromkeys(n.strip() for n in found))}
        | ({"optional": True} if i in optional else {})
        for i, found in names.items()
    ]
    record = {"doc": path.stem, "date": about.get("date") or None, "entities": entities, "facts": made}
    return Marked(path.stem, text, record | {"themes": themes})


def unmark(body: str, first: int = 1) -> tuple[str, dict[str, list[str]]]:
    """The text without its marks, and each identifier's names in their order.

    >>> unmark("[[中铝山东|E1]氧化铝厂|U1]获奖")
    ('中铝山东氧化铝厂获奖', {'E1': ['中铝山东'], 'U1': ['中铝山东氧化铝厂']})
    """
    out: list[str] = []
    starts: list[int] = []
    names: dict[str, list[str]] = {}
    for number, line in enumerate(body.split("\n"), first):
        for part in re.split(r"(\[|\|[EUIPAJ]\d+\])", line):
            if part == "[":
                starts.append(len(out))
            elif re.fullmatch(r"\|[EUIPAJ]\d+\]", part):
                if not starts:
                    raise MarkError(f"{number}: 多了 {part} closes nothing")
                names.setdefault(part[1:-1], []).append(_flat("".join(out[starts.pop() :])))
            elif re.search(r"[\]|]", part):
                raise MarkError(f"{number}: 标记不全 a mark is broken: {part[:20]}")
            else:
                out.append(part)
        out.append("\n")
        if len(starts) > 0 and not line:
            raise MarkError(f"{number}: 标记没有结束 a mark is not closed")
    if starts:
        raise MarkError(f"{first}: 标记没有结束 a mark is not closed")
    return "".join(out[:-1]), names


def _flat(text: str) -> str:
    return (
        re.sub(r"(?<=[a-zA-Z0-9])\s+(?=[a-zA-Z])", "\x00", text)
        .replace("\n", "")
        .replace("　", "")
        .replace("\x00", " ")
    )


def _theme(theme: str, number: int) -> str:
    if f'skos:notation "{theme}"' not in THEMES.read_text(encoding="utf-8"):
        raise MarkError(f"{number}: 没有主题 no theme {theme}")
    return theme


def _fact(line: str, number: int, doubt: bool, names: dict[str, list[str]], text: str) -> dict[str, Any]:
    said, _, evidence = (part.strip() for part in line.partition("::"))
    pred, *parts = said.split()
    if pred not in ENDS or len(parts) < 2:
        raise MarkError(f"{number}: 看不懂 not a fact: {line[:40]}")
    subj, obj, *rest = parts
    for end, kinds in zip((subj, obj), ENDS[pred], strict=True):
        if kinds and (end not in names or end[0] not in kinds):
            raise MarkError(f"{number}: {pred} 的 {end} 不对 is not one of {kinds} with a name")
    words = dict(word.split("=", 1) for word in rest if "=" in word)
    if len(words) < len(rest) or set(words) - WORDS.get(pred, set()):
        raise MarkError(f"{number}: 属性不对 attributes {rest}")
    if not evidence or _flat(evidence) not in text:
        raise MarkError(f"{number}: 原文没有这句依据 the text has no such evidence: {evidence[:30]}")
    fact: dict[str, Any] = {"pred": pred, "subj": subj, "obj": obj}
    if pred == "addressesTheme":
        _theme(obj, number)
    if pred == "holdsPost":
        fact["post"] = words.get("post")
    if pred == "undertakes":
        fact["role"] = words.get("role", "undertakes")
        if fact["role"] not in ROLES:
            raise MarkError(f"{number}: role {fact['role']}")
    if pred == "conferral":
        fact |= {word: words.get(word) for word in ("rank", "year", "conferrer", "for")}
        fact |= {"level": words.get("level", "unknown"), "count": int(words["count"]) if "count" in words else None}
        if fact["level"] not in LEVELS or any(fact[k] and fact[k] not in names for k in ("conferrer", "for")):
            raise MarkError(f"{number}: level, conferrer 或 for 不对 is wrong")
    return fact | {"evidence": evidence, "optional": doubt}


def write(folder: Path, out: Path) -> int:
    """Write documents and records of all marked files; the number of files that could not be read."""
    bad = 0
    for part in ("docs", "records"):
        (out / part).mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.glob("*.txt")):
        try:
            marked = read_marked(path)
        except MarkError as error:
            print(f"{path.name}:{error}", file=sys.stderr)
            bad += 1
            continue
        (out / "docs" / path.name).write_text(marked.text + "\n", encoding="utf-8")
        data = json.dumps(marked.record, ensure_ascii=False, indent=1)
        (out / "records" / f"{path.stem}.json").write_text(data, encoding="utf-8")
    return bad


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("data/gold/marked"))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    return 1 if write(args.folder, args.out) else 0


if __name__ == "__main__":
    sys.exit(main())
