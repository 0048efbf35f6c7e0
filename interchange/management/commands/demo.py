"""The demonstration: believable records, public and not, and two accounts to look at them with."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import BaseCommand, call_command
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from agreements.models import Agreement, AgreementCitation
from core.stored_files import store_file
from desk.groups import EDITORS_GROUP, PUBLISHERS_GROUP, setup_desk_groups
from interchange.actions import import_to_desk
from interchange.demo_profile import make_demo_profile
from interchange.files import read_files
from interchange.schema import PART_COLLECTIONS
from register import desk_changes, publishing
from register.choices import EditorialState
from register.records import Record
from site_profile.current import current_profile
from sources.passages import Quote, cite_quotes
from sources.texts.store import read_copy

DEMO_FOLDER = Path(__file__).resolve().parents[2] / "demo"

# References are given in the order of publication: these first, then the announcements by name.
_FIRST_FILES = ["organizations.json", "topics.json", "konect-dia.json", "korea-uk.json"]
STAFF_FILE = "staff.json"

# Records of the staff file that become public, wait for review, or are edited once they are public.
_PUBLIC_IDS = {"demo-institute", "demo-academy", "demo-exchange"}
_IN_REVIEW_ID = "demo-in-review"
_EDITED_ID = "demo-exchange"

# Words of its own memorandum that facts of it are taken from: by field, or collection and field of its only part.
_QUOTED = {
    ("bindingness",): "It creates no obligations under law.",
    ("milestones", "on"): "Signed in Seoul on 14 March 2025, in two copies",
    ("terms", "length"): "takes effect when it is signed and lasts two years",
    ("commitments",): "Each side receives up to two editors of the other side",
}

_ACCOUNT_GROUPS = {"editor": EDITORS_GROUP, "publisher": PUBLISHERS_GROUP}  # username: group


class Command(BaseCommand):
    help = (
        "Records and publishes the demonstration records. Those that are there already stay as they are, "
        "unless --again is given. Where DEBUG is on, makes the accounts editor and publisher and prints "
        "new passwords for them."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--again", action="store_true", help="Record everything anew, over what was edited since."
        )
        parser.add_argument(
            "--recipe",
            nargs=2,
            metavar=("NAME", "FOLDER"),
            help="Publish another register's records as well, for a register of a believable size.",
        )

    def handle(self, *args, again, recipe, **options):
        accounts = _make_accounts() if settings.DEBUG else {}
        made = make_demo_records(again=again)
        make_demo_profile(again=again)
        self.stdout.write(_("%(count)d demonstration records were recorded.") % {"count": made})
        if recipe:
            call_command("import_records", recipe=recipe, publish=True, stdout=self.stdout)
        if settings.SITE_URL:
            self.stdout.write(f"{current_profile().site_name}: {settings.SITE_URL}/")
            self.stdout.write(_("Staff area: %s") % f"{settings.SITE_URL}{reverse('admin:index')}")
        for username, password in accounts.items():
            self.stdout.write(
                _("Log in as %(username)s with %(password)s") % {"username": username, "password": password}
            )


def public_demo_files() -> list[Path]:
    """Files of records that are all to be public, in the order of publication."""
    others = sorted(
        path for path in DEMO_FOLDER.glob("*.json") if path.name not in {*_FIRST_FILES, STAFF_FILE}
    )
    return [*(DEMO_FOLDER / name for name in _FIRST_FILES), *others]


def store_demo_files() -> None:
    """Put the files that demonstration records name into the storage, each under its hash."""
    for path in sorted((DEMO_FOLDER / "files").iterdir()):
        with path.open("rb") as opened:
            store_file(default_storage, File(opened))


@transaction.atomic
def make_demo_records(*, again: bool = False) -> int:
    """Record and publish the demonstration. Returns the number of records that were new or changed."""
    store_demo_files()
    report = import_to_desk(
        [*public_demo_files(), DEMO_FOLDER / STAFF_FILE], by=None, only_new=not again, update=again
    )
    staff_only = {
        (kind, row_id)
        for kind, by_id in read_files([DEMO_FOLDER / STAFF_FILE]).items()
        for row_id in by_id
        if row_id not in _PUBLIC_IDS
    }
    meant_public = [
        record for key, record in report.records.items()
        if isinstance(record, Record) and key in report.created_or_changed - staff_only
    ]  # fmt: skip
    if ("agreements", _EDITED_ID) in report.created_or_changed:
        _quote_own_document(Agreement.objects.get(external_id=_EDITED_ID))
    publishing.publish(*meant_public, by=None)
    if ("agreements", _IN_REVIEW_ID) in report.created_or_changed:
        drafts = Agreement.objects.filter(editorial_state=EditorialState.DRAFT)
        drafts.filter(external_id=_IN_REVIEW_ID).update(editorial_state=EditorialState.IN_REVIEW)
    if ("agreements", _EDITED_ID) in report.created_or_changed:
        _edit_without_publishing(Agreement.objects.get(external_id=_EDITED_ID))
    return len(report.created_or_changed)


def _quote_own_document(agreement: Agreement) -> None:
    """Have the citation of its text rest on words of it, as when staff take facts out of a text."""
    source = agreement.citations.get().source
    read_copy(source=source)
    text = source.texts.earliest("pk")
    quotes = [
        (Quote(text.pk, text.text.find(words), words), [_path_of(agreement, *fact)])
        for fact, words in _QUOTED.items()
        if words in text.text
    ]
    cite_quotes(AgreementCitation, agreement, quotes)


def _path_of(agreement: Agreement, name: str, *fields: str) -> str:
    """Path of a field of the record, or of its only part in a collection."""
    part = [getattr(agreement, name).get().key] if name in PART_COLLECTIONS["agreements"] else []
    return "/".join([name, *part, *fields])


def _edit_without_publishing(agreement: Agreement) -> None:
    """Make an edit on the desk that is not published."""
    text = agreement.texts.get(language="en")
    text.summary += " A second exchange is being prepared."
    text.save()
    desk_changes.refresh_edited_marks([agreement])


def _make_accounts() -> dict[str, str]:
    """The demonstration accounts and their passwords, new ones each time. Only for development."""
    setup_desk_groups()
    passwords = {}
    for username, group in _ACCOUNT_GROUPS.items():
        account, _created = get_user_model().objects.get_or_create(username=username)
        passwords[username] = get_random_string(12)
        account.is_staff = True
        account.set_password(passwords[username])
        account.save()
        account.groups.set(Group.objects.filter(name=group))
    return passwords
