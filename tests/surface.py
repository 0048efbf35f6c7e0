"""Every public address, with an example; and a world to ask them in: what is public, and what is hidden beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from register.desk_changes import refresh_edited_marks
from register.models import Entry
from register.publishing import publish, withdraw
from register.roles import grant_register_access
from tests import factories as make
from tests.attachments import pdf, upload
from tests.program_role import under_role

KINDS = {
    "agreements": "A1",
    "organizations": "O1",
    "people": "P1",
    "activities": "E1",
    "topics": "T1",
    "collections": "C1",
}

# What each route is asked with. A new route must be added here: test_leaks.py says which is missing.
EXAMPLES: dict[str, list[str]] = {
    "robots.txt": ["/robots.txt"],
    "favicon.ico": ["/favicon.ico"],
    "healthz": ["/healthz"],
    "": ["/"],
    "search": [
        "/search",
        "/search?q=canary",
        "/search?q=memorandum",
        "/search?q=canaary+institut",
        "/search?q=A3",
        "/search?q=we+agree",  # words of a document
        "/search?q=%EA%B8%B0%EA%B4%80",
    ],
    "search/suggestions": [
        f"/search/suggestions{query}" for query in ("", "?q=canary", "?q=memo", "?q=%EA%B8%B0%EA%B4%80")
    ],
    "search.atom": ["/search.atom?q=canary", "/search.atom?q=memorandum&kind=agreement", "/search.atom"],
    "search.csv": ["/search.csv?q=canary", "/search.csv?q=%EA%B8%B0%EA%B4%80", "/search.csv?kind=agreement"],
    "agreements/<ref:ref>/compare": [
        f"/agreements/{asked}"
        for asked in ("A1/compare", "A1/compare?with=A2", "A1/compare?with=A99", "A99/compare")
    ],
    "countries/": ["/countries/"],
    "countries/<slug:code>": [f"/countries/{code}" for code in ("KR", "FR", "kr", "ZZ", "SU")],
    "countries/<slug:code>/<slug:other>": [
        *(f"/countries/{pair}" for pair in ("GB/KR", "KR/GB", "FR/KR", "KR/KR", "KR/ZZ")),
        *(f"/countries/GB/KR?{asked}" for asked in ("on=2021-01-01", "on=2021", "no=2021-01-01")),
    ],
    "statistics/": [
        f"/statistics/{query}"
        for query in ("", "?q=canary", "?country=KR&form=mou", "?on=2021-01-01", "?on=soon")
    ],
    "statistics/<slug:name>.csv": ["/statistics/signed.csv", "/statistics/endings.csv?q=canary"],
    "statistics/<slug:name>.svg": ["/statistics/countries.svg", "/statistics/nothing.svg"],
    "statistics/<slug:name>.png": ["/statistics/countries.png", "/statistics/nothing.png"],
    "statistics/<slug:name>/embed": [
        "/statistics/organizations/embed",
        "/statistics/topics/embed?country=KR",
    ],
    "about": ["/about"],
    **{
        f"about/{page}": [f"/about/{page}"]
        for page in ("glossary", "privacy", "accessibility", "imprint", "data")
    },
    ".well-known/security.txt": ["/.well-known/security.txt"],
    "logo-<slug:sha256>.png": ["/logo-0.png"],
    "accent-<slug:digits>.css": ["/accent-7a1f3d.css", "/accent-ffffff.css"],
    "about/api": ["/about/api"],
    ".well-known/api-catalog": ["/.well-known/api-catalog"],
    "about/components": ["/about/components"],
    "about/problems/": ["/about/problems/"],
    "about/problems/<slug:code>": ["/about/problems/withdrawn", "/about/problems/nothing"],
    "changes.atom": ["/changes.atom"],
    "data/manifest.json": ["/data/manifest.json"],  # no dump is made in the world of this test
    "data/<str:name>": ["/data/agreements.jsonl"],
    "reconcile": [
        "/reconcile",
        "/reconcile?queries=%7B%22q%22:%7B%22query%22:%22canary%22%7D%7D",
        "/reconcile?queries=%7B%22q%22:%7B%22query%22:%22Institute%22%7D,%22r%22:%7B%22query%22:%22A3%22%7D%7D",
        "/reconcile?extend=%7B%22ids%22:%5B%22A1%22,%22A3%22%5D,%22properties%22:%5B%7B%22id%22:%22party%22%7D%5D%7D",
    ],
    "reconcile/": ["/reconcile/"],
    "reconcile/suggest/entity": [
        "/reconcile/suggest/entity?prefix=canary",
        "/reconcile/suggest/entity?prefix=mem",
    ],
    "reconcile/suggest/type": ["/reconcile/suggest/type?prefix=uni"],
    "reconcile/suggest/property": ["/reconcile/suggest/property?prefix=cou"],
    "reconcile/properties": ["/reconcile/properties?type=agreement"],
    "reconcile/features/<str:name>": ["/reconcile/features/name_exact", "/reconcile/features/luck"],
    "reconcile/preview/<ref:ref>": [f"/reconcile/preview/{ref}" for ref in ("A1", "O1", "P1", "A3", "A9999")],
    "reconcile/records/<ref:ref>": ["/reconcile/records/A1", "/reconcile/records/A9999"],
    "sitemap.xml": ["/sitemap.xml"],
    "sitemap-pages.xml": ["/sitemap-pages.xml"],
    "sitemap-<slug:kind>-<int:part>.xml": ["/sitemap-agreements-0.xml", "/sitemap-pacts-0.xml"],
    "report/<ref:ref>/": ["/report/A1/", "/report/P1/", "/report/A3/", "/report/A9999/"],
    "report/<ref:ref>/sent": ["/report/A1/sent", "/report/A9999/sent"],
    "follow/search": [
        "/follow/search?q=canary",
        "/follow/search?q=memorandum&kind=agreement",
        "/follow/search",
    ],
    "follow/sent": ["/follow/sent"],
    "follow/<ref:ref>": ["/follow/A1", "/follow/O1", "/follow/P1", "/follow/A3", "/follow/A9999"],
    "follow/<ref:ref>.atom": ["/follow/A1.atom", "/follow/O1.atom", "/follow/T1.atom", "/follow/A3.atom"],
    "follow/<slug:plural>/": [
        "/follow/agreements/",
        "/follow/agreements/?q=canary&party=O1",
        "/follow/topics/",
        "/follow/pacts/",
    ],
    "api/v1/": ["/api/v1/"],
    "api/v1/deadlines/": ["/api/v1/deadlines/", "/api/v1/deadlines/?after=2020-01-01&q=canary"],
    "api/v1/suggestions/": [
        f"/api/v1/suggestions/?q={typed}"
        for typed in ("canary", "canaary+institut", "memo", "%EA%B8%B0%EA%B4%80")
    ],
    "api/v1/changes/": ["/api/v1/changes/", "/api/v1/changes/?after=3&limit=2"],
    "api/v1/vocabularies/": ["/api/v1/vocabularies/"],
    "api/v1/vocabularies/<slug:name>": ["/api/v1/vocabularies/form"],
    "api/v1/problems/": ["/api/v1/problems/"],
    "api/v1/problems/<slug:code>": ["/api/v1/problems/not_found"],
    "api/v1/schema": ["/api/v1/schema"],
    "api/v1/^(?P<path>.+)$": ["/api/v1/nothing"],
    "api/v1/me": ["/api/v1/me"],
    "api/v1/me/keys/": ["/api/v1/me/keys/"],
    "api/v1/me/keys/<slug:id>": ["/api/v1/me/keys/abcdefghijkl"],
    "api/v1/me/webhooks/": ["/api/v1/me/webhooks/"],
    "api/v1/me/webhooks/<int:id>": ["/api/v1/me/webhooks/1"],
    "api/v1/me/webhooks/<int:id>/rotate": ["/api/v1/me/webhooks/1/rotate"],
    "api/v1/me/webhooks/<int:id>/test": ["/api/v1/me/webhooks/1/test"],
    "api/v1/me/webhooks/<int:id>/deliveries/": ["/api/v1/me/webhooks/1/deliveries/"],
    "api/v1/me/webhooks/<int:id>/deliveries/<int:delivery>/redeliver": [
        "/api/v1/me/webhooks/1/deliveries/1/redeliver"
    ],
    "^(?P<prefix>[a-z]+)/(?P<ref>[A-Za-z][1-9][0-9]{0,9})(?P<rest>(/.*)?)$": [
        "/agreements/a1",
        "/people/P9999/",
    ],
    "^api(?P<path>/.*)?$": ["/api", "/api/", "/api/v2/agreements/"],
}
FILTERED = {
    "agreements": [
        "?q=canary", "?q=Memorandum", "?nature=instrument", "?form=mou", "?state=in_force", "?country=KR", "?party=O1",
        "?person=P1", "?topic=T1", "?on=2021-01-01&state=in_force", "?ordering=title", "?page=2", "?ref=A1,A2,A9",
        "?party=O99", "?year=2020s&more=party&country=KR", "?q=canaary+institut", "?q=-memorandum", "?ordering=ends",
    ],
    "organizations": ["?q=canary", "?q=canaary+institut", "?country=KR", "?ordering=title", "?ref=O1,O99"],
    "people": ["?q=canary", "?party=O1"],
    "activities": ["?q=canary", "?agreement=A1", "?state=held"],
    "topics": ["?q=canary", "?q=canaary", "?on=2021-01-01", "?ordering=title", "?ref=T1,T99"],
    "collections": ["?q=canary", "?ref=C1,C99"],
}  # fmt: skip
for kind, ref in KINDS.items():
    last = f"{ref[0]}9999"
    lists = [
        "",
        *(f for f in FILTERED[kind] if not any(name in f for name in ("page", "more=", "ordering=ends"))),
    ]
    EXAMPLES |= {
        f"{kind}/": [f"/{kind}/", *(f"/{kind}/{query}" for query in FILTERED[kind])],
        f"{kind}/<ref:ref>": [f"/{kind}/{ref}", f"/{kind}/{last}"],
        f"{kind}/<ref:ref>/<slug>": [f"/{kind}/{ref}/canonical"],
        f"{kind}/<ref:ref>/card.png": [f"/{kind}/{ref}/card.png", f"/{kind}/{last}/card.png"],
        f"{kind}/<ref:ref>/versions/": [f"/{kind}/{ref}/versions/", f"/{kind}/{last}/versions/"],
        f"{kind}/<ref:ref>/versions/<int:number>": [
            f"/{kind}/{ref}/versions/1",
            f"/{kind}/{ref}/versions/99",
        ],
        f"api/v1/{kind}/": [f"/api/v1/{kind}/{query}" for query in lists],
        f"api/v1/{kind}/<ref:ref>": [
            f"/api/v1/{kind}/{ref}",
            f"/api/v1/{kind}/{ref}?expand=agreements,organizations,people,activities,topics,linked",
            f"/api/v1/{kind}/{ref}?as_of=2020-01-01",
            f"/api/v1/{kind}/{last}",
        ],
        f"api/v1/{kind}/<ref:ref>/links/": [f"/api/v1/{kind}/{ref}/links/", f"/api/v1/{kind}/{last}/links/"],
        f"api/v1/{kind}/<ref:ref>/versions/": [f"/api/v1/{kind}/{ref}/versions/"],
        f"api/v1/{kind}/<ref:ref>/versions/<int:number>": [f"/api/v1/{kind}/{ref}/versions/1"],
        f"api/v1/{kind}/<ref:ref>/versions/<int:number>/differences": [
            f"/api/v1/{kind}/{ref}/versions/1/differences",
        ],
    }
    for form in ("csv", "xlsx", "json", "atom", "ics"):
        queries = lists if form == "csv" else ["", "?q=canary"]
        EXAMPLES[f"{kind}/export.{form}"] = [f"/{kind}/export.{form}{query}" for query in queries]
for kind in ("agreements", "organizations", "activities"):
    ref = KINDS[kind]
    EXAMPLES |= {
        f"{kind}/<ref:ref>/cite/": [f"/{kind}/{ref}/cite/"],
        f"{kind}/<ref:ref>/cite/<slug:form>": [
            f"/{kind}/{ref}/cite/{form}" for form in ("bibtex", "ris", "csl", "text", "word")
        ],
    }
for kind in ("agreements", "organizations", "people", "activities"):
    ref = KINDS[kind]
    keys = ("ddddd2", "s1", "s2", "fffff2", "zzzzz2")
    EXAMPLES |= {
        f"{kind}/<ref:ref>/documents/<slug:key>": [f"/{kind}/{ref}/documents/{key}" for key in keys],
        f"{kind}/<ref:ref>/files/<slug:key>": [f"/{kind}/{ref}/files/{key}" for key in keys],
        f"{kind}/<ref:ref>/files/<slug:key>/shown": [f"/{kind}/{ref}/files/{key}/shown" for key in keys],
        f"{kind}/<ref:ref>/versions/<int:number>/files/<slug:key>": [
            *(f"/{kind}/{ref}/versions/1/files/{key}" for key in keys),
            f"/{kind}/{ref}/versions/99/files/ddddd2",
        ],
    }
# references of organizations follow the order in which they become public
for number in range(1, 5):
    EXAMPLES["organizations/<ref:ref>/files/<slug:key>"].append(f"/organizations/O{number}/files/s1")
    EXAMPLES["organizations/<ref:ref>/documents/<slug:key>"].append(f"/organizations/O{number}/documents/s1")
    EXAMPLES["organizations/<ref:ref>/files/<slug:key>/shown"].append(
        f"/organizations/O{number}/files/s1/shown"
    )
    EXAMPLES["organizations/<ref:ref>/versions/<int:number>/files/<slug:key>"].append(
        f"/organizations/O{number}/versions/1/files/s1"
    )
EXAMPLES["agreements/<ref:ref>/<slug>"] += [
    "/agreements/A1/canonical?on=2021-01-01",
    "/agreements/A1/canonical?on=x",
]
for kind in ("organizations", "people", "activities", "topics"):
    EXAMPLES[f"{kind}/<ref:ref>/<slug>"] += [f"/{kind}/{KINDS[kind]}/canonical?on=2021-01-01"]
EXAMPLES["agreements/<ref:ref>"] += ["/agreements/A3"]  # withdrawn
EXAMPLES["api/v1/agreements/<ref:ref>"] += ["/api/v1/agreements/A3", "/api/v1/agreements/A1?expand=linked"]
EXAMPLES["api/v1/agreements/<ref:ref>/links/"] += ["/api/v1/agreements/A3/links/"]
EXAMPLES["api/v1/agreements/"] += ["/api/v1/agreements/?expand=organizations,topics"]


# They show the desk, or what somebody follows, to who has a link, or runs the installation: they have their own tests.
OF_THE_DESK = {"preview_link", "readiness", "metrics", "confirm", "manage", "leave"}


def routes(patterns=None, prefix: str = "") -> Iterator[str]:
    """Every public route of the site, as its URL file writes it: not the staff area, nor accounts."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            if pattern.name not in OF_THE_DESK:
                yield route
        elif getattr(pattern, "app_name", "") != "admin" and route != "accounts/":
            yield from routes(pattern.url_patterns, route)


def addresses() -> list[str]:
    """Every example, in both languages where the route has one."""
    return [*_examples(None), *_in_korean(_examples(None))]


def some_addresses() -> list[str]:
    """Every example in English; in Korean, which the same code answers, the first of each route."""
    return [*_examples(None), *_in_korean(_examples(1))]


def first_addresses() -> list[str]:
    """The first two examples of each route."""
    return _examples(2)


def _examples(count: int | None) -> list[str]:
    return [address for route in routes() for address in EXAMPLES.get(route, [])[:count]]


def _in_korean(english: list[str]) -> list[str]:
    without_language = ("/api/", "/data/", "/healthz", "/reconcile", "/robots", "/sitemap")
    return [f"/ko{address}" for address in english if not address.startswith(without_language)]


def expected_slug(address: str) -> str:
    """The address with the record's own slug, so that the page answers and not a redirect."""
    address, mark, query = address.partition("?")
    if not address.endswith("/canonical"):
        return f"{address}{mark}{query}"
    from django.utils.translation import override

    from register.addresses import record_path

    language, ref = ("ko" if address.startswith("/ko/") else "en"), address.split("/")[-2]
    with override(language):
        return f"{record_path(ref, Entry.objects.get(ref=ref).title)}{mark}{query}"


@dataclass
class World:
    """What is public: one of each kind, linked, one agreement amended, one withdrawn."""

    agreement: object
    older: object
    activity: object
    organization: object
    person: object
    topic: object
    collection: object


def public_world() -> World:
    """A1 rests on A2; E1 was held under A1; O1 is a party, P1 signed; A3 was withdrawn; C1 contains these records."""
    topic = make.TopicFactory(names={"en": "clinical trials", "ko": "임상시험"})
    organization = make.OrganizationFactory(name="Institute", country="KR")
    make.OrganizationNameFactory(organization=organization, text="기관")
    person = make.PersonFactory(name="Signatory")
    make.PositionFactory(person=person, organization=organization)
    older = make.AgreementFactory(titled=True, text__title="Framework memorandum")
    agreement = make.AgreementFactory(titled=True, text__title="Memorandum", party__organization=organization)
    make.AgreementTextFactory(agreement=agreement, language="ko", title="양해각서")
    make.MilestoneFactory(agreement=agreement)
    make.TermFactory(agreement=agreement, starts_with="signature")
    make.SignatoryFactory(agreement=agreement, person=person, name_as_written="Signatory")
    make.AgreementRelationFactory(agreement=agreement, older=older)
    make.AgreementCitationFactory(agreement=agreement, facts=["form"])
    make.DocumentFactory(agreement=agreement, key="ddddd2", file=upload(pdf(), "memorandum.pdf"))
    copied = make.SourceFactory(archived_copy=upload(pdf("They agreed."), "copy.pdf"), is_cleared=True)
    make.AgreementCitationFactory(agreement=agreement, source=copied, facts=["nature"])
    organization.citations.create(source=copied)
    person.citations.create(source=copied)
    agreement.topics.add(topic)
    activity = make.ActivityFactory(titled=True)
    make.ActivityAgreementFactory(activity=activity, agreement=agreement)
    make.ActivityCitationFactory(activity=activity, source=copied, facts=[])
    make.AttendanceFactory(activity=activity, organization=organization)
    make.OutcomeFactory(activity=activity)
    link_to_closed(agreement, activity)
    withdrawn = make.AgreementFactory(titled=True, party__organization=organization)
    collection = make.CollectionFactory()
    for place, record in enumerate((withdrawn, agreement, older)):
        make.CollectionItemFactory(collection=collection, agreement=record, position=place)
    make.CollectionItemFactory(collection=collection, agreement=None, activity=activity, position=3)
    publish(organization, agreement, older, activity, withdrawn, collection, by=None)
    withdraw(withdrawn, by=None, reason={"en": "Entered by mistake.", "ko": "잘못 입력하였다."})
    return World(agreement, older, activity, organization, person, topic, collection)


def link_to_closed(agreement, activity) -> None:
    """Published records that link to a closed agreement in every way there is, and hold what only staff may see."""
    closed = make.AgreementFactory(
        titled=True, text__title="canary closed", disclosure="closed", disclosure_basis="canary act"
    )
    relation = make.AgreementRelationFactory(
        agreement=agreement, older=closed, kind="implements", scope={"en": "canary 4.5"}
    )
    make.MilestoneFactory(agreement=agreement, kind="amended", on="2021", instrument=closed)
    source = make.SourceFactory(title="canary source", note="canary note")
    make.AgreementCitationFactory(agreement=agreement, source=source, facts=[f"relations/{relation.key}"])
    make.DocumentFactory(agreement=agreement, title="canary paper", visibility="staff")
    link = make.ActivityAgreementFactory(activity=activity, agreement=closed, role="discussed")
    make.ActivityCitationFactory(activity=activity, source=source, facts=[f"agreements/{link.key}"])
    make.OutcomeFactory(activity=activity).agreements.add(closed)


def plant_hidden_things(world: World) -> None:
    """All that the public must not notice: each carries the word canary."""
    canary = {"en": "canary", "ko": "카나리아"}
    hidden_party = make.OrganizationFactory(name="canary institute", country="FR")
    hidden_person = make.PersonFactory(name="canary person")
    hidden_topic = make.TopicFactory(names=canary)
    for state in ("draft", "in_review"):
        draft = make.AgreementFactory(titled=True, editorial_state=state, text__title=f"canary {state}")
        make.InvolvementFactory(agreement=draft, organization=world.organization)
        make.InvolvementFactory(agreement=draft, organization=hidden_party)
        make.SignatoryFactory(agreement=draft, person=world.person)
        make.SignatoryFactory(agreement=draft, person=hidden_person)
        make.MilestoneFactory(agreement=draft)
        make.AgreementRelationFactory(agreement=draft, older=world.agreement)
        draft.topics.add(world.topic, hidden_topic)
        event = make.ActivityFactory(editorial_state=state)
        make.ActivityTextFactory(activity=event, title=f"canary {state}")
        make.ActivityAgreementFactory(activity=event, agreement=world.agreement)
        make.AttendanceFactory(activity=event, organization=world.organization, person=world.person)
    embargoed = make.AgreementFactory(titled=True, text__title="canary embargo")
    make.InvolvementFactory(agreement=embargoed, organization=world.organization)
    make.CustodyFactory(agreement=embargoed, embargo_until=timezone.localdate() + timedelta(days=30))
    make.ReportFactory(ref="A1", what="canary")
    make.EndpointFactory(partner__name="canary", url="https://canary.example.org/")
    closed = make.AgreementFactory(
        titled=True, text__title="canary closed", disclosure="closed", disclosure_basis="canary act"
    )
    make.InvolvementFactory(agreement=closed, organization=world.organization)
    # a closed agreement that a published record links to, and edits of every published record, none published
    make.AgreementRelationFactory(agreement=world.agreement, older=closed, kind="implements")
    make.MilestoneFactory(
        agreement=world.older, kind="terminated", on="2019", instrument=closed, wording="canary"
    )
    make.AgreementTextFactory(agreement=world.older, language="ko", title="카나리아 canary")
    make.AgreementCitationFactory(agreement=world.agreement, source__title="canary source")
    hidden = {"agreement": world.agreement, "title": "canary paper", "visibility": "staff"}
    make.DocumentFactory(key="fffff2", file=upload(pdf("canary"), "canary.pdf"), **hidden)
    make.CustodyFactory(agreement=world.agreement, note="canary note", file_number="canary-1")
    make.ActivityTextFactory(activity=world.activity, language="ko", title="카나리아 canary")
    make.OutcomeFactory(activity=world.activity, text=canary)
    make.OrganizationNameFactory(organization=world.organization, text="canary", kind="former")
    make.OrganizationRelationFactory(organization=world.organization, other=hidden_party)
    make.PersonNameFactory(person=world.person, text="canary")
    type(world.topic).objects.filter(pk=world.topic.pk).update(names=canary)
    hidden_collection = make.CollectionFactory(names=canary, description=canary)
    make.CollectionItemFactory(collection=hidden_collection, agreement=world.agreement, comment=canary)
    make.CollectionItemFactory(collection=world.collection, agreement=closed, comment=canary)
    type(world.collection).objects.filter(pk=world.collection.pk).update(description=canary)
    refresh_edited_marks(list(vars(world).values()))


@contextmanager
def reading_role():
    """Every query inside, by whatever alias, runs under the role that may read the register and nothing else."""
    # roles belong to the whole server: two workers that shared one would wait for each other
    reader = f"reader_of_{connection.settings_dict['NAME']}"
    grant_register_access(reader)
    with under_role(reader):
        yield
