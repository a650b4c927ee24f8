"""Qipu 企谱: documents of Chinese enterprise groups in, a graph with the proof of every edge out.

The stages, in import order: base (`model ids errors settings resources`), `read`, `text`, `knowledge`, `names`, `nlp`,
`resolve`, `graph`, `query`, (`export`, `serve`), `cli`. Heavy imports happen where they are used, so `import kg` is cheap.
"""

__version__ = "0.1.0"

_LAZY = {"show": "kg.export.notebook", "to_networkx": "kg.export.notebook"}


def __getattr__(name: str) -> object:
    """`kg.show` and `kg.to_networkx`, loaded when they are first used."""
    if name in _LAZY:
        import importlib

        return getattr(importlib.import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
