"""One record of each kind with everything in it, no two values alike, published with what links to it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import connection

from register.models import Entry, Version
from register.publishing import publish, withdraw
from tests import factories as make
from tests.pages.outlines.agreement_canaries import agreement_canaries
from tests.pages.outlines.values import Values


@dataclass
class Canaries:
    """The records by name; the page of each is outlined."""

    older: object
    newer: object
    instrument: object
    ended: object
    programme: object
    dialogue: object
    existence: object
    withdrawn: object
    organization: object
    concerned: object
    funder: object
    dissolved: object
    unit: object
    person: object
    activity: object
    planned: object
    topic: object
    collection: object
    day_before_signing: date


def publish_canaries() -> Canaries:
    """Everything once; then some of it again, with differences of each sort and a note."""
    values = Values()
    organizations = _organizations(values)
    person = _person(values, organizations["alpha"])
    topics = _topics(values)
    agreements = agreement_canaries(values, organizations, person, topics)
    activities = _activities(values, organizations, person, topics, agreements)
    collections = _collections(values, agreements, activities)
    signed = agreements["instrument"].milestones.filter(kind="signed").first()
    records = Canaries(
        **agreements,
        **activities,
        organization=organizations["alpha"],
        concerned=organizations["founder"],
        funder=organizations["funder"],
        dissolved=organizations["former"],
        unit=organizations["unit"],
        person=person,
        topic=topics[1],
        collection=collections[0],
        day_before_signing=signed.on_earliest - timedelta(days=1),
    )
    publish(
        *organizations.values(), person, *topics, *agreements.values(), *activities.values(), *collections,
        by=None, note="First note q1q",
    )  # fmt: skip
    _date_versions(2014, 3, 4)
    _edit(values, records)
    publish(records.instrument, records.organization, by=None, note="Second note q2q")
    withdraw(
        records.withdrawn, by=None, reason={"en": "Reason q3q en", "ko": "Reason q4q ko"}, note="Note q5q"
    )
    _date_versions(2015, 6, 7)
    return records


def _date_versions(*day: int) -> None:
    """What was published just now was published on that day; the database refuses it outside of tests."""
    moment, noon = datetime(2020, 1, 1, tzinfo=UTC), datetime(*day, 12, tzinfo=UTC)
    new = Version.objects.filter(published_at__gt=moment)
    refs = set(new.values_list("ref", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # no triggers
        new.update(published_at=noon)
        Entry.objects.filter(ref__in=refs).update(published_at=noon)
        cursor.execute("SET LOCAL session_replication_role = origin")


def _organizations(values) -> dict:
    fill = values.filled
    institution = fill(make.OrganizationFactory, kind="university")
    unit = fill(make.OrganizationFactory, kind="unit", parent=institution, qualifier="", dissolved_on="")
    founder, funder = (fill(make.OrganizationFactory, dissolved_on="") for _ in range(2))
    former = fill(make.OrganizationFactory, kind="agency")
    alpha = fill(make.OrganizationFactory, kind="ministry", parent=institution, dissolved_on="")
    for kind, language in (("official", "ko"), ("acronym", "en"), ("former", "mt"), ("alias", "ps")):
        fill(make.OrganizationNameFactory, organization=alpha, kind=kind, language=language)
    fill(make.OrganizationIdentifierFactory, organization=alpha, scheme="wikidata", value="Q90001")
    fill(make.OrganizationIdentifierFactory, organization=alpha, scheme="national", value="Value q6q")
    for kind, other in (("succeeds", former), ("founded_by", founder), ("funded_by", funder),
                        ("member_of", institution)):  # fmt: skip
        fill(make.OrganizationRelationFactory, organization=alpha, other=other, kind=kind)
    fill(make.OrganizationRelationFactory, organization=funder, other=alpha, kind="member_of")
    fill(make.LocationFactory, organization=alpha, role="regional_office")
    fill(make.LocationFactory, organization=alpha, role="branch")
    stated = fill(make.SourceFactory, kind="gazette", archived_copy=values.file(), is_cleared=True)
    inferred = fill(make.SourceFactory, kind="report")
    facts = ["founded_on", "website", f"names/{alpha.names.first().key}"]
    fill(make.OrganizationCitationFactory, organization=alpha, source=stated, facts=facts)
    fill(
        make.OrganizationCitationFactory,
        organization=alpha,
        source=inferred,
        facts=["purpose"],
        basis="inferred",
    )
    return {
        "alpha": alpha,
        "unit": unit,
        "funder": funder,
        "founder": founder,
        "former": former,
        "institution": institution,
    }


def _person(values, organization):
    fill = values.filled
    person = fill(make.PersonFactory)
    fill(make.PersonNameFactory, person=person, language="ko", kind="main")
    fill(make.PersonNameFactory, person=person, kind="romanized")
    fill(make.PersonIdentifierFactory, person=person, scheme="wikidata", value="Q90003")
    position = fill(make.PositionFactory, person=person, organization=organization)
    fill(make.PositionFactory, person=person, organization=organization, held_until="", post_by_language={})
    source = fill(make.SourceFactory, kind="news", archived_copy=values.file(), is_cleared=True)
    fill(
        make.PersonCitationFactory, person=person, source=source, facts=[f"positions/{position.key}", "name"]
    )
    return person


def _topics(values) -> list:
    wide = values.filled(make.TopicFactory)
    topic = values.filled(make.TopicFactory, parent=wide)
    return [wide, topic, values.filled(make.TopicFactory, parent=topic)]


def _collections(values, agreements, activities) -> list:
    """One with everything, and one of two records that are in the first as well."""
    whole, other = values.filled(make.CollectionFactory), values.filled(make.CollectionFactory)
    items = [
        agreements["instrument"],
        agreements["withdrawn"],
        activities["activity"],
        agreements["programme"],
    ]
    for place, record in enumerate(items):
        it = {"agreement": None, "activity": None, record._meta.model_name: record, "position": place}
        values.filled(make.CollectionItemFactory, collection=whole, **it)
        if place % 2 == 0:
            make.CollectionItemFactory(collection=other, **it)
    return [whole, other]


def _activities(values, organizations, person, topics, agreements) -> dict:
    fill = values.filled
    activity = fill(make.ActivityFactory, kind="dialogue_session", series=agreements["dialogue"])
    part = {"activity": activity}
    activity.topics.add(topics[1])
    for language in ("en", "ko"):
        fill(make.ActivityTextFactory, **part, language=language)
    for role, name in (("announced_at", "instrument"), ("held_under", "programme"), ("discussed", "ended")):
        fill(make.ActivityAgreementFactory, **part, agreement=agreements[name], role=role, stub={})
    fill(make.ActivityAgreementFactory, **part, agreement=None, role="led_to")
    fill(make.AttendanceFactory, **part, person=person, organization=organizations["alpha"], role="led")
    fill(
        make.AttendanceFactory,
        **part,
        person=person,
        organization=organizations["funder"],
        role="spoke_for",
        side="",
    )
    fill(make.AttendanceFactory, **part, organization=organizations["founder"], role="delegate", side="",
         name_as_written="")  # fmt: skip
    outcome = fill(make.OutcomeFactory, **part, strength="reaffirmed")
    outcome.organizations.add(organizations["founder"])
    outcome.agreements.add(agreements["instrument"])
    outcome.topics.add(topics[1])
    stated = fill(make.SourceFactory, kind="web_page", archived_copy=values.file(), is_cleared=True)
    inferred = fill(make.SourceFactory, kind="register")
    fill(make.ActivityCitationFactory, **part, source=stated, facts=["on", f"outcomes/{outcome.key}"])
    fill(
        make.ActivityCitationFactory,
        **part,
        source=inferred,
        facts=["places", "date_wording"],
        basis="inferred",
    )
    planned = fill(make.ActivityFactory, kind="ceremony", state="planned", ordinal=None)
    fill(make.ActivityTextFactory, activity=planned, language="en", is_working_title=True)
    fill(
        make.ActivityAgreementFactory,
        activity=planned,
        agreement=agreements["instrument"],
        role="signed_at",
        stub={},
    )
    return {"activity": activity, "planned": planned}


def _edit(values, records) -> None:
    """A difference of each sort: a value that changed, came or went, a part, the order of parts, a long text."""
    agreement, organization = records.instrument, records.organization
    agreement.occasion, agreement.review_interval, agreement.form = {}, "P777D", "plan"
    agreement.background["en"] = agreement.background["en"].replace("worked", "acted")
    agreement.save()
    agreement.topics.set([records.topic, records.topic.parent])
    signed, reviewed = (agreement.milestones.filter(kind=kind).first() for kind in ("signed", "reviewed"))
    signed.legal_basis, signed.by_body, signed.by_body_as_written = (
        values.text("legal_basis"),
        records.dissolved,
        "",
    )
    signed.save()
    reviewed.places = [values.place()]
    reviewed.save()
    result = agreement.results.get()
    result.as_of = ""
    result.save()
    agreement.identifiers.all().delete()
    values.filled(make.AgreementIdentifierFactory, agreement=agreement)
    first, last = agreement.involvements.first(), agreement.involvements.last()
    first.position, last.position = 9, 0
    first.save()
    last.save()
    organization.purpose, organization.website = {"en": values.text("purpose")}, ""
    organization.save()
