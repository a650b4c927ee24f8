"""Every format keeps the same promises: same text in, same text out, spans inside it, names made from the bytes."""

import hashlib
import re

import pytest

from kg.model import CharSpan
from kg.read import FORMATS, parse_bytes
from kg.read.wire import document_from_json, document_to_json
from tests.read.make import LINES, MAKERS

CASES = [(name, *MAKERS[name]) for name in FORMATS]


def test_every_format_has_a_maker() -> None:
    assert set(FORMATS) == set(MAKERS) and len(CASES) >= 5


@pytest.mark.parametrize(("name", "source", "make"), CASES, ids=[c[0] for c in CASES])
class TestContract:
    def test_the_words_are_there_in_order(self, name, source, make) -> None:
        text = re.sub(r"\s", "", parse_bytes(make(), source).text)
        places = [text.find(re.sub(r"\s", "", line)) for line in LINES]
        assert -1 not in places and places == sorted(places)

    def test_named_by_its_bytes(self, name, source, make) -> None:
        data = make()
        document = parse_bytes(data, source)
        assert document.sha256 == hashlib.sha256(data).hexdigest() and document.id == document.sha256[:16]
        assert document.sources == (source,) and document.name == "通知"
        assert document.media_type == FORMATS[name].media_type

    def test_read_twice_is_the_same(self, name, source, make) -> None:
        data = make()
        assert parse_bytes(data, source) == parse_bytes(data, source)

    def test_spans_lie_inside_and_blocks_follow_each_other(self, name, source, make) -> None:
        document = parse_bytes(make(), source)
        whole = CharSpan(0, len(document.text))
        assert all(whole.contains(b.span) and b.span.of(document.text).strip() for b in document.blocks)
        assert all(b.span.contains(c) for b in document.blocks for c in b.cells)
        starts = [b.span.start for b in document.blocks]
        assert starts == sorted(starts)
        assert all(a.span.end <= b.span.start for a, b in zip(document.blocks, document.blocks[1:], strict=False))

    def test_pages_cover_the_text(self, name, source, make) -> None:
        document = parse_bytes(make(), source)
        if document.pages:
            ends = [0, *(p.span.end for p in document.pages)]
            assert [p.span.start for p in document.pages] == ends[:-1] and ends[-1] == len(document.text)
        assert bool(document.pages) == (name == "PDF")

    def test_clean_characters(self, name, source, make) -> None:
        text = parse_bytes(make(), source).text
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\ufeff\ud800-\udfff]", text)

    def test_headings_are_told_where_the_format_has_them(self, name, source, make) -> None:
        document = parse_bytes(make(), source)
        headings = [b.span.of(document.text) for b in document.blocks if b.kind == "heading"]
        assert headings == ([] if name in ("TXT", "PDF") else [LINES[0]])

    def test_survives_the_wire(self, name, source, make) -> None:
        document = parse_bytes(make(), source)
        assert document_from_json(document_to_json(document)) == document
