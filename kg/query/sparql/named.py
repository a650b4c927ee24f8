"""Named queries: one question each, in `named_queries/*.rq`, with its words in Chinese and English and typed parameters.

The head of a file is comment lines: `# zh:`, `# en:`, `# about-zh:`, `# about-en:` and for each parameter
`# param NAME: TYPE [= DEFAULT] | 中文 | English`. Values become RDF terms and are bound, never pasted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from kg.errors import NotFound, UsageError
from kg.ids import document_iri, theme_iri
from kg.model import ENTITY_TYPES, LEVELS, ORGANIZATION_TYPES

if TYPE_CHECKING:
    from kg.query.view import View

Binding = tuple[str, ...]
XSD = "http://www.w3.org/2001/XMLSchema#"
ENTITIES: dict[str, tuple[str, ...]] = {
    **{kind: (kind,) for kind in ENTITY_TYPES},
    "Organization": ORGANIZATION_TYPES,
    "Entity": ENTITY_TYPES,
}
KINDS = (*ENTITIES, "Theme", "Document", "Fact", "Level", "Year", "Number", "Decimal", "Text")
_HEAD = re.compile(r"# (zh|en|about-zh|about-en): (.+)")
_PARAMETER = re.compile(r"# param (\w+): (\w+)(?: = (\S+))? \| (.+?) \| (.+)")
_IRI = re.compile(r"https?://[^\s<>\"{}|^`\\]+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value a query needs; `type` is one of `KINDS`; without a default it must be given."""

    name: str
    type: str
    default: str | None
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with its SPARQL."""

    name: str
    zh: str
    en: str
    about_zh: str
    about_en: str
    parameters: tuple[Parameter, ...]
    text: str


def named_queries() -> tuple[NamedQuery, ...]:
    """All named queries in the order of their names."""
    folder = resources.files("kg.query.sparql").joinpath("named_queries")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    return tuple(_read(f.name.removesuffix(".rq"), f.read_text(encoding="utf-8")) for f in files)


def named_query(name: str) -> NamedQuery:
    """One named query. Raises NotFound."""
    for query in named_queries():
        if query.name == name:
            return query
    raise NotFound(f"没有此命名查询 no named query {name!r}", hint="kg query --list shows them")


def bindings(query: NamedQuery, given: Mapping[str, str], view: View | None = None) -> dict[str, Binding]:
    """The terms of the parameters as `run_query` takes them, from what people write.

    An entity or theme may be an IRI or, with a `view`, a name; a theme or document also its id. Raises UsageError on what is missing,
    unknown or of the wrong type, NotFound when no entity has that name.
    """
    known = {p.name for p in query.parameters}
    for name in given:
        if name not in known:
            raise UsageError(
                f"{query.name} 没有此参数 has no parameter {name!r}",
                hint=f"it has: {', '.join(sorted(known)) or 'none'}",
            )
    found: dict[str, Binding] = {}
    for parameter in query.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is None or not value.strip():
            raise UsageError(
                f"{query.name} 需要 needs {parameter.name} ({parameter.zh})",
                hint=f"--set {parameter.name}=… / ?{parameter.name}=…",
            )
        found[parameter.name] = _term(parameter, value.strip(), view)
    return found


def _term(parameter: Parameter, value: str, view: View | None) -> Binding:
    kind = parameter.type
    if kind in ENTITIES:
        return ("iri", _entity(value, ENTITIES[kind], view))
    if kind == "Theme":
        if view is not None and not value.isascii():
            return ("iri", _entity(value, ("PolicyTheme",), view))
        return ("iri", value if _IRI.fullmatch(value) else theme_iri(_word(parameter, value, r"[a-z-]+")))
    if kind == "Document":
        return ("iri", value if _IRI.fullmatch(value) else _document(_word(parameter, value, r"[0-9a-f]+"), view))
    if kind == "Fact":
        return ("iri", _word(parameter, value, _IRI.pattern))
    if kind == "Level":
        return ("literal", _word(parameter, value, "|".join(LEVELS)))
    if kind in ("Year", "Number"):
        return ("literal", str(int(_word(parameter, value, r"[0-9]{1,9}"))), "", f"{XSD}integer")
    if kind == "Decimal":
        return ("literal", _word(parameter, value, r"[0-9]{1,9}(\.[0-9]{1,9})?"), "", f"{XSD}decimal")
    return ("literal", value)


def _document(key: str, view: View | None) -> str:
    """The IRI of a document by its id."""
    if view is None:
        return document_iri(key)
    found = view.value("SELECT iri FROM document WHERE key = ?", (key,))
    if found is None:
        raise NotFound(f"no document {key}")
    return str(found)


def _word(parameter: Parameter, value: str, pattern: str) -> str:
    if re.fullmatch(pattern, value, re.ASCII) is None:
        raise UsageError(f"{parameter.name} 应为 must be a {parameter.type}, not {value!r}")
    return value


def _entity(value: str, types: tuple[str, ...], view: View | None) -> str:
    """The IRI itself, or that of the one entity whose name or alias this is."""
    if _IRI.fullmatch(value):
        return value
    if view is None:
        raise UsageError(f"{value!r} 不是 IRI is not an IRI")
    from kg.query.search import resolve

    return resolve(view, value, types=types)


def _read(name: str, text: str) -> NamedQuery:
    head, parameters = {}, []
    for line in text.splitlines():
        if found := _PARAMETER.fullmatch(line):
            parameters.append(Parameter(*found.groups()))
        elif found := _HEAD.fullmatch(line):
            head[found[1]] = found[2]
    return NamedQuery(name, head["zh"], head["en"], head["about-zh"], head["about-en"], tuple(parameters), text)


def reference() -> str:
    """`docs/queries.md`: every named query with its words, parameters and an example call."""
    lines = [_HEADING]
    for query in named_queries():
        lines += [f"## {query.name}", "", f"**{query.zh}** · {query.en}", "", f"{query.about_zh} {query.about_en}", ""]
        if query.parameters:
            lines += ["| parameter | type | default | |", "|---|---|---|---|"]
            for p in query.parameters:
                lines.append(f"| `{p.name}` | {p.type} | {p.default or 'required'} | {p.zh} · {p.en} |")
            lines.append("")
        values = "".join(f" --set {p.name}={_EXAMPLES[p.type]}" for p in query.parameters if p.default is None)
        lines += ["```", f"kg query --name {query.name}{values}", "```", ""]
    return "\n".join(lines).rstrip() + "\n"


_HEADING = """# 命名查询 Named queries

由 `python -m kg.query.sparql.named` 生成。 Made by `python -m kg.query.sparql.named`; a test keeps it equal.

同一问题可用命令行 `kg query --name`、REST `/api/v1/queries/NAME?…` 或查询页提出。参数绑定为 RDF 项，从不拼入文本：实体可给 IRI 或
准确名称，主题与文档给编号。 The same question can be asked on the command line, over REST or on the query page. Values are bound as RDF
terms, never pasted: an entity by IRI or exact name, a theme or document by id.
"""
_EXAMPLES = {
    **{
        "Enterprise": "星河集团",
        "Organization": "星河集团",
        "Person": "曾长行",
        "Award": "全国劳动模范",
        "Project": "节能改造项目",
    },
    **{"Entity": "星河集团", "Theme": "dual-carbon", "Document": "0123456789abcdef", "Text": "铝业"},
    **{
        "Fact": "https://kg.example/id/conferral/…",
        "Level": "national",
        "Year": "2021",
        "Number": "2",
        "Decimal": "0.6",
    },
}

if __name__ == "__main__":
    import sys

    sys.stdout.write(reference())
