"""One table of settings; file, environment and flags fill it, docs and tests read it.

Order of precedence: flag, environment (`KG_` + name in capitals), `qipu.toml` in the working folder, default. A
setting is one row of `SETTINGS`; add a row and it is a flag, a variable and a line of `docs/settings.md`.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.ids import DEFAULT_BASE


@dataclass(frozen=True, slots=True)
class Setting:
    """One row: name, default (its type is the setting's type), unit, and what it is for, in Chinese and English."""

    name: str
    default: str | int | float | bool
    unit: str
    help_zh: str
    help_en: str


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "store",
        "kg-store",
        "path",
        "图谱存放的文件夹，或远程图谱库的地址",
        "folder that holds the graph, or address of a remote store",
    ),
    Setting(
        "mirror",
        "kg-store",
        "path",
        "使用远程图谱库时，本机存放缓存、原文与表的文件夹",
        "local folder beside a remote store",
    ),
    Setting("store_token", "", "secret", "远程图谱库的令牌（Bearer）", "bearer token of a remote store"),
    Setting("store_seconds", 300.0, "seconds", "远程图谱库单次请求的时限", "time limit of a request to a remote store"),
    Setting("base", DEFAULT_BASE, "IRI", "数据 IRI 的前缀", "prefix of the data's IRIs"),
    Setting("workers", 0, "processes", "并行进程数，0 为自动（处理器核数）", "parallel processes, 0 = one per core"),
    Setting("corrections", "corrections.toml", "path", "人工更正文件", "file with people's corrections"),
    Setting("gazetteer", "", "path", "自己的名录（CSV 或 Turtle），追加到内置名录", "own gazetteer, added to ours"),
    Setting(
        "tagger", True, "bool", "有训练好的标注模型时是否使用", "use the trained tagger where its model file is there"
    ),
    Setting("tagger_model", "", "path", "自己用 kg train 训练的标注模型", "own model of `kg train`, in place of ours"),
    Setting("keep_snapshots", 5, "snapshots", "保留的快照数", "how many snapshots stay for undo and diff"),
    Setting("max_file_bytes", 200_000_000, "bytes", "单个文件的大小上限", "largest input file"),
    Setting("max_text_chars", 20_000_000, "characters", "单个文档的字数上限", "longest text of one document"),
    Setting("read_seconds", 60.0, "seconds", "读取单个文件的时限", "time limit to read one file"),
    Setting("extract_seconds", 600.0, "seconds", "抽取单个文档的时限", "time limit to extract from one document"),
    Setting("read_memory", 2_000_000_000, "bytes", "读取进程的内存上限", "memory limit of a reader process"),
    Setting("host", "127.0.0.1", "address", "服务监听的地址", "address the service binds"),
    Setting("port", 8000, "port", "服务监听的端口", "port the service binds"),
    Setting("token", "", "secret", "非本机监听与核对页写入所需的令牌", "token for non-loopback binds and for writing"),
    Setting(
        "allow_hosts", "", "names", "另外允许的主机名，逗号分隔", "further host names to answer under, comma-separated"
    ),
    Setting(
        "cors", "", "origins", "允许跨站读取的来源，逗号分隔，* 为全部", "origins that may read across sites, * = all"
    ),
    Setting("query_seconds", 10.0, "seconds", "单个查询的时限", "time limit of one query"),
    Setting("query_memory", 1_500_000_000, "bytes", "查询进程的内存上限", "memory limit of a query worker"),
    Setting("query_rows", 100_000, "rows", "单个查询的行数上限", "most rows of one answer"),
    Setting("query_bytes", 50_000_000, "bytes", "单个回答的字节上限", "largest answer"),
    Setting("query_chars", 16_384, "characters", "查询文本的长度上限", "longest query text"),
    Setting("query_workers", 2, "processes", "查询进程数", "query worker processes"),
    Setting("query_queue", 16, "requests", "排队查询数上限，超出即答 503", "queries that may wait; past that 503"),
    Setting("body_bytes", 1_000_000, "bytes", "请求体大小上限", "largest request body"),
    Setting("log_queries", False, "bool", "访问日志是否记录查询文本", "write query texts into the access log"),
)


@dataclass(frozen=True)
class Settings:
    """The values in force, read as attributes: `settings.query_seconds`."""

    values: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["values"][name]
        except KeyError:
            raise AttributeError(name) from None


def load_settings(
    overrides: Mapping[str, Any] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Settings:
    """Settings in force. Raises UsageError on an unknown name or a value of the wrong type.

    >>> load_settings({"port": 9000}, environment={}, folder=Path("/nonexistent")).port
    9000
    """
    env = os.environ if environment is None else environment
    values: dict[str, Any] = {row.name: row.default for row in SETTINGS}
    path = (folder or Path()) / "qipu.toml"
    layers: list[tuple[str, Mapping[str, Any]]] = []
    if path.is_file():
        try:
            layers.append((str(path), tomllib.loads(path.read_text(encoding="utf-8"))))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise UsageError(f"{path}: {error}", hint="correct the file or remove it") from error
    rows = {row.name: row for row in SETTINGS}
    layers.append(("environment", {n: env[f"KG_{n.upper()}"] for n in rows if f"KG_{n.upper()}" in env}))
    layers.append(("flags", {k: v for k, v in (overrides or {}).items() if v is not None}))
    for origin, layer in layers:
        for name, value in layer.items():
            if name not in rows:
                raise UsageError(f"{origin}: 没有此设置 unknown setting {name!r}", hint=f"known: {', '.join(rows)}")
            values[name] = _typed(rows[name], value, origin)
    return Settings(values)


def _typed(row: Setting, value: Any, origin: str) -> Any:
    kind = type(row.default)
    try:
        if kind is bool and isinstance(value, str):
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[value.lower()]
        if kind in (int, float) and isinstance(value, bool):
            raise ValueError(value)
        return kind(value)
    except (KeyError, ValueError, TypeError):
        raise UsageError(f"{origin}: {row.name} 应为 must be a {kind.__name__} ({row.unit}), not {value!r}") from None
