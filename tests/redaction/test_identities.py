"""Redacted words stay away from a record or source that is recorded anew, known by what names it elsewhere."""

import copy
import json

import pytest
from django.core.exceptions import ValidationError

from agreements.models import Agreement
from interchange.actions import import_files, import_to_desk
from interchange.problems import ImportFailed
from interchange.schema import MODELS, RECORD_KINDS
from organizations.models import Organization
from redaction import log
from redaction.again import plan_again
from redaction.models import RedactionRule
from redaction.replay import apply_log
from redaction.subjects import Subject
from register.models import Entry
from register.publishing import merge, publish
from sources.models import Source
from tests import factories as make
from tests.interchange.emptying import exported
from tests.redaction.test_page import ADD, confirm
from tests.redaction.working import holding, plan, redact

pytestmark = pytest.mark.django_db
NAME = "Thaddeus Quimby"
SOURCE = {"id": "s", "title": f"Interview with {NAME}", "address": "https://press.example/1"}
PRINTED = {
    "id": "s",
    "title": f"Interview with {NAME}",
    "publisher": "The Press",
    "published_on": "2024-05-03",
}


def file(source, record="new"):
    """A record that cites a source, as a feed gives both."""
    cites = {"citations": [{"source": source["id"]}]}
    return {"sources": [source], "organizations": [{"id": record, "name": "Institute", **cites}]}


def bring(*files, publishes=True, **options):
    return import_files(
        copy.deepcopy(files), **{"publish": publishes, "skip_bad": False, "by": None, **options}
    )


def redacted(source, publishes=True):
    """A record that cites a source, in whose title a name was redacted."""
    bring(file(source, "old"), publishes=publishes)
    redact(NAME)
    assert holding("quimby") == set()


# Sources


# More of the kinds of which a quick run tries one each: an address, a title, a publisher or a day written otherwise.
WRITTEN_OTHERWISE = [
    (SOURCE, {"address": "http://press.example/1"}),
    (SOURCE, {"address": "https://www.press.example/1/"}),
    (SOURCE, {"address": "HTTPS://Press.Example:443/1#top"}),
    (SOURCE, {"author": NAME, "title": "Interview"}),
    (PRINTED, {}),
    (PRINTED, {"address": "https://press.example/1"}),
    (PRINTED | {"address": "https://press.example/1"}, {"published_on": "", "address": ""}),
    (PRINTED, {"publisher": ""}),
    (SOURCE | {"address": "https://한국.example/가?b=1&a=2"}, {"address": "http://xn--3e0b707e.example/%EA%B0%80?a=2&b=1"}),
    (SOURCE | {"address": "https://press.example/thaddeus-quimby"}, {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SOURCE, {}),
        (SOURCE, {"address": "https://press.example//%31?utm_source=feed"}),
        (SOURCE, {"title": f"{NAME}, an interview", "publisher": "The Press", "published_on": "2024-05-03"}),
        (SOURCE, {"address": ""}),
        (PRINTED, {"publisher": "the  press", "title": f"{NAME} talks", "published_on": "2024-05-03~"}),
        (PRINTED, {"publisher": "", "published_on": ""}),
        (PRINTED | {"published_on": "2024"}, {}),
        ({"id": "s", "title": f"Letter of {NAME}"}, {}),
        *(pytest.param(*row, marks=pytest.mark.long) for row in WRITTEN_OTHERWISE),
    ],
)  # fmt: skip
@pytest.mark.parametrize("update", [False, pytest.param(True, marks=pytest.mark.long)])
def test_a_new_record_that_cites_the_source_anew_is_refused(old, new, update):
    bring(file(old, "old"))
    redact(NAME)

    with pytest.raises(ImportFailed, match="It names again what was redacted here"):
        bring(file(old | new), update=update)

    assert not Organization.objects.filter(external_id="new").exists()
    assert not [entry for entry in Entry.objects.all() if NAME in entry.body]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(SOURCE, {"address": "https://press.example/2"}, marks=pytest.mark.long),
        (SOURCE, {"address": "https://press.example/1?page=2"}),
        pytest.param(SOURCE, {"address": "https://other.example/1"}, marks=pytest.mark.long),
        (PRINTED, {"published_on": "2024-05-04"}),
        pytest.param(PRINTED, {"publisher": "Another Press"}, marks=pytest.mark.long),
        (PRINTED | {"published_on": "2024"}, {"title": f"Talk with {NAME}"}),
        (PRINTED, {"title": f"Talk with {NAME}", "publisher": "", "published_on": ""}),
        (PRINTED, {"publisher": "Another Press", "published_on": ""}),
    ],
)
def test_another_source_is_free(old, new):
    redacted(old)

    bring(file(old | new))

    assert NAME in Entry.objects.get(ref="O2").body


def test_a_source_is_known_after_it_and_its_record_were_deleted():
    redacted(SOURCE, publishes=False)
    Organization.objects.all().delete()
    Source.objects.all().delete()

    with pytest.raises(ImportFailed, match="redacted"):
        bring(file(SOURCE))


def test_a_source_that_only_an_earlier_version_cited_is_known_by_its_body():
    bring(file(SOURCE, "old"))
    Organization.objects.get().citations.all().delete()
    Source.objects.all().delete()
    publish(Organization.objects.get(), by=None)
    redact(NAME)

    with pytest.raises(ImportFailed, match="redacted"):
        bring(file(SOURCE))


def citing_anew(**values):
    """An agreement as staff type it, with a source that is recorded a second time."""
    agreement = make.AgreementFactory(titled=True)
    source = make.SourceFactory(
        **{"title": SOURCE["title"], "publisher": "", "address": SOURCE["address"], **values}
    )
    make.AgreementCitationFactory(agreement=agreement, source=source)
    return agreement, source


def test_what_staff_typed_is_refused_when_it_is_published_and_repaired_on_its_page(admin_client):
    redacted(SOURCE)
    agreement, source = citing_anew(address="http://www.press.example/1/")

    with pytest.raises(ValidationError, match="A source that it cites names again"):
        publish(agreement, by=None)
    address = f"{ADD}?again=agreements.agreement%23{agreement.pk}"
    page = admin_client.get(address).content.decode()
    assert confirm(admin_client, page, address=address).status_code == 302

    source.refresh_from_db()
    assert source.title == "Interview with [redacted]"
    publish(agreement, by=None)


def test_what_was_left_on_purpose_in_another_row_of_the_source_is_kept_there_and_nothing_else():
    agreement, source = citing_anew()
    bring(file(SOURCE | {"kind": "news"}, "old"))
    first = {place.id for place in plan(NAME).places if place.subject.name != f"sources.source#{source.pk}"}
    redact(NAME, ticked=first)

    publish(agreement, by=None)
    assert apply_log().unsure == []
    Source.objects.filter(pk=source.pk).update(title=f"Talk with {NAME}")
    with pytest.raises(ValidationError, match="A source that it cites names again"):
        publish(agreement, by=None)


def test_a_namesake_that_staff_keep_in_the_other_source_is_published(admin_client):
    redacted(PRINTED)
    agreement, source = citing_anew(
        address="https://press.example/2",
        publisher="The Press",
        published_on="2024-05-03",
        title=f"{NAME} of Beta",
    )
    address = f"{ADD}?again=agreements.agreement%23{agreement.pk}"
    page = admin_client.get(address).content.decode()

    assert confirm(admin_client, page, address=address, ticked=[]).status_code == 302

    publish(agreement, by=None)
    assert f"{NAME} of Beta" in Entry.objects.get(ref="A1").body
    before = source.title
    assert apply_log().places == 0
    source.refresh_from_db()
    assert source.title == before
    [first] = [rule for rule in RedactionRule.objects.order_by("pk") if rule.subject.startswith("sources")][
        :1
    ]
    assert first.digests, "the first source keeps its rule"


# Records


DRAFTS = {
    "organizations": {"id": "draft", "name": "Institute", "purpose": {"en": f"Founded by {NAME}."}},
    "people": {"id": "draft", "name": "Ann Other", "names": [{"text": NAME, "language": "en"}]},
    "agreements": {"id": "draft", "texts": [{"language": "en", "title": "Memo", "summary": f"By {NAME}."}]},
    "activities": {"id": "draft", "texts": [{"language": "en", "title": "Visit", "summary": f"Of {NAME}."}]},
    "topics": {"id": "draft", "names": {"en": f"Works of {NAME}", "ko": "작품"}},
    "collections": {"id": "draft", "names": {"en": f"Life of {NAME}", "ko": "생애"}},
}


def draft(kind, **values):
    return {kind: [DRAFTS[kind] | values]}


def test_every_kind_of_record_is_tried():
    assert set(DRAFTS) == set(RECORD_KINDS)


@pytest.mark.parametrize("kind", DRAFTS)
@pytest.mark.parametrize("publishes", [False, pytest.param(True, marks=pytest.mark.long)])
def test_a_draft_that_was_deleted_is_refused_under_its_id(kind, publishes):
    bring(draft(kind), publishes=False)
    redact(NAME, ticked=plan(NAME).all_ids())
    MODELS[kind].objects.all().delete()

    with pytest.raises(ImportFailed, match="It names again what was redacted here"):
        bring(draft(kind), publishes=publishes)

    assert not MODELS[kind].objects.exists()
    bring(draft(kind, id="another"), publishes=publishes)


def test_a_draft_without_identifier_is_known_by_the_id_that_an_export_gave_it():
    agreement = make.AgreementFactory(titled=True)
    agreement.texts.update(summary=f"By {NAME}.")
    before = json.loads(exported())
    redact(NAME)
    agreement.delete()

    with pytest.raises(ImportFailed, match="redacted"):
        import_to_desk([before], by=None)


def test_a_draft_that_was_published_in_the_meantime_is_known():
    bring(draft("agreements"), publishes=False)
    redact(NAME)
    publish(Agreement.objects.get(), by=None)

    with pytest.raises(ImportFailed, match="redacted"):
        bring(draft("agreements"), update=True)


def test_a_merged_record_is_refused_under_its_id():
    bring(draft("agreements"), draft("agreements", id="other", texts=[{"language": "en", "title": "Other"}]))
    redact(NAME)
    first, other = Agreement.objects.order_by("pk")
    merge(first, into=other, by=None)

    with pytest.raises(ImportFailed, match="redacted"):
        bring(draft("agreements"), update=True)


def test_a_name_that_staff_keep_in_the_record_that_came_anew_stays(admin_client):
    bring(draft("agreements"), publishes=False)
    redact(NAME)
    Agreement.objects.all().delete()
    bring(draft("agreements", texts=[{"language": "en", "title": "Memo"}]))
    agreement = Agreement.objects.get()
    agreement.texts.update(summary=f"Of {NAME}, Beta.")
    with pytest.raises(ValidationError, match="redacted"):
        publish(agreement, by=None)
    address = f"{ADD}?again={agreement.ref}"
    page = admin_client.get(address).content.decode()

    assert confirm(admin_client, page, address=address, ticked=[]).status_code == 302

    publish(agreement, by=None)
    assert apply_log().places == 0
    assert agreement.texts.get().summary == f"Of {NAME}, Beta."
    assert not [place for place in plan_again(Subject(agreement.ref)).places if place.is_ticked]


# After a restore


def test_the_log_finds_a_draft_that_was_imported_anew_and_deleted_ones_stay_known():
    bring(draft("agreements"), file(SOURCE), publishes=False)
    redact(NAME)
    kept = log.log_as_json()
    RedactionRule.objects.all().delete()
    Agreement.objects.all().delete()
    Organization.objects.all().delete()
    Source.objects.all().delete()
    bring(draft("agreements"), publishes=False)

    log.read_log(kept)
    applied = apply_log()

    assert applied.places == 1
    assert Agreement.objects.get().texts.get().summary == "By [redacted]."
    assert {name.partition("#")[0] for name in applied.missing} == {
        "organizations.organization",
        "sources.source",
    }
    assert apply_log().places == 0
    with pytest.raises(ImportFailed, match="redacted"):
        bring(file(SOURCE))
    with pytest.raises(ImportFailed, match="redacted"):
        bring(draft("agreements"), update=True)


def test_the_log_names_a_source_that_was_imported_anew_for_people_to_judge():
    bring(file(SOURCE), publishes=False)
    redact(NAME)
    kept = log.log_as_json()
    RedactionRule.objects.all().delete()
    Source.objects.all().update(title="Interview", address="")
    bring(file(SOURCE, "again"), publishes=False)
    source = Source.objects.get(address=SOURCE["address"])

    log.read_log(kept)
    applied = apply_log()

    assert (applied.places, applied.unsure) == (0, [f"sources.source/{source.pk}/title"])
    with pytest.raises(ValidationError, match="A source that it cites names again"):
        publish(Organization.objects.get(external_id="again"), by=None)


def test_identities_are_in_the_log_as_hashes_only():
    redacted(SOURCE)
    redact("Institute")

    text = log.log_as_json()

    for word in ("press", "example", "old", "draft"):
        assert word not in text.casefold().replace('"kept"', "")
