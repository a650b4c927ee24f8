"""The ontology says in Chinese and English what it means, and the program's vocabulary is the same list."""

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kg.graph import vocab
from kg.graph.canonical import ontology_quads, theme_ids
from kg.graph.vocab import term
from kg.ids import ONTOLOGY
from kg.resources import resource

THEMES = {
    *("party-building", "party-history-education", "theory-study", "strict-governance", "grassroots-party"),
    *("youth-league", "trade-union", "ecology", "dual-carbon", "pollution-control", "green-manufacturing"),
    *(
        "energy-saving",
        "circular-economy",
        "clean-energy",
        "innovation",
        "digital-intelligence",
        "manufacturing-upgrade",
    ),
    *("reform", "cost-efficiency", "corporate-governance", "industry-chain", "talent", "vocational-education"),
    *("model-workers", "safety", "national-security", "social-responsibility", "practical-service"),
    *("rural-revitalization", "public-welfare", "culture", "cultural-confidence", "corporate-culture", "opening-up"),
    *("shared-future", "belt-and-road", "international-operation", "national-strategy", "chinese-modernization"),
    *("resource-security", "regional-development", "project-construction"),
}


def ontology() -> Store:
    store = Store()
    store.load(path=str(resource("ontology", "kg.ttl")), format=RdfFormat.TURTLE)
    return store


def test_vocabulary_equals_the_ontology() -> None:
    defined: dict[str, set[str]] = {"class": set(), "property": set()}
    for quad in ontology().quads_for_pattern(None, vocab.TYPE, None):
        assert isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        kind = {"Class": "class", "ObjectProperty": "property", "DatatypeProperty": "property"}
        name = kind.get(quad.object.value.split("#")[-1])
        if name:
            defined[name].add(quad.subject.value.removeprefix(ONTOLOGY))
    assert defined == {"class": set(vocab.CLASSES), "property": set(vocab.PROPERTIES)}


def test_every_term_is_labelled_and_defined_in_both_languages() -> None:
    store = ontology()
    for name in (*vocab.CLASSES, *vocab.PROPERTIES):
        for predicate in ("rdfs:label", "skos:definition"):
            found = [q.object for q in store.quads_for_pattern(term(f"kg:{name}"), term(predicate), None)]
            languages = sorted(o.language or "" for o in found if isinstance(o, Literal))
            assert languages == ["en", "zh"], f"kg:{name} {predicate}: {languages}"


def test_every_property_documents_domain_and_range_among_defined_terms() -> None:
    store = ontology()
    for name in vocab.PROPERTIES:
        for predicate in ("schema:domainIncludes", "schema:rangeIncludes"):
            ends = [q.object for q in store.quads_for_pattern(term(f"kg:{name}"), term(predicate), None)]
            assert ends, f"kg:{name} {predicate}"
            for end in ends:
                assert isinstance(end, NamedNode)
                local = end.value.removeprefix(ONTOLOGY)
                assert local in vocab.CLASSES or end.value.startswith(vocab.PREFIXES["xsd"])


def test_themes_are_the_ids_of_the_record_format() -> None:
    assert theme_ids() == THEMES


def test_themes_are_labelled_defined_and_in_one_tree() -> None:
    quads = ontology_quads()
    of = {(q.subject.value, q.predicate.value, str(q.object)) for q in quads if isinstance(q.subject, NamedNode)}
    skos = vocab.PREFIXES["skos"]
    for theme in THEMES:
        iri = f"{ONTOLOGY}theme-{theme}"
        mine = [(p, o) for s, p, o in of if s == iri]
        for predicate in ("prefLabel", "definition"):
            assert sorted(o[-3:] for p, o in mine if p == skos + predicate) == ["@en", "@zh"], theme
        assert sum(o.endswith("@zh") for p, o in mine if p == skos + "altLabel") >= 8, theme
        broader = [o for p, o in mine if p == skos + "broader"]
        top = [o for p, o in mine if p == skos + "topConceptOf"]
        assert len(broader) + len(top) == 1, theme
        if broader:
            assert (broader[0][1:-1], skos + "narrower", f"<{iri}>") in of
        else:
            assert (f"{ONTOLOGY}themes", skos + "hasTopConcept", f"<{iri}>") in of


def test_no_alias_stands_for_two_themes() -> None:
    seen: dict[str, str] = {}
    for quad in ontology_quads():
        if quad.predicate in (vocab.ALT_LABEL, vocab.PREF_LABEL) and isinstance(quad.object, Literal):
            name = f"{quad.object.value}@{quad.object.language}"
            assert seen.setdefault(name, str(quad.subject)) == str(quad.subject), name
