"""Staff pages that merge records and undo it: planned, refused, chosen, published."""

from datetime import UTC, datetime
from types import SimpleNamespace

from django.contrib.auth.models import User

from merging.actions import merge_records
from merging.models import Merger
from organizations.models import Organization
from register.publishing import publish, withdraw
from tests import factories as make
from tests.desk.conftest import address
from tests.desk.stored_rows import WHY, named_agreement, saved


def doubles() -> tuple[Organization, Organization]:
    """An organization and its double, which has facts of its own and is named everywhere; both are public."""
    kept = make.OrganizationFactory(name="Kept University", country="KR", website="https://kept.example.org")
    double = make.OrganizationFactory(
        name="Kept Univ.", country="KR", external_id="list/organization/7", founded_on="1946",
        website="https://double.example.org",
    )  # fmt: skip
    for organization, text in ((kept, "켑트대학교"), (double, "켑트대")):
        make.OrganizationNameFactory(organization=organization, text=text, language="ko", kind="alias")
    make.OrganizationIdentifierFactory(organization=double, scheme="national", value="Identifier 7")
    make.LocationFactory(organization=double)
    make.OrganizationCitationFactory(organization=double, source__title="Press release of the double")
    return kept, double


def public_doubles() -> tuple[Organization, Organization]:
    """Public doubles, named by public agreements once and twice, by one that cannot be published, by a draft."""
    kept, double = doubles()
    once, twice = named_agreement("Names the double", double), named_agreement("Names both", double, kept)
    broken = named_agreement("Without a title since", double)
    publish(kept, double, once, twice, broken, by=None)
    broken.texts.all().delete()
    named_agreement("A draft that names it", double)
    funded = named_agreement("Funds it twice", kept)
    make.InvolvementFactory(agreement=funded, organization=double, role="funder")
    make.PositionFactory(organization=double, person=make.PersonFactory(name="Person at the double"))
    return saved(kept), saved(double)


def merge_address(loser: Organization, into: Organization) -> str:
    return f"{address(loser, 'merge')}?into={into.pk}"


def merge(office: SimpleNamespace):
    kept, double = public_doubles()
    return office.desk.get(merge_address(double, kept))


def merge_drafts(office: SimpleNamespace):
    """Two drafts that nothing names."""
    kept, double = (make.OrganizationFactory(name=name, country="KR") for name in ("Kept", "Double"))
    return office.desk.get(merge_address(double, kept))


def merge_refused(office: SimpleNamespace):
    kept, double = public_doubles()
    withdraw(double, by=None, reason=WHY)
    withdraw(kept, by=None, reason=WHY)
    return office.desk.get(merge_address(saved(double), kept))


def merge_agreements(office: SimpleNamespace):
    """Two agreements that are alike."""
    _first, second = (named_agreement("Memorandum of twins", office.ministry) for _number in range(2))
    return office.desk.get(address(second, "merge"))


def merge_into(words: str = ""):
    def page(office: SimpleNamespace):
        doubles()
        return office.desk.get(f"{address(office.ministry, 'merge')}?q={words}")

    return page


def merged() -> tuple[Organization, Merger]:
    kept, double = public_doubles()
    merge_records(loser=double, into=kept, reason="The same body.", by=User.objects.get(username="boss"))
    return saved(kept), Merger.objects.latest("pk")


def unmerge(office: SimpleNamespace):
    kept, merger = merged()
    make.AgreementFactory(titled=True, party__organization=kept)
    return office.desk.get(f"{address(kept, 'unmerge')}?merger={merger.pk}")


def unmerge_refused(office: SimpleNamespace):
    """A merger whose record cannot come back, and things that an undo leaves."""
    kept, merger = merged()
    kept.names.filter(text="켑트대").update(text="켑트대 (edited)")
    Merger.objects.filter(pk=merger.pk).update(undone_at=datetime.now(UTC))
    return office.desk.get(f"{address(kept, 'unmerge')}?merger={merger.pk}")


def merge_twins(office: SimpleNamespace):
    """Two bodies of the same name: what is alike is offered."""
    first, _second = (make.OrganizationFactory(name="Same University", country="KR") for _number in range(2))
    return office.desk.get(address(first, "merge"))


def merge_same(office: SimpleNamespace):
    """Drafts that differ in nothing."""
    kept, double = (make.OrganizationFactory(name="Same body", country="KR") for _number in range(2))
    return office.desk.get(merge_address(double, kept))


def unmerge_sources(office: SimpleNamespace):
    """A merger of sources that nothing cites: one row comes back."""
    kept, double = (make.SourceFactory(title=f"Source {number}") for number in (1, 2))
    merge_records(loser=double, into=kept, reason="The same page.", by=None)
    return office.desk.get(f"{address(kept, 'unmerge')}?merger={Merger.objects.latest('pk').pk}")


def unmerge_drafts(office: SimpleNamespace):
    """A merger of nobody's, of drafts; the row that came from the other one was edited since."""
    kept, double = (make.OrganizationFactory(name=name, country="KR") for name in ("Kept", "Double"))
    for _number in range(2):
        make.LocationFactory(organization=double)
    merge_records(loser=double, into=kept, reason="The same body.", by=None)
    kept.locations.all().delete()
    return office.desk.get(f"{address(saved(kept), 'unmerge')}?merger={Merger.objects.latest('pk').pk}")


STATES = {
    "merge": merge,
    "merge drafts": merge_drafts,
    "merge refused": merge_refused,
    "merge into": merge_into(),
    "merge into alike": merge_agreements,
    "merge into found": merge_into("Kept"),
    "merge into not found": merge_into("nobody"),
    "merge same": merge_same,
    "merge twins": merge_twins,
    "unmerge sources": unmerge_sources,
    "unmerge drafts": unmerge_drafts,
    "unmerge": unmerge,
    "unmerge refused": unmerge_refused,
}
