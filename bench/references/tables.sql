-- The tables that somebody would make for the same agreements by hand, normalized and indexed for the order of lists.
-- Made anew from the current versions: DROP SCHEMA plain CASCADE takes them away.
DROP SCHEMA IF EXISTS plain CASCADE;
CREATE SCHEMA plain;
SET work_mem = '256MB';
SET maintenance_work_mem = '1GB';

CREATE TABLE plain.organization AS
SELECT serial AS id, ref, body::json ->> 'name' AS name, body::json ->> 'country' AS country, body::json ->> 'kind' AS kind
FROM register_entry WHERE kind = 'organization';
CREATE TABLE plain.person AS
SELECT serial AS id, ref, body::json ->> 'name' AS name FROM register_entry WHERE kind = 'person';
CREATE TABLE plain.topic AS
SELECT serial AS id, ref, body::jsonb -> 'names' AS names FROM register_entry WHERE kind = 'topic';

CREATE TABLE plain.agreement AS
SELECT entry.serial AS id, entry.ref, sort_on, facts.*
FROM register_entry AS entry, json_to_record(body::json) AS facts (
    nature text, form text, form_as_written text, ordinal int, bindingness text, disclosure text, occasion jsonb,
    background jsonb, languages jsonb, prevailing_language text, termination_notice text, review_interval text
) WHERE entry.kind = 'agreement';
CREATE TABLE plain.text AS
SELECT serial AS agreement_id, row_number() OVER () AS id, part.*
FROM register_entry AS entry, json_to_recordset(body::json -> 'texts') AS part (
    key text, language text, title text, is_working_title bool, summary text
) WHERE entry.kind = 'agreement';
CREATE TABLE plain.involvement AS
SELECT serial AS agreement_id, row_number() OVER () AS id, substr(organization ->> 'ref', 2)::int AS organization_id,
    organization ->> 'name' AS name_as_written, part.*
FROM register_entry AS entry, json_to_recordset(body::json -> 'involvements') AS part (
    key text, organization jsonb, count int, country text, role text, role_as_written text, side text, unit text,
    acting_for text, jurisdiction text
) WHERE entry.kind = 'agreement';
ALTER TABLE plain.involvement DROP COLUMN organization;
CREATE TABLE plain.milestone AS
SELECT serial AS agreement_id, row_number() OVER () AS id, part.*
FROM register_entry AS entry, json_to_recordset(body::json -> 'milestones') AS part (
    key text, kind text, "on" text, effective_on text, until text, is_planned bool, places jsonb, involvement text,
    condition jsonb, scope jsonb, notice_of text, reason jsonb, legal_basis text, wording text
) WHERE entry.kind = 'agreement';
CREATE TABLE plain.term AS
SELECT serial AS agreement_id, row_number() OVER () AS id, part.*
FROM register_entry AS entry, json_to_recordset(body::json -> 'terms') AS part (
    key text, starts_on text, starts_with text, length text, until text, renewal text, renewal_length text,
    maximum_length text, non_renewal_notice text, wording text, milestone text
) WHERE entry.kind = 'agreement';
CREATE TABLE plain.topic_of AS
SELECT serial AS agreement_id, row_number() OVER () AS id, substr(ref_of, 2)::int AS topic_id
FROM register_entry AS entry, json_to_recordset(body::json -> 'topics') AS part (ref text),
    LATERAL (SELECT part.ref AS ref_of) AS named
WHERE entry.kind = 'agreement';
CREATE TABLE plain.signatory AS
SELECT serial AS agreement_id, row_number() OVER () AS id, substr(person ->> 'ref', 2)::int AS person_id, part.*
FROM register_entry AS entry, json_to_recordset(body::json -> 'signatories') AS part (
    key text, involvement text, milestone text, person jsonb, post text, post_by_language jsonb, on_behalf_of text,
    authority text, act text
) WHERE entry.kind = 'agreement';
ALTER TABLE plain.signatory DROP COLUMN person;
CREATE TABLE plain.relation AS
SELECT serial AS agreement_id, row_number() OVER () AS id, substr(agreement ->> 'ref', 2)::int AS older_id, part.*
FROM register_entry AS entry, json_to_recordset(body::json -> 'relations') AS part (
    key text, kind text, agreement jsonb, stub jsonb, scope jsonb
) WHERE entry.kind = 'agreement';
ALTER TABLE plain.relation DROP COLUMN agreement;
CREATE TABLE plain.commitment AS
SELECT serial AS agreement_id, row_number() OVER () AS id, part.*
FROM register_entry AS entry, json_to_recordset(body::json -> 'commitments') AS part (
    key text, kind text, text jsonb, by jsonb, quantity numeric, unit text, comparison text, per text, due text,
    due_each_year text, due_event jsonb, strength text, progress text
) WHERE entry.kind = 'agreement';
CREATE TABLE plain.source AS
SELECT serial AS agreement_id, row_number() OVER () AS id, part.*
FROM register_entry AS entry, json_to_recordset(body::json -> 'sources') AS part (
    key text, title text, publisher text, author text, issuer text, kind text, language text, address text,
    published_on text, retrieved_on text, file text, media_type text, size int, sha256 text
) WHERE entry.kind = 'agreement';
CREATE TABLE plain.citation AS
SELECT serial AS agreement_id, row_number() OVER () AS id, part.*
FROM register_entry AS entry, json_to_recordset(body::json -> 'citations') AS part (
    key text, source text, facts jsonb, basis text, says jsonb, locator text
) WHERE entry.kind = 'agreement';

-- One flat row an agreement: for lists by three queries, for flat files, for Datasette.
CREATE TABLE plain.flat AS
SELECT agreement.id, agreement.ref, agreement.sort_on, agreement.nature, agreement.form, agreement.bindingness,
    english.key AS text_key, coalesce(english.title, '') AS title, coalesce(english.summary, '') AS summary,
    coalesce(korean.title, '') AS title_ko, coalesce(korean.summary, '') AS summary_ko, milestone.key AS milestone_key,
    coalesce(milestone."on", '') AS signed_on, milestone.places, term.key AS term_key,
    coalesce(term.length, '') AS term_length, coalesce(term.starts_with, '') AS starts_with,
    coalesce(term.renewal, '') AS renewal, coalesce(term.non_renewal_notice, '') AS non_renewal_notice,
    extract(year FROM sort_on)::int AS year, party.country, period.state
FROM plain.agreement
LEFT JOIN (SELECT DISTINCT ON (agreement_id) * FROM plain.text WHERE language = 'en') AS english
    ON english.agreement_id = agreement.id
LEFT JOIN (SELECT DISTINCT ON (agreement_id) * FROM plain.text WHERE language = 'ko') AS korean
    ON korean.agreement_id = agreement.id
LEFT JOIN (SELECT DISTINCT ON (agreement_id) * FROM plain.milestone ORDER BY agreement_id, id) AS milestone
    ON milestone.agreement_id = agreement.id
LEFT JOIN (SELECT DISTINCT ON (agreement_id) * FROM plain.term) AS term ON term.agreement_id = agreement.id
LEFT JOIN (
    SELECT DISTINCT ON (agreement_id) agreement_id, organization.country FROM plain.involvement
    JOIN plain.organization ON organization.id = organization_id ORDER BY agreement_id, involvement.id
) AS party ON party.agreement_id = agreement.id
LEFT JOIN (
    SELECT DISTINCT ON (entry_id) entry_id, state FROM register_period
    WHERE (start_earliest IS NULL OR start_earliest <= current_date)
        AND (end_latest IS NULL OR end_latest > current_date) ORDER BY entry_id, position DESC
) AS period ON period.entry_id = agreement.ref;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['agreement', 'organization', 'person', 'topic', 'flat', 'text', 'involvement',
        'milestone', 'term', 'topic_of', 'signatory', 'relation', 'commitment', 'source', 'citation']
    LOOP
        EXECUTE format('ALTER TABLE plain.%I ADD PRIMARY KEY (id)', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['text', 'involvement', 'milestone', 'term', 'topic_of', 'signatory', 'relation',
        'commitment', 'source', 'citation']
    LOOP
        EXECUTE format('CREATE INDEX ON plain.%I (agreement_id, id)', name);
    END LOOP;
END $$;
CREATE INDEX ON plain.agreement (sort_on DESC, id DESC);
CREATE INDEX ON plain.flat (sort_on DESC, id DESC);
CREATE INDEX ON plain.agreement (ref);
CREATE INDEX ON plain.involvement (organization_id, agreement_id);
ANALYZE;
