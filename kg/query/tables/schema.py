"""The tables of a snapshot's `search.db`: names to search, facts to page through, evidence to show.

They repeat the graph (never more than it says) in the shape the pages and tables ask for; `kg.query.tables.build` fills them.
"""

from __future__ import annotations

VERSION = "2"

SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE entity(
  id INTEGER PRIMARY KEY, iri TEXT UNIQUE NOT NULL, type TEXT NOT NULL, label TEXT NOT NULL, sort TEXT NOT NULL,
  level TEXT, notation TEXT, degree INTEGER DEFAULT 0, awards INTEGER DEFAULT 0,
  awards_total INTEGER DEFAULT 0, x REAL, y REAL);
CREATE TABLE name(id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, text TEXT NOT NULL, norm TEXT NOT NULL, kind TEXT);
CREATE VIRTUAL TABLE name_index USING fts5(chars, spellings, initials, content='', tokenize='unicode61');
CREATE TABLE document(
  id INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, iri TEXT UNIQUE NOT NULL, title TEXT, date TEXT, publisher TEXT,
  sources TEXT NOT NULL, facts INTEGER DEFAULT 0);
CREATE TABLE document_theme(document INTEGER, entity INTEGER);
CREATE TABLE broader(theme INTEGER NOT NULL, broader INTEGER NOT NULL);
CREATE TABLE fact(
  id INTEGER PRIMARY KEY, iri TEXT UNIQUE NOT NULL, predicate TEXT NOT NULL, subject INTEGER NOT NULL,
  object INTEGER NOT NULL, confidence REAL, year INTEGER, level TEXT, rank TEXT, post TEXT, role TEXT, count INTEGER,
  conferrer INTEGER, project INTEGER, enterprise INTEGER, period TEXT,
  disputed INTEGER DEFAULT 0, levels TEXT, first_date TEXT, last_date TEXT,
  evidences INTEGER DEFAULT 0, best INTEGER);
CREATE TABLE link(fact INTEGER NOT NULL, relation TEXT NOT NULL, source INTEGER NOT NULL, target INTEGER NOT NULL);
CREATE TABLE evidence(
  id INTEGER PRIMARY KEY, iri TEXT UNIQUE NOT NULL, fact INTEGER NOT NULL, document INTEGER NOT NULL, page INTEGER,
  start INTEGER, end INTEGER, sentence_start INTEGER, sentence_end INTEGER, quote TEXT, sentence TEXT, method TEXT,
  confidence REAL);
CREATE TABLE mention(
  document INTEGER NOT NULL, start INTEGER, end INTEGER, entity INTEGER NOT NULL, surface TEXT, method TEXT,
  confidence REAL, UNIQUE(document, start, end, entity));
CREATE TABLE parent(child INTEGER NOT NULL, parent INTEGER NOT NULL, relation TEXT, fact INTEGER, first_date TEXT);
CREATE TABLE ancestor(entity INTEGER NOT NULL, ancestor INTEGER NOT NULL, distance INTEGER NOT NULL);
CREATE TABLE merge(entity INTEGER NOT NULL, note TEXT NOT NULL);
"""

INDEXES = """
CREATE INDEX entity_type ON entity(type, degree DESC, sort);
CREATE INDEX name_entity ON name(entity);
CREATE INDEX name_norm ON name(norm);
CREATE INDEX fact_subject ON fact(subject, predicate);
CREATE INDEX fact_object ON fact(object, predicate);
CREATE INDEX fact_enterprise ON fact(enterprise) WHERE enterprise IS NOT NULL;
CREATE INDEX fact_conferrer ON fact(conferrer, predicate) WHERE conferrer IS NOT NULL;
CREATE INDEX fact_project ON fact(project, predicate) WHERE project IS NOT NULL;
CREATE INDEX fact_predicate ON fact(predicate, confidence);
CREATE INDEX link_source ON link(source, relation);
CREATE INDEX link_target ON link(target, relation);
CREATE INDEX link_fact ON link(fact);
CREATE INDEX evidence_fact ON evidence(fact, confidence DESC);
CREATE INDEX evidence_document ON evidence(document, start);
CREATE INDEX mention_entity ON mention(entity, document, start);
CREATE INDEX parent_parent ON parent(parent);
CREATE INDEX parent_child ON parent(child);
CREATE INDEX ancestor_entity ON ancestor(entity, distance);
CREATE INDEX ancestor_ancestor ON ancestor(ancestor);
CREATE INDEX broader_theme ON broader(theme);
CREATE INDEX broader_broader ON broader(broader);
CREATE INDEX merge_entity ON merge(entity);
CREATE INDEX document_date ON document(date);
CREATE INDEX document_theme_entity ON document_theme(entity);
CREATE INDEX document_theme_document ON document_theme(document);
"""

DERIVED = """
UPDATE fact SET
  evidences = (SELECT count(*) FROM evidence WHERE fact = fact.id),
  best = (SELECT e.id FROM evidence e JOIN document d ON d.id = e.document WHERE e.fact = fact.id
          ORDER BY e.confidence DESC, d.date, d.key, e.start LIMIT 1),
  first_date = (SELECT min(d.date) FROM evidence e JOIN document d ON d.id = e.document WHERE e.fact = fact.id),
  last_date = (SELECT max(d.date) FROM evidence e JOIN document d ON d.id = e.document WHERE e.fact = fact.id);
UPDATE entity SET degree = (SELECT count(*) FROM link WHERE source = entity.id)
                         + (SELECT count(*) FROM link WHERE target = entity.id);
UPDATE document SET facts = (SELECT count(DISTINCT fact) FROM evidence WHERE document = document.id);
"""
