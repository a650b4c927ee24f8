"""The table of components and fact rules, in the order they run: to add one, write its file and add its line.

Components are spaCy components (`predict` pure, `set_annotations` writes); a changed behaviour is a new version number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.nlp import award, award_persons, governments, organization, persons, posted_units, project, words
from kg.nlp.facts import brands, conferral, cooperation, membership, owners, posts, undertaking
from kg.nlp.frame import Found, Scene

VERSION = "0.3"
COMPONENTS: tuple[str, ...] = (
    words.NAME,
    persons.BY_POST,
    organization.COMPONENT,
    posted_units.NAME,
    governments.NAME,
    persons.BY_PLACE,
    award.NAME,
    award_persons.NAME,
    project.NAME,
)
FACT_RULES: tuple[Callable[[Scene], Iterator[Found]], ...] = (
    membership.compound_names,
    membership.stated,
    membership.headed,
    brands.brand_names,
    owners.owner_nearby,
    posts.held_posts,
    conferral.conferrals,
    undertaking.undertakings,
    cooperation.cooperations,
)
