"""Two records of one organization, each named by others in every way."""

import pytest

from register.publishing import publish
from tests import factories as make
from tests.desk.conftest import groups, publisher, publishing_desk  # noqa: F401  # fixtures
from tests.tables import contents_as_text

# Where each act leaves its trace, and what the program counts.
LOGS = {
    "register_version", "webhooks_delivery", "django_admin_log", "merging_merger", "django_session", "auth_user",
    "account_emailaddress", "django_tasks_database_dbtaskresult", "history_act", "history_change",
}  # fmt: skip


def desk_tables() -> dict[str, str]:
    """The rows of every table but of logs and of what is derived from versions, of which an undo makes new ones."""
    tables = {name.strip('"'): text for name, text in contents_as_text().items()}
    derived = {name for name in tables if name.startswith("register_")}
    return {name: text for name, text in tables.items() if name not in LOGS | derived}


def named_by(organization, count: int):
    """Records of every kind that name an organization, this many rows."""
    share = count // 5
    agreements = [make.AgreementFactory(titled=True) for _number in range(share)]
    for agreement in agreements:
        make.InvolvementFactory(agreement=agreement, organization=organization, name_as_written="As printed")
        make.SignatoryFactory(agreement=agreement, person=None, affiliation=organization)
    people = [make.PersonFactory() for _number in range(share)]
    for person in people:
        make.PositionFactory(person=person, organization=organization)
    activities = [make.ActivityFactory() for _number in range(share)]
    for activity in activities:
        make.ActivityTextFactory(activity=activity)
        make.AttendanceFactory(activity=activity, organization=organization, person=None)
    for number in range(count - 4 * share):
        make.OrganizationFactory(name=f"Unit {number} of {organization.name}", parent=organization)
    return [*agreements, *people, *activities, *organization.units.all()]


@pytest.fixture
def pair(db):
    """An organization of ours and its double: the double has names, an identifier and a place of its own."""
    kept = make.OrganizationFactory(name="Seoul National University", country="KR")
    make.OrganizationNameFactory(organization=kept, text="서울대학교", language="ko")
    double = make.OrganizationFactory(
        name="Seoul National Univ.", country="KR", external_id="list/organization/7"
    )
    make.OrganizationNameFactory(organization=double, text="SNU", language="", kind="acronym")
    make.OrganizationNameFactory(organization=double, text="서울대학교", language="ko")
    make.OrganizationIdentifierFactory(organization=double)
    make.LocationFactory(organization=double)
    make.OrganizationCitationFactory(organization=double)
    return kept, double


@pytest.fixture
def public_pair(pair):
    publish(*pair, by=None)
    for record in pair:
        record.refresh_from_db()
    return pair
