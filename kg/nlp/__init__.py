"""Stage `nlp`: a `Prepared` in, the `Record` of that one document out (see README.md in this folder)."""

from kg.nlp.annotate import Pipeline, annotate, load_pipeline, pipeline_version

__all__ = ["Pipeline", "annotate", "load_pipeline", "pipeline_version"]
