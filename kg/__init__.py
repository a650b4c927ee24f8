"""Qipu 企谱: documents of Chinese enterprise groups in, a graph with the proof of every edge out.

The stages, in import order: base (`model ids errors settings resources`), `read`, `text`, `knowledge`, `names`, `nlp`,
`resolve`, `graph`, `query`, (`export`, `serve`), `cli`. Heavy imports happen where they are used, so `import kg` is cheap.
"""

__version__ = "0.1.0"
