"""Wrong command lines: one line that says what is wrong, and the status the table of errors gives it."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Status and message of a command line."""
    with pytest.raises(SystemExit) as stop:
        main(list(arguments))
    return int(stop.value.code or 0), capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["nope"], "nope"),
        (["build"], "缺少参数"),
        (["build", "--nope", "x"], "没有此选项"),
        (["build", ".", "--workers", "-3"], "--workers"),
        (["compare", "", "青云铝业"], "名称不能为空"),
        (["query"], "缺少查询"),
        (["query", "ASK {}", "--name", "honoured-twice"], "只能给一个"),
    ],
)
def test_a_wrong_line_is_told_on_one_line_with_status_2(
    capsys: pytest.CaptureFixture[str], line: list[str], words: str
) -> None:
    status, error = said(capsys, *line)
    assert status == 2 and error.startswith("kg: usage: ") and words in error
    assert error.count("\n") == 1 and error.endswith(")\n" if words != "名称不能为空" else "\n")


def test_gold_that_shares_no_name_with_the_records_is_no_zero(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for folder, name in (("gold", "a"), ("records", "b")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.json").write_text('{"entities": [], "facts": []}', encoding="utf-8")
    status, error = said(capsys, "score", str(tmp_path / "gold"), "--records", str(tmp_path / "records"))
    assert status == 4 and "gold.empty" in error
    (tmp_path / "gold" / "a.json").write_text("{", encoding="utf-8")
    status, error = said(capsys, "score", str(tmp_path / "gold"), "--records", str(tmp_path / "records"))
    assert status == 4 and "input.syntax" in error and "a.json" in error


def test_a_reader_that_has_seen_enough_is_no_failure(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from kg.cli import main; main(['query', '--list'])"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert isinstance(process.stdout, io.BufferedReader) and process.stderr is not None
        process.stdout.close()
        assert process.wait(60) == 0 and process.stderr.read() == b""
