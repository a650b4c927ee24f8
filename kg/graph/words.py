"""A fact as a sentence for people, in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.graph import vocab
from kg.graph.shacl import lexical

Label = Callable[[str], str]
Said = Mapping[str, list[str]]
_STATEMENTS = {
    "org:subOrganizationOf": ("{s} 隶属于 {o}", "{s} is part of {o}"),
    "org:unitOf": ("{s} 是 {o} 的内设单位", "{s} is a unit of {o}"),
    "kg:undertakes": ("{s} 承担 {o}", "{s} undertakes {o}"),
    "kg:cooperatesWith": ("{s} 与 {o} 合作", "{s} cooperates with {o}"),
    "kg:addressesTheme": ("{s} 践行主题“{o}”", "{s} addresses the theme {o}"),
}
_ROLES = {"leads": ("牵头", "leads"), "undertakes": ("承担", "undertakes"), "participates": ("参与", "takes part in")}


def first(said: Said, name: str) -> str:
    """The first value of a prefixed predicate as text or IRI; empty where nothing is said."""
    values = said.get(str(vocab.term(name)), [])
    return lexical(values[0]) if values else ""


def fact_words(said: Said, label: Label) -> tuple[str, str]:
    """A fact node, given as what is said of it (N-Triples terms), in Chinese and in English.

    `label` gives the name of an IRI.
    """
    if recipient := first(said, "kg:recipient"):
        award, rank, year = label(first(said, "kg:award")), first(said, "kg:rank"), first(said, "kg:year")
        year = year or first(said, "kg:period")
        zh = f"{label(recipient)} 获 {year + ' 年 ' if year.isdecimal() else year}{award}{' ' + rank if rank else ''}"
        details = ", ".join(part for part in (rank, year) if part)
        return zh, f"{label(recipient)} received {award}{f' ({details})' if details else ''}"
    if member := first(said, "org:member"):
        organization, post = label(first(said, "org:organization")), first(said, "kg:post")
        zh = f"{label(member)} 任 {organization} {post}" if post else f"{label(member)} 在 {organization} 工作"
        return zh, f"{label(member)}: {post} of {organization}" if post else f"{label(member)} works at {organization}"
    predicate = first(said, "rdf:predicate")
    name = next((n for n in _STATEMENTS if vocab.term(n).value == predicate), "")
    zh, en = _STATEMENTS.get(name, ("{s} — {o}", "{s} - {o}"))
    role = _ROLES.get(first(said, "kg:role"))
    if role is not None:
        zh, en = zh.replace("承担", role[0]), en.replace("undertakes", role[1])
    ends = {"s": label(first(said, "rdf:subject")), "o": label(first(said, "rdf:object"))}
    return zh.format(**ends), en.format(**ends)
