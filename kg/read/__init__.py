"""Stage `read`: the bytes of one file to a `Document`; `find_inputs` says what there is, `read_file` reads it apart."""

from kg.read.document import parse_bytes
from kg.read.files import read_file
from kg.read.formats import FORMATS
from kg.read.inventory import find_inputs
from kg.read.worker import Worker

__all__ = ["FORMATS", "Worker", "find_inputs", "parse_bytes", "read_file"]
