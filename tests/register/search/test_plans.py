"""Work of a search: it grows with what is found, not with the register. Plans and pages read, never the clock."""

import json

import pytest
from django.db import connection, connections
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from agreements.filters import AgreementFilter
from register.models import Entry, EntryText, Version
from register.publishing import publish
from register.routers import REGISTER_ALIAS
from register.search import matching
from register.search.query import matching_parameters, parse_query
from tests import factories as make

COPIES = 3000
# What each copy of A1 says otherwise; every 600th has a word that the others have not.
COPIED = {
    "ref": "'A' || 1000 + n", "entry_id": "'A' || 1000 + n", "serial": "1000 + n", "id": "100000 + n",
    "version_id": "100000 + n", "sort_on": "sort_on + n",
    "vector": "CASE WHEN n %% 600 = 0 THEN vector || 'kelp:1'::tsvector ELSE vector END",
}  # fmt: skip


@pytest.fixture
def many(db):
    """Some thousand agreements with “Ocean” in their titles, five of which have “kelp”."""
    agreement = make.AgreementFactory()
    make.AgreementTextFactory(agreement=agreement, title="Ocean accord", summary="word " * 400)
    make.MilestoneFactory(agreement=agreement, kind="signed", on="2001-02-03")
    publish(agreement, by=None)
    with connection.cursor() as cursor:
        for model, key in ((Version, "ref"), (Entry, "ref"), (EntryText, "entry_id")):
            columns = [field.column for field in model._meta.concrete_fields]
            values = ", ".join(COPIED.get(column, column) for column in columns)
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {values} "
                f"FROM {model._meta.db_table}, generate_series(1, %s) AS n WHERE {key} = %s",
                [COPIES, agreement.ref or "A1"],
            )
        cursor.execute(
            "SELECT gin_clean_pending_list('entry_text_vector'), gin_clean_pending_list('entry_keys')"
        )
        cursor.execute("ANALYZE register_entry, register_entrytext")


def pages_read(words: str) -> int:
    """Pages of tables and indexes that looking a search up reads."""
    with connections[REGISTER_ALIAS].cursor() as cursor:
        sql = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {matching._MATCHING_SQL}"
        cursor.execute(sql, matching_parameters(parse_query(words)))
        [[explained]] = cursor.fetchall()
    [plan] = json.loads(explained) if isinstance(explained, str) else explained
    return plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"]


def listed(words: str, most: int = 26):
    entries = Entry.public.of_kind("agreement").matching(words)
    return entries.order_by("-sort_on", "-serial")[:most]


def test_a_word_that_is_nowhere_reads_no_entries(many, client):
    with CaptureQueriesContext(connections[REGISTER_ALIAS]) as asked:
        answer = client.get("/api/v1/agreements/?q=zzqx").json()

    assert answer["results"] == []
    assert not [one["sql"] for one in asked if 'FROM "register_entry"' in one["sql"]]
    assert pages_read("zzqx") < 50


def test_a_rare_word_reads_the_entries_that_have_it(many):
    plan = listed("kelp").explain(analyze=True)

    assert len(listed("kelp")) == 5
    assert "Seq Scan" not in plan
    assert "entry_newest_first" not in plan
    assert pages_read("kelp") < 100


def test_a_word_of_all_goes_through_the_newest_until_the_page_is_full(many):
    plan = listed("ocean", most=2).explain(analyze=True)

    assert "Index Scan using entry_newest_first" in plan
    assert "Sort Key: register_entry" not in plan
    assert "rows=2.00" in plan or "rows=2 " in plan


def test_a_page_of_many_reads_the_index_of_its_order_alone_until_it_is_full(many):
    filterset = AgreementFilter(QueryDict("q=ocean"))
    assert filterset.is_valid()
    with connections[
        REGISTER_ALIAS
    ].cursor() as cursor:  # nothing is vacuumed yet, so that it would rather sort
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")

    plan = filterset.refs_in_order()[10:12].explain(analyze=True)

    assert "Index Only Scan using entry_newest_first" in plan
    assert "Sort Key: register_entry" not in plan
    assert "rows=12.00" in plan or "rows=12 " in plan
