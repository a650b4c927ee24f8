"""The terms of the ontology and of the standard vocabularies the graph uses, as nodes; equal to `ontology/kg.ttl`."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

from kg.ids import ONTOLOGY

PREFIXES: dict[str, str] = {
    "kg": ONTOLOGY,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
}


@cache
def term(name: str) -> NamedNode:
    """The node of a prefixed name; KeyError for an unknown prefix.

    >>> term("org:unitOf").value
    'http://www.w3.org/ns/org#unitOf'
    """
    prefix, local = name.split(":", 1)
    return NamedNode(PREFIXES[prefix] + local)


CLASSES = (
    *("Organization", "Enterprise", "Unit", "Institution", "Person", "Award", "Project", "PolicyTheme"),
    *("Membership", "Conferral", "Statement", "Document", "Evidence", "Merge"),
)
PROPERTIES = (
    *("received", "undertakes", "cooperatesWith", "addressesTheme"),
    *("recipient", "award", "rank", "level", "year", "period", "conferredBy", "forWork", "count"),
    *("post", "role", "disputed", "sortKey", "legalForm", "listed", "qualifier"),
    *("merged", "rule", "leftName", "rightName"),
    *("supports", "start", "end", "sentenceStart", "sentenceEnd", "page", "quote", "surface", "method", "confidence"),
)

TYPE = term("rdf:type")
SUBJECT, PREDICATE, OBJECT = term("rdf:subject"), term("rdf:predicate"), term("rdf:object")
PREF_LABEL, ALT_LABEL, NOTATION = term("skos:prefLabel"), term("skos:altLabel"), term("skos:notation")
TITLE, DATE, IDENTIFIER = term("dcterms:title"), term("dcterms:date"), term("dcterms:identifier")
SOURCE, PUBLISHER, THEME_OF = term("dcterms:source"), term("dcterms:publisher"), term("dcterms:subject")
MEMBER, MEMBER_ORGANIZATION, MEMBER_OF = term("org:member"), term("org:organization"), term("org:memberOf")
INTEGER, DECIMAL, BOOLEAN = term("xsd:integer"), term("xsd:decimal"), term("xsd:boolean")

# entity type -> the classes a node of it carries, so that plain queries find it by standard terms too
ENTITY_CLASSES: dict[str, tuple[NamedNode, ...]] = {
    "Enterprise": tuple(map(term, ("kg:Enterprise", "kg:Organization", "org:FormalOrganization", "org:Organization"))),
    "Unit": tuple(map(term, ("kg:Unit", "kg:Organization", "org:OrganizationalUnit", "org:Organization"))),
    "Institution": tuple(map(term, ("kg:Institution", "kg:Organization", "org:Organization"))),
    "Person": tuple(map(term, ("kg:Person", "foaf:Person"))),
    "Award": (term("kg:Award"),),
    "Project": tuple(map(term, ("kg:Project", "foaf:Project"))),
}
# predicate of a record's fact -> the direct edge from its subject to its object
EDGES: dict[str, NamedNode] = {
    "subOrganizationOf": term("org:subOrganizationOf"),
    "unitOf": term("org:unitOf"),
    "holdsPost": term("org:memberOf"),
    "conferral": term("kg:received"),
    "undertakes": term("kg:undertakes"),
    "cooperatesWith": term("kg:cooperatesWith"),
    "addressesTheme": term("kg:addressesTheme"),
}
