"""Uploaded spreadsheets, their column mappings, the planned effect of each row, and what was done."""

import uuid
from pathlib import Path

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.validators import validate_sha256
from spreadsheets.choices import APPLIED_STATES, BACKGROUND_STATES, ImportState, RowState
from spreadsheets.files.reader import FORMATS, read_table
from spreadsheets.files.table import ReadingOptions, SheetTable
from spreadsheets.querysets import SavedListQuerySet, SpreadsheetImportQuerySet

STALLED_AFTER = 8  # seconds without anybody at work, after which a page says so


class SavedList(models.Model):
    """Column mapping of a list that somebody keeps, offered again when its headers come again."""

    name = models.CharField(
        _("name of the list"), max_length=100, help_text=_("Whose list it is, for example: press office.")
    )
    slug = models.SlugField(
        _("short name"),
        max_length=60,
        allow_unicode=True,
        help_text=_("The identifiers of the records that it made begin with it and change with it."),
    )
    headers = models.JSONField(
        _("headers"), editable=False, help_text=_("The first row of the spreadsheet, as a list.")
    )
    columns = models.JSONField(
        _("columns"), editable=False, help_text=_("What each of them means, in the same order.")
    )
    answers = models.JSONField(
        _("answers"),
        editable=False,
        default=dict,
        help_text=_("What people decided about it, used again for its next issue."),
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = SavedListQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved list")
        verbose_name_plural = _("saved lists")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="saved_list_name_is_used_once",
                fields=["name"],
                violation_error_message=_("There is a list of this name already."),
            ),
            models.UniqueConstraint(
                name="saved_list_slug_is_used_once",
                fields=["slug"],
                violation_error_message=_("There is a list of this short name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def columns_for(self, headers: list[str]) -> list[str]:
        """Column names of these headers, "" for those that it does not know."""
        known = dict(zip(self.headers, self.columns, strict=True))
        return [known.get(header, "") for header in headers]


def upload_path(instance, filename: str) -> str:
    """Path of an uploaded file: a random name, because what people call their files is not for a file system."""
    return f"spreadsheets/{uuid.uuid4()}{Path(filename).suffix.lower()}"


class SpreadsheetImport(models.Model):
    """One spreadsheet on its way to the records: checked first, applied as a whole, taken back as a whole."""

    # What was brought
    file = models.FileField(
        _("file"),
        upload_to=upload_path,
        editable=False,
        validators=[FileExtensionValidator(FORMATS)],
        help_text=_("As it was uploaded. Staff only."),
    )
    name = models.CharField(
        _("file name"), max_length=255, editable=False, help_text=_("As it was on the computer it came from.")
    )
    sha256 = models.CharField(
        _("SHA-256"),
        max_length=64,
        editable=False,
        validators=[validate_sha256],
        help_text=_("Of the file, so that the same file is known when it comes again."),
    )
    samples = models.JSONField(
        _("samples"), editable=False, default=list, help_text=_("Each header with its first values.")
    )

    # How it is read
    reading = models.JSONField(
        _("reading"),
        editable=False,
        default=dict,
        help_text=_("What the reader did with the file, and what else could be chosen."),
    )
    saved_list = models.ForeignKey(
        SavedList,
        null=True,
        on_delete=models.PROTECT,
        related_name="imports",
        verbose_name=_("list"),
        editable=False,
        help_text=_("Of which list of agreements this file is an issue."),
    )
    columns = models.JSONField(
        _("columns"), editable=False, default=list, help_text=_("What each column means, in their order.")
    )
    answers = models.JSONField(
        _("answers"),
        editable=False,
        default=dict,
        help_text=_("What people decided: organizations, questions, corrected cells, rows left out."),
    )

    # How far it has come
    state = models.CharField(
        _("state"), max_length=16, choices=ImportState, default=ImportState.UPLOADED, editable=False,
        help_text=_("How far it has come."),
    )  # fmt: skip
    state_at = models.DateTimeField(
        _("since"), default=timezone.now, editable=False, help_text=_("When it came to this state.")
    )
    task = models.UUIDField(
        _("background step"), null=True, editable=False, help_text=_("The one that may go on with it.")
    )
    done = models.PositiveIntegerField(
        _("rows checked"), default=0, editable=False, help_text=_("Of the step that is under way.")
    )
    total = models.PositiveIntegerField(_("rows"), default=0, editable=False, help_text=_("All of the file."))
    leaves_out_errors = models.BooleanField(
        _("leaves out errors"),
        default=False,
        editable=False,
        help_text=_("Rows with errors are not applied."),
    )
    reasons = models.JSONField(
        _("reasons"), default=list, editable=False, help_text=_("Why the last step failed.")
    )

    # What the check found, and what was done
    digest = models.CharField(
        _("digest of the check"),
        max_length=64,
        blank=True,
        editable=False,
        help_text=_("Of all that was shown. Only exactly that is applied."),
    )
    counts = models.JSONField(
        _("counts"), default=dict, editable=False, help_text=_("How many rows are new, changed, and so on.")
    )
    findings = models.JSONField(
        _("findings"),
        default=dict,
        editable=False,
        help_text=_("Questions and notices about the list as a whole."),
    )
    applied = models.JSONField(
        _("what was done"), null=True, editable=False, help_text=_("By which it can be undone.")
    )
    publication = models.JSONField(
        _("publication"), default=dict, editable=False,
        help_text=_("What its publication would do or did, and its withdrawal."),
    )  # fmt: skip

    # By whom
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("uploaded by"), editable=False, help_text=_("Who brought it."),
    )  # fmt: skip
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True, help_text=_("When it was brought."))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("asked for by"), editable=False, help_text=_("Who asked for the step under way."),
    )  # fmt: skip
    requested_language = models.CharField(
        _("language"), max_length=8, blank=True, editable=False, help_text=_("In which that step speaks.")
    )
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("applied by"), editable=False, help_text=_("Who had it applied."),
    )  # fmt: skip
    applied_at = models.DateTimeField(
        _("applied"), null=True, editable=False, help_text=_("When the records were changed.")
    )
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("undone by"), editable=False, help_text=_("Who had it undone."),
    )  # fmt: skip
    taken_back_at = models.DateTimeField(
        _("undone"), null=True, editable=False, help_text=_("When the records were changed back.")
    )

    objects = SpreadsheetImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import from a spreadsheet")
        verbose_name_plural = _("imports from spreadsheets")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="spreadsheet_import_in_effect_knows_what_it_did",
                condition=~Q(state__in=APPLIED_STATES) | Q(applied__isnull=False, applied_at__isnull=False),
                violation_error_message=_("An import that is in effect must say what it did."),
            ),
            models.CheckConstraint(
                name="spreadsheet_import_does_not_do_more_than_all",
                condition=Q(done__lte=F("total")),
                violation_error_message=_("More rows cannot be done than there are."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def headers(self) -> list[str]:
        return [header for header, _values in self.samples]

    @property
    def is_in_background(self) -> bool:
        return self.state in BACKGROUND_STATES

    @property
    def is_stalled(self) -> bool:
        """True when its step has waited so long that, if nobody is at work on it, the page says so."""
        return (timezone.now() - self.state_at).total_seconds() > STALLED_AFTER

    def read_sheet(self) -> SheetTable:
        """The table in the file. Raises SheetError."""
        with self.file.open("rb") as file:
            return read_table(file.read(), self.name, self.reading_options)

    @property
    def reading_options(self) -> ReadingOptions:
        """Options with which people chose that it is read."""
        return ReadingOptions.from_json(self.answers.get("reading", {}))


class ImportRow(models.Model):
    """Planned effect of one row of a spreadsheet, as of the last check."""

    spreadsheet_import = models.ForeignKey(
        SpreadsheetImport, on_delete=models.CASCADE, related_name="rows", editable=False,
        help_text=_("The import that it is of."),
    )  # fmt: skip
    number = models.PositiveIntegerField(
        _("row"), editable=False, help_text=_("As the spreadsheet numbers it: the headers are row 1.")
    )
    state = models.CharField(
        _("state"),
        max_length=16,
        choices=RowState,
        editable=False,
        help_text=_("New, changed, unchanged, an error, or left out."),
    )
    has_warnings = models.BooleanField(
        _("warnings"), default=False, editable=False, help_text=_("Something is odd about it.")
    )
    cells = models.JSONField(
        _("cells"), default=list, editable=False,
        help_text=_("As they are in the file, in the order of its columns."),
    )  # fmt: skip
    plan = models.JSONField(
        _("plan"), editable=False, help_text=_("All that was found: changes, problems, warnings, candidates.")
    )

    class Meta:
        verbose_name = _("row of a spreadsheet")
        verbose_name_plural = _("rows of spreadsheets")
        ordering = ["number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="import_row_is_planned_once",
                fields=["spreadsheet_import", "number"],
                violation_error_message=_("This row of the spreadsheet is there already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
