"""A record of each kind with a value of its own in every member that a list takes away, and the agreements it needs.

Every day is a day of its own, every word says what it is: a cell that holds the wrong one shows it.
"""

from datetime import UTC, datetime

import time_machine
from django.db import connection

from register.models import Entry, Version
from register.publishing import publish
from tests import factories as make

TODAY = "2026-02-10T16:30:00Z"  # in Seoul the eleventh has begun
ZONE = "Asia/Seoul"
# Of each record the instant of its version, in the last hours of a day in UTC: in Seoul it is the next day.
PUBLISHED = {
    "O1": "2026-01-01T15:01:02Z",
    "O2": "2026-01-02T15:02:03Z",
    "O3": "2026-01-03T15:03:04Z",
    "O4": "2026-01-04T15:04:05Z",
    "P1": "2026-01-05T15:05:06Z",
    "T1": "2026-01-06T15:06:07Z",
    "T2": "2026-01-07T15:07:08Z",
    "A1": "2026-01-08T15:08:09Z",
    "A2": "2026-01-09T15:09:10Z",
    "A3": "2026-01-10T15:10:11Z",
    "A4": "2026-01-11T15:11:12Z",
    "A5": "2026-01-14T15:14:15Z",
    "A6": "2026-01-15T15:15:16Z",
    "A7": "2026-01-16T15:16:17Z",
    "E1": "2026-01-12T15:12:13Z",
    "E2": "2026-01-13T15:13:14Z",
    "C1": "2026-01-17T15:17:18Z",
}


def publish_full_records() -> None:
    """O1 to O4, P1, T1, T2, A1 to A7, E1, E2, C1; A1, O1, P1, E1 and C1 have everything. A1 has two versions."""
    organizations = _organizations()
    person = _person(organizations)
    topics = [
        make.TopicFactory(names={"en": "Topic one", "ko": "주제 하나"}),
        make.TopicFactory(names={"en": "Topic two", "ko": "주제 둘"}),
    ]
    topics[1].parent = topics[0]
    topics[1].save()
    dialogue = make.AgreementFactory(nature="dialogue", form="")
    full, *others = _agreements(organizations, person, topics, dialogue)
    activities = _activities(organizations, person, topics, full, dialogue)
    collection = make.CollectionFactory(
        names={"en": "Collection name", "ko": "모음 이름"},
        description={"en": "Collection description", "ko": "모음 설명"},
    )
    comment = {"en": "Comment on A1", "ko": "A1 설명"}
    of_it = {"collection": collection}
    make.CollectionItemFactory(**of_it, agreement=full, comment=comment, key="ccccc2")
    make.CollectionItemFactory(**of_it, agreement=None, activity=activities[0], position=1, key="ccccc3")
    for records in (organizations, [person], topics, [full, dialogue, *others], activities, [collection]):
        publish(*records, by=None)
    full.form_as_written = "Form as written"
    full.save()
    publish(full, by=None, note="Note of version 2.")
    _date_versions()


def _date_versions() -> None:
    """Put the instants of `PUBLISHED` where the clock of the database has been, past the trigger that forbids it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for ref, instant in PUBLISHED.items():
            at = datetime.fromisoformat(instant)
            Version.objects.filter(ref=ref).update(published_at=at)
            Entry.objects.filter(ref=ref).update(published_at=at)
        Version.objects.filter(ref="A1", number=1).update(published_at=datetime(2025, 12, 1, tzinfo=UTC))
        cursor.execute("SET LOCAL session_replication_role = origin")


def _organizations() -> list:
    parent = make.OrganizationFactory(name="Parent name", kind="ministry", country="FR")
    full = make.OrganizationFactory(
        name="Alpha name",
        qualifier="Alpha qualifier",
        kind="university",
        country="KR",
        parent=parent,
        website="https://alpha.example/",
        founded_on="1901-01-02",
        dissolved_on="2099-03-04",
        purpose={"en": "Alpha purpose", "ko": "알파 목적"},
    )
    for values in (
        {"text": "알파 이름", "language": "ko", "kind": "official", "valid_from": "1902-01-03"},
        {"text": "ALP", "language": "en", "kind": "acronym", "valid_from": "1903-01-04"},
        {"text": "Alpha alias", "language": "en", "kind": "alias", "valid_until": "1904-01-05"},
        {"text": "Alpha former", "language": "en", "kind": "former", "valid_until": "1905-01-06"},
        {"text": "Alpha romanized", "language": "ko-Latn", "kind": "romanized"},
    ):
        make.OrganizationNameFactory(organization=full, **values)
    for scheme, value in (("ror", "02mhbdp94"), ("wikidata", "Q11"), ("national", "NAT-12")):
        make.OrganizationIdentifierFactory(organization=full, scheme=scheme, value=value)
    make.LocationFactory(organization=full, place="Daejeon", country="KR", role="headquarters")
    make.OrganizationCitationFactory(organization=full, source=_source("organization", 1))
    planned = make.OrganizationFactory(
        name="Beta name", kind="agency", country="GB", is_planned=True, founded_on="2030-05-06"
    )
    funder = make.OrganizationFactory(name="Gamma name", kind="fund", country="JP")
    make.OrganizationNameFactory(organization=funder, text="감마 이름", language="ko", kind="official")
    return [full, planned, funder, parent]


def _person(organizations):
    person = make.PersonFactory(name="Person name")
    make.PersonNameFactory(person=person, text="사람 이름", language="ko")
    make.PersonNameFactory(person=person, text="Person alias", language="en", kind="also")
    make.PersonIdentifierFactory(person=person, scheme="wikidata", value="Q21")
    make.PositionFactory(
        person=person, key="q1", organization=organizations[0], organization_as_written="Alpha as employer",
        post="First post", post_by_language={"en": "First post", "ko": "첫째 직위"},
        held_from="1995-02-01", held_until="1999-02-02",
    )  # fmt: skip
    make.PositionFactory(person=person, key="q2", organization=organizations[2], post="Second post")
    make.PersonCitationFactory(person=person, source=_source("person", 2))
    return person


def _source(name: str, number: int):
    return make.SourceFactory(
        title=f"Source of the {name}", publisher=f"Publisher of the {name}", author=f"Author of the {name}",
        issuer=f"Issuer of the {name}", kind="news", language="fr", address=f"https://source.example/{name}",
        published_on=f"2025-01-0{number}", retrieved_on=f"2025-02-0{number}",
    )  # fmt: skip


def _agreements(organizations, person, topics, dialogue) -> list:
    alpha, beta, gamma, parent = organizations
    older = make.AgreementFactory(nature="instrument", form="mou")
    make.AgreementTextFactory(agreement=older, title="Older title", summary="Older summary")
    make.InvolvementFactory(agreement=older, key="m1", organization=beta)
    make.MilestoneFactory(agreement=older, key="m2", kind="signed", on="2009-09-09")
    make.MilestoneFactory(agreement=older, key="m3", kind="takes_effect", on="2009-10-10")
    make.MilestoneFactory(agreement=older, key="m4", kind="expired", on="2012-12-12")
    make.MilestoneFactory(agreement=older, key="m5", kind="renewed", on="2014-04-14")
    hazy = make.AgreementFactory(nature="programme", form="")
    make.AgreementTextFactory(agreement=hazy, language="ko", title="흐린 사업", summary="흐린 요약")
    make.InvolvementFactory(agreement=hazy, key="m6", organization=gamma)
    make.MilestoneFactory(agreement=hazy, key="m7", kind="launched", on="2019-11~")
    make.TermFactory(agreement=hazy, key="m8", length="", renewal="indefinite")
    _dialogue(dialogue, alpha, gamma, topics)
    full = _full_agreement(alpha, beta, gamma, parent, person, topics, older)
    return [full, older, hazy, *_agreements_by_term(beta)]


def _dialogue(dialogue, alpha, gamma, topics) -> None:
    make.AgreementTextFactory(agreement=dialogue, title="Dialogue title", summary="Dialogue summary")
    make.AgreementTextFactory(agreement=dialogue, language="ko", title="대화 제목", summary="대화 요약")
    for key, organization in (("n1", alpha), ("n2", gamma)):
        make.InvolvementFactory(agreement=dialogue, key=key, organization=organization)
    make.MilestoneFactory(agreement=dialogue, key="m10", kind="launched", on="2018-08-08")
    dialogue.topics.add(topics[1])


def _agreements_by_term(party) -> list:
    """One that goes on with a review, one that renews itself, and one of which only the months are known."""
    reviewed = make.AgreementFactory(form="arrangement", bindingness="non_binding")
    make.AgreementTextFactory(agreement=reviewed, title="Reviewed title", summary="Reviewed summary")
    make.InvolvementFactory(agreement=reviewed, key="p1", organization=party)
    make.MilestoneFactory(
        agreement=reviewed, key="p2", kind="signed", on="2021-04-05", effective_on="2021-05-06"
    )
    make.MilestoneFactory(agreement=reviewed, key="p3", kind="amended", on="2026-09-09", is_planned=True)
    make.TermFactory(agreement=reviewed, key="p4", starts_with="signature", length="P2Y", renewal="evergreen")
    renewed = make.AgreementFactory(form="contract")
    make.AgreementTextFactory(agreement=renewed, title="Renewed title", summary="Renewed summary")
    make.InvolvementFactory(agreement=renewed, key="p5", organization=party)
    make.MilestoneFactory(agreement=renewed, key="p6", kind="signed", on="2022-06-07")
    make.TermFactory(
        agreement=renewed, key="p7", starts_with="signature", length="P3Y", renewal="automatic", renewal_length="P5Y",
        non_renewal_notice="P2M",
    )  # fmt: skip
    vague = make.AgreementFactory(form="plan")
    make.AgreementTextFactory(agreement=vague, title="Vague title", summary="Vague summary")
    make.InvolvementFactory(agreement=vague, key="p8", organization=party)
    make.MilestoneFactory(agreement=vague, key="p9", kind="signed", on="2016-03")
    make.TermFactory(agreement=vague, key="pt", starts_with="signature", length="P3Y", renewal="fixed")
    return [reviewed, renewed, vague]


def _full_agreement(alpha, beta, gamma, parent, person, topics, older):
    agreement = make.AgreementFactory(
        form="treaty", form_as_written="To be changed", ordinal=7, bindingness="binding",
        occasion={"en": "Occasion", "ko": "계기"}, background={"en": "Background", "ko": "배경"},
        languages=["en", "ko", "fr"], prevailing_language="fr", termination_notice="P6M", review_interval="P4Y",
    )  # fmt: skip
    make.AgreementTextFactory(agreement=agreement, title="Agreement title", summary="Agreement summary")
    make.AgreementTextFactory(agreement=agreement, language="ko", title="협정 제목", summary="협정 요약")
    make.AgreementTextFactory(agreement=agreement, language="fr", title="Titre", summary="Résumé")
    make.AgreementIdentifierFactory(agreement=agreement, scheme="UNTS", value="I-31")
    make.AgreementIdentifierFactory(agreement=agreement, scheme="Alpha file", value="F-32")
    parties = _parties(agreement, alpha, beta, gamma, person)
    signed = _milestones(agreement, parties, parent)
    make.TermFactory(
        agreement=agreement, key="kt", starts_on="2020-03-04", length="", until="2027-07-07", renewal="fixed",
        wording="Term in words", milestone=signed,
    )  # fmt: skip
    make.SignatoryFactory(
        agreement=agreement, key="ks", involvement=parties[0], milestone=signed, person=person,
        name_as_written="Person as signatory", post_as_written="Signatory post",
    )  # fmt: skip
    make.AgreementRelationFactory(agreement=agreement, key="kr", older=older, kind="based_on")
    make.DocumentFactory(
        agreement=agreement, title="Document title", language="ko", address="https://document.example/text.pdf",
        media_type="application/pdf", pages=9, sha256="d" * 64, authenticity="authentic",
    )  # fmt: skip
    make.AgreementCitationFactory(agreement=agreement, source=_source("agreement", 3))
    agreement.topics.add(*topics)
    return agreement


def _parties(agreement, alpha, beta, gamma, person) -> list:
    return [
        make.InvolvementFactory(
            agreement=agreement, key="ka", organization=alpha, name_as_written="Alpha as party", side="Side A",
            unit="Unit A", role="party",
        ),
        make.InvolvementFactory(
            agreement=agreement, key="kb", organization=beta, role="party", side="Side B", unit="Unit B",
        ),
        make.InvolvementFactory(agreement=agreement, key="kc", organization=gamma, role="funder", side="Side C"),
        make.InvolvementFactory(
            agreement=agreement, key="kd", organization=None, person=person, name_as_written="Person as depositary",
            role="depositary",
        ),
        make.InvolvementFactory(
            agreement=agreement, key="ke", organization=None, name_as_written="Hosts in words", count=41, role="host",
            country="MX",
        ),
    ]  # fmt: skip


def _milestones(agreement, parties, parent):
    places = [{"city": "Geneva", "country": "CH", "venue": "Palace", "is_online": False}]
    make.MilestoneFactory(agreement=agreement, key="k1", kind="negotiated", on="2019-12-01")
    make.MilestoneFactory(
        agreement=agreement, key="k2", kind="signed", on="2020-01-01", involvement=parties[0]
    )
    last = make.MilestoneFactory(
        agreement=agreement, key="k3", kind="signed", on="2020-02-02", involvement=parties[1], places=places,
        wording="Words of the act", legal_basis="Legal basis",
    )  # fmt: skip
    make.MilestoneFactory(agreement=agreement, key="k4", kind="takes_effect", on="2020-03-03", by_body=parent)
    make.MilestoneFactory(agreement=agreement, key="k5", kind="registered", on="2020-05-05")
    return last


def _activities(organizations, person, topics, agreement, dialogue) -> list:
    alpha, beta, gamma, _parent = organizations
    full = make.ActivityFactory(
        kind="meeting", state="planned", series=dialogue, ordinal=3, on="2026-02-20", until="2026-02-22",
        date_wording="Words of the date",
        places=[
            {"city": "Seoul", "country": "KR", "venue": "Venue one", "is_online": False},
            {"city": "Lisbon", "country": "PT", "venue": "", "is_online": False},
            {"city": "", "country": "", "venue": "", "is_online": True},
        ],
    )  # fmt: skip
    make.ActivityTextFactory(activity=full, title="Activity title", summary="Activity summary")
    make.ActivityTextFactory(activity=full, language="ko", title="활동 제목", summary="활동 요약")
    make.ActivityAgreementFactory(activity=full, key="kg", agreement=agreement, role="reviewed")
    make.ActivityAgreementFactory(activity=full, key="kh", agreement=None, stub={"en": "Agreement in words"})
    make.AttendanceFactory(
        activity=full, key="ki", organization=beta, organization_as_written="Beta as attendant", side="Side D",
        person=person, name_as_written="Person as attendant", post_as_written="Attendant post", role="delegate",
    )  # fmt: skip
    make.AttendanceFactory(activity=full, key="kj", organization=gamma)
    outcome = make.OutcomeFactory(activity=full, key="kk")
    outcome.organizations.add(alpha)
    make.ActivityCitationFactory(activity=full, source=_source("activity", 4))
    full.topics.add(*topics)
    cancelled = make.ActivityFactory(kind="project", state="cancelled", on="2026-04", places=[])
    make.ActivityTextFactory(activity=cancelled, title="Project title", summary="Project summary")
    return [full, cancelled]


def at_its_day():
    """The clock stands still at `TODAY`."""
    return time_machine.travel(TODAY, tick=False)
