"""The score as a page: figures, then every disagreement with its sentence, missed and extra side by side. No scripts."""

from __future__ import annotations

from collections import defaultdict
from html import escape

from kg.corpus.score import Miss, Score

_STYLE = """
body{font:14px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:1200px;margin:20px auto;padding:0 16px;color:#1b1f24;background:#fbfbfa}
table{border-collapse:collapse;width:100%;margin:10px 0 24px}td,th{border:1px solid #dde0e4;padding:4px 8px;text-align:left;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}.missed{color:#a3261d}.extra{color:#0b5cad}small{color:#57606a}
"""


def html_report(score: Score, title: str) -> str:
    """One self-contained HTML page; every text from data is escaped."""
    return "".join(
        [
            '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
            f"<h1>{escape(title)}</h1><p>{score.documents} 篇文档 documents</p>",
            _figures(score),
            *(_document(name, misses) for name, misses in _by_document(score)),
            "</body></html>\n",
        ]
    )


def _figures(score: Score) -> str:
    rows = [(f"<b>{escape(k)}</b>", c) for k, c in score.headline().items()]
    rows += [(escape(k), c) for k, c in score.counts.items()]
    cells = "".join(
        f"<tr><td>{kind}</td>"
        + "".join(f'<td class="n">{v:.3f}</td>' for v in c.figures)
        + f'<td class="n">{c.right}</td><td class="n">{c.extra}</td><td class="n">{c.missed}</td></tr>'
        for kind, c in rows
    )
    told = "".join(
        f'<tr><td>conferral {escape(k)}</td><td class="n">{right / of:.3f}</td><td class="n" colspan="5">{right} / {of}</td></tr>'
        for k, (right, of) in score.attributes.items()
    )
    head = "".join(f'<th class="n">{w}</th>' for w in ("P", "R", "F1", "对 right", "多 extra", "漏 missed"))
    return f"<table><tr><th></th>{head}</tr>{cells}{told}</table>"


def _by_document(score: Score) -> list[tuple[str, list[Miss]]]:
    found: defaultdict[str, list[Miss]] = defaultdict(list)
    for miss in score.misses:
        found[miss.document].append(miss)
    return sorted(found.items())


def _document(name: str, misses: list[Miss]) -> str:
    rows = "".join(
        f"<tr><td>{escape(m.kind)}</td>"
        + "".join(
            f'<td class="{side}">{escape(m.text)}<br><small>{escape(m.evidence)}</small></td>'
            if m.side == side
            else "<td></td>"
            for side in ("missed", "extra")
        )
        + "</tr>"
        for m in misses
    )
    return f"<h2>{escape(name)}</h2><table><tr><th></th><th>漏 missed（标准答案 gold）</th><th>多 extra（抽取 found）</th></tr>{rows}</table>"
