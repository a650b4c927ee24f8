"""Stage `corpus`: a folder in, documents and records out. Start with `run_corpus`."""

from kg.corpus.run import CorpusRun, run_corpus

__all__ = ["CorpusRun", "run_corpus"]
