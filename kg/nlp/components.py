"""The table of components and fact rules, in the order they run: to add one, write its file and add its line.

Components are spaCy components (`predict` pure, `set_annotations` writes); a changed behaviour is a new version number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.nlp import words
from kg.nlp.awards import component as award
from kg.nlp.awards import persons as award_persons
from kg.nlp.facts import brands, cooperation, membership, owners
from kg.nlp.facts.conferral import rule as conferral
from kg.nlp.facts.posts import forms
from kg.nlp.facts.posts import rule as posts
from kg.nlp.facts.undertaking import rule as undertaking
from kg.nlp.frame import Found, Scene
from kg.nlp.organizations import component as organization
from kg.nlp.persons import component as persons
from kg.nlp.persons import governments
from kg.nlp.persons import units as posted_units
from kg.nlp.projects import component as project

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
    forms.posts_in_forms,
    conferral.conferrals,
    undertaking.undertakings,
    cooperation.cooperations,
)
