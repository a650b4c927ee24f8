"""Answers and pages arrive gzipped where the client takes it, plain where it does not, and are the same either way."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.query.world import publish_world
from tests.serve.conftest import serving


@pytest.fixture(scope="module")
def http(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of the small world's service."""
    root = tmp_path_factory.mktemp("packed") / "store"
    publish_world(root)
    with serving("--store", str(root)) as (address, _, _), httpx.Client(base_url=address) as client:
        yield client


@pytest.mark.parametrize("path", ["/api/v1/map", "/api/v1/overview", "/main.js", "/style.css"])
def test_packed_and_plain_are_the_same(http: httpx.Client, path: str) -> None:
    plain = http.get(path, headers={"Accept-Encoding": "identity"})
    packed = http.get(path, headers={"Accept-Encoding": "br, gzip"})
    assert "content-encoding" not in plain.headers and packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content and "Accept-Encoding" in packed.headers["vary"]
    assert int(packed.headers["content-length"]) < 0.6 * len(plain.content)
    for first in (plain, packed):
        again = http.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304


def test_what_says_no_gets_none(http: httpx.Client) -> None:
    for accept in ("gzip;q=0", "", "deflate"):
        assert "content-encoding" not in http.get("/main.js", headers={"Accept-Encoding": accept}).headers


def test_small_answers_stay_as_they_are(http: httpx.Client) -> None:
    answer = http.get("/api/v1/suggest", params={"q": "没有这个名字"}, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200 and "content-encoding" not in answer.headers
