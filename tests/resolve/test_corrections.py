"""Corrections are data: replayed at each build, never silently dropped, stronger than any rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Record
from kg.resolve import Correction, correct_records, load_corrections, resolve, write_corrections
from kg.resolve.corrections import write_csv
from tests.resolve.make import entity, fact, record


def newsletter(version: str = "") -> Record:
    return record(
        "newsletter",
        [
            entity("e1", "Enterprise", "海川铝业有限公司", "海川铝业"),
            entity("e2", "Person", "王伟", owner="e1"),
            entity("e3", "Award", "全国劳动模范"),
            entity("e4", "Unit", "电解厂", owner="e1"),
        ],
        [fact("e2", "conferral", "e3", quote="王伟荣获全国劳动模范", confidence=0.6), fact("e4", "unitOf", "e1")],
        version=version,
    )


def other() -> Record:
    return record("other", [entity("e1", "Enterprise", "海铝"), entity("e2", "Unit", "电解厂", owner="e1")])


def build(records: list[Record], *lines: Correction) -> tuple[dict[str, set[tuple[str, str]]], tuple[str, ...]]:
    corrected, stale = correct_records(records, lines)
    found = resolve(corrected, corrections=lines)
    return {e.iri: set(e.members) for e in found.entities}, stale + found.stale_corrections


def test_merge_joins_what_no_rule_joins_and_all_below_it() -> None:
    a, b = newsletter(), other()
    before, _ = build([a, b])
    after, stale = build([a, b], Correction("merge", "Enterprise", "海铝", other="海川铝业有限公司"))
    assert not stale
    assert {(a.document_id, "e1"), (b.document_id, "e1")} in after.values()
    assert {(a.document_id, "e4"), (b.document_id, "e2")} in after.values()
    assert len(before) == len(after) + 2
    label = resolve([a, b], corrections=[Correction("merge", "Enterprise", "海铝", other="海川铝业有限公司")])
    assert any(m.rule == "correction" for e in label.entities for m in e.merges)


def test_split_takes_apart_what_a_rule_joined() -> None:
    a = newsletter()
    b = record("b", [entity("e1", "Enterprise", "海川铝业"), entity("e2", "Unit", "电解厂", owner="e1")])
    line = Correction("split", "Enterprise", "海川铝业有限公司", other="海川铝业")
    assert {(a.document_id, "e1"), (b.document_id, "e1")} in build([a, b])[0].values()
    after, stale = build([a, b], line)
    assert not stale and {(a.document_id, "e1")} in after.values() and {(b.document_id, "e1")} in after.values()
    assert {(b.document_id, "e2")} in after.values()


def test_a_person_is_split_by_document() -> None:
    a = newsletter()
    b = record("b", [entity("e1", "Enterprise", "海川铝业"), entity("e2", "Person", "王伟", owner="e1")])
    line = Correction("split", "Person", "王伟", document="b.txt")
    assert {(a.document_id, "e2"), (b.document_id, "e2")} in build([a, b])[0].values()
    after, stale = build([a, b], line)
    assert not stale and {(b.document_id, "e2")} in after.values() and len(after) == len(build([a, b])[0]) + 1


def test_rename_retype_reject_accept_add() -> None:
    a = newsletter()
    lines = [
        Correction("rename", "Enterprise", "海川铝业", to="海川铝业集团有限公司"),
        Correction("retype", "Unit", "电解厂", to="Enterprise"),
        Correction("reject", subject="王伟", predicate="conferral", object="全国劳动模范", quote="荣获全国劳动模范"),
        Correction(
            "add",
            subject="海川铝业",
            predicate="conferral",
            object="全国劳动模范",
            document="newsletter",
            quote="王伟荣获全国劳动模范",
        ),
    ]
    records, stale = correct_records([a], lines)
    assert stale == ()
    assert [(f.predicate, f.subject, f.confidence) for f in records[0].facts] == [
        ("unitOf", "e4", 0.9),
        ("conferral", "e1", 1.0),
    ]
    found = resolve(records, corrections=lines)
    assert found.stale_corrections == ()
    kinds = {e.label: e.type for e in found.entities}
    assert kinds["海川铝业集团有限公司"] == "Enterprise" and kinds["海川铝业集团有限公司电解厂"] == "Enterprise"
    accepted, _ = correct_records(
        [a], [Correction("accept", subject="王伟", predicate="conferral", object="全国劳动模范")]
    )
    assert accepted[0].facts[0].confidence == 1.0


def test_a_rejected_entity_takes_its_facts_along() -> None:
    records, stale = correct_records([newsletter()], [Correction("reject", "Person", "王伟")])
    assert not stale and [f.predicate for f in records[0].facts] == ["unitOf"]
    assert "王伟" not in {n for e in records[0].entities for n in e.names}


@pytest.mark.parametrize(
    "line",
    [
        Correction("merge", "Enterprise", "海铝", other="无此公司", line=4),
        Correction("split", "Enterprise", "无此公司", other="海铝", line=5),
        Correction("rename", "Person", "张三", to="张三丰", line=6),
        Correction("reject", subject="张三", predicate="conferral", object="全国劳动模范", line=7),
        Correction("accept", "Award", "无此奖", line=8),
        Correction("accept", "Person", "王伟", document="gone.txt", line=9),
        Correction("retype", "Unit", "无此部门", to="Enterprise", line=10),
        Correction(
            "add",
            subject="王伟",
            predicate="conferral",
            object="全国劳动模范",
            document="newsletter",
            quote="原文无此句",
            line=11,
        ),
    ],
    ids=lambda line: line.action,
)
def test_a_line_that_finds_nothing_is_reported(line: Correction) -> None:
    _, stale = build([newsletter(), other()], line)
    assert len(stale) >= 1 and all(note.startswith(f"{line.line}: {line.action}") for note in stale)


def test_a_line_whose_document_changed_is_reported_and_still_applied() -> None:
    old = newsletter()
    line = Correction(
        "accept",
        subject="王伟",
        predicate="conferral",
        object="全国劳动模范",
        document="newsletter",
        content=old.document_id,
    )
    assert correct_records([old], [line])[1] == ()
    records, stale = correct_records([newsletter("changed")], [line])
    assert "changed" in stale[0] and records[0].facts[0].confidence == 1.0


def test_files_round_trip(tmp_path: Path) -> None:
    lines = (
        Correction("merge", "Enterprise", "甲“公司”\\", other="乙公司", note="两行\n说明", line=1),
        Correction("reject", subject="王伟", predicate="conferral", object="奖", document="a.txt", quote="x", line=2),
    )
    (tmp_path / "c.toml").write_text(write_corrections(lines), encoding="utf-8")
    (tmp_path / "c.csv").write_text(write_csv(lines), encoding="utf-8")
    assert load_corrections(tmp_path / "c.toml") == load_corrections(tmp_path / "c.csv") == lines
    assert load_corrections(tmp_path / "none.toml") == ()


@pytest.mark.parametrize(
    "text",
    [
        "[[correction]]\naction = 'delete'",
        "[[correction]]\nlabel = 'x'",
        "[[correction]]\naction = 'merge'\ntype = 'Enterprise'\nlabel = 'x'",
        "[[correction]]\naction = 'accept'\ntype = 'Company'\nlabel = 'x'",
        "[[correction]]\naction = 'accept'\nfoo = 'x'",
        "[[correction]]\naction = 'retype'\ntype = 'Unit'\nlabel = 'x'\nto = 'Thing'",
        "not toml",
    ],
)
def test_a_wrong_line_is_refused_with_its_place(tmp_path: Path, text: str) -> None:
    path = tmp_path / "c.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_corrections(path)
    assert "c.toml" in str(caught.value) and caught.value.code.startswith("corrections.")


def test_a_line_may_call_a_thing_by_its_label_in_the_graph() -> None:
    a = newsletter()
    lines = [
        Correction("reject", subject="海川铝业有限公司电解厂", predicate="unitOf", object="海川铝业有限公司", line=1),
        Correction("rename", "Unit", "海川铝业有限公司电解厂", to="海川铝业电解一厂", line=2),
    ]
    records, stale = correct_records([a], lines, resolution=resolve([a]))
    found = resolve(records, corrections=lines)
    assert stale + found.stale_corrections == ()
    assert [f.predicate for f in records[0].facts] == ["conferral"]
    assert "海川铝业电解一厂" in {e.label for e in found.entities}


def test_namesakes_are_merged_by_one_line() -> None:
    people = [
        record(n, [entity("e1", "Person", "王伟", owner="e2"), entity("e2", "Enterprise", f"{n}铝业有限公司")])
        for n in ("海川", "远山")
    ]
    assert (
        sum(
            len(members) == 2
            for members in build(people, Correction("merge", "Person", "王伟", other="王伟"))[0].values()
        )
        == 1
    )
