"""The pages' English names of the themes are the ontology's."""

from __future__ import annotations

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_pages_name_the_themes_as_the_ontology_does() -> None:
    turtle = (ROOT / "ontology" / "themes.ttl").read_text(encoding="utf-8")
    named = re.findall(r'skos:notation "([^"]+)" ;\s+skos:prefLabel "[^"]+"@zh, "([^"]+)"@en', turtle)
    script = (ROOT / "viz" / "explorer" / "themes.js").read_text(encoding="utf-8")
    shown = dict(json.loads("{" + pair + "}").popitem() for pair in re.findall(r'"[^"]+": "[^"]+"', script))
    assert shown == dict(named) and len(shown) > 30
