"""Sources, and the abstract citation that ties one to facts of a record."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from core.fields import EDTFField
from core.file_texts.lines import MAX_CHARACTERS, plain_lines
from core.localized import LocalizedTextField
from core.page_addresses import comparable_address
from core.stored_files import StoredFileField
from core.validators import validate_language, validate_sha256
from core.visible_text import VisibleTexts
from core.web_addresses import WebAddressField
from register.records import Part
from sources.choices import Basis, LinkResult, SourceKind, TextOrigin, TextState
from sources.identities import lasting_identities, source_identities
from sources.querysets import SourceQuerySet


class Source(VisibleTexts):
    """A source of facts: a press release, a treaty series, a letter in a file.

    Published inside the bodies that cite it; it has no public page of its own.
    """

    typed_lookups = ("title", "address")  # by which a form finds it

    title = models.CharField(_("title"), max_length=600, help_text=_("As printed; for a letter, what it is."))
    publisher = models.CharField(_("publisher"), max_length=300, blank=True, help_text=_("Who put it out."))
    author = models.CharField(
        _("author"),
        max_length=300,
        blank=True,
        help_text=_("Who wrote it, where that is named apart from the publisher. As printed."),
    )
    issuer = models.CharField(
        _("first issued by"),
        max_length=300,
        blank=True,
        help_text=_(
            "Where the publisher reprints it: who issued it first, such as the office behind a press release."
        ),
    )
    kind = models.CharField(
        _("kind"),
        max_length=24,
        choices=SourceKind,
        default=SourceKind.WEB_PAGE,
        help_text=_("What sort of thing it is."),
    )
    language = models.CharField(
        _("language"),
        max_length=16,
        blank=True,
        validators=[validate_language],
        help_text=_("BCP 47: en, ko, zh-Hant."),
    )
    address = WebAddressField(
        _("address"), max_length=1000, blank=True, help_text=_("Where the public can read it.")
    )
    published_on = EDTFField(_("published on"), help_text=_("The day printed on it, as exactly as it says."))
    retrieved_on = models.DateField(_("retrieved on"), null=True, blank=True, help_text=_("When we read it."))
    archived_copy = StoredFileField(
        _("archived copy"),
        blank=True,
        name_field="copy_name",
        size_field="copy_size",
        media_type_field="copy_media_type",
        sha256_field="sha256",
        help_text=_("PDF, DOCX, ODT, HWP, HWPX, PNG or JPEG. Staff only, unless cleared for the public."),
    )
    copy_name = models.CharField(
        _("file name of the copy"),
        max_length=150,
        blank=True,
        help_text=_("Under which it is downloaded. Filled in when a copy is attached."),
    )
    copy_size = models.PositiveBigIntegerField(_("bytes of the copy"), null=True, blank=True, editable=False)
    copy_media_type = models.CharField(
        _("media type of the copy"), max_length=100, blank=True, editable=False
    )
    sha256 = models.CharField(
        _("SHA-256 of the copy"),
        max_length=64,
        blank=True,
        validators=[validate_sha256],
        help_text=_("Filled in when a copy is attached."),
    )
    is_cleared = models.BooleanField(
        _("copy cleared for the public"),
        default=False,
        help_text=_("Only where we have the right to show it."),
    )
    note = models.TextField(_("internal note"), blank=True, help_text=_("Never published."))

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="source_is_cleared_only_with_a_copy",
                condition=Q(is_cleared=False) | ~Q(archived_copy=""),
                violation_error_message=_("There is no archived copy to clear for the public."),
            ),
        ]

    @property
    def identities(self) -> tuple[str, ...]:
        """What tells it from other sources, also once it is deleted here."""
        return source_identities(self.title, self.publisher, self.published_on, self.address)

    @property
    def lasting_identities(self) -> tuple[str, ...]:
        """With those of a source that says less of the same."""
        return lasting_identities(self.title, self.publisher, self.published_on, self.address)

    @property
    def latest_text(self) -> "SourceText | None":
        """The text that was kept last: beside it stands what the page says today."""
        return max(self.texts.all(), key=lambda text: text.pk, default=None)

    def __str__(self) -> str:
        printed = ", ".join(filter(None, [self.author, self.publisher, self.published_on]))
        return f"{self.title} ({printed})" if printed else self.title


class SourceText(VisibleTexts):
    """The words of a source, pasted or read out of a file: what staff quote from. Never published whole.

    A source has several where its page changed, or where a part of it was given first.
    """

    source = models.ForeignKey(
        Source,
        on_delete=models.CASCADE,
        related_name="texts",
        verbose_name=_("source"),
        help_text=_("The source that it is the text of."),
    )
    text = models.TextField(
        _("text"),
        max_length=MAX_CHARACTERS,
        help_text=_("Its words, to quote from. Only staff see it; what is quoted is looked for in it."),
    )
    origin = models.CharField(
        _("where it came from"), max_length=8, choices=TextOrigin, default=TextOrigin.PASTED, editable=False
    )
    stored_at = models.DateTimeField(_("stored"), auto_now_add=True)

    class Meta:
        verbose_name = _("text of the source")
        verbose_name_plural = _("texts of the source")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(_("text of the source"))

    def clean_fields(self, exclude=None):
        """Keep it in plain lines, as passages are counted in them."""
        self.text = plain_lines(self.text)
        super().clean_fields(exclude)


class LinkCheckQuerySet(models.QuerySet):
    """Queries for checks of links."""

    def current(self):
        """Checks of the address that the source has now."""
        return self.filter(address=F("source__address"))

    def dead(self):
        """Links that failed twice."""
        return self.current().filter(failed_checks__gte=2)

    def changed(self):
        """Pages that say something else than the text that is kept today."""
        hashed = Func(F("text"), template="encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')")
        texts = SourceText.objects.filter(source=OuterRef("source")).order_by("-pk")
        kept = Subquery(texts.values(hashed=hashed)[:1])
        states = [TextState.CHANGED, TextState.OTHER]
        return self.current().filter(text_state__in=states).alias(now=kept).filter(kept_sha256=F("now"))


class LinkCheck(models.Model):
    """Check of the address of a source, made now and then. Never published, and nothing public follows from it.

    ``page_text`` is what a page says that changed since its text was kept; ``kept_sha256`` is that of the text beside
    which it was read.
    """

    source = models.OneToOneField(
        Source, on_delete=models.CASCADE, related_name="link_check", primary_key=True, editable=False
    )
    address = WebAddressField(max_length=1000, editable=False)
    checked_at = models.DateTimeField(editable=False)
    due_at = models.DateTimeField(db_index=True, editable=False)
    result = models.CharField(max_length=12, choices=LinkResult, editable=False)
    status = models.PositiveSmallIntegerField(null=True, editable=False)
    final_address = WebAddressField(max_length=2000, blank=True, editable=False)
    failed_checks = models.PositiveIntegerField(default=0, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    text_state = models.CharField(max_length=8, choices=TextState, blank=True, editable=False)
    text_checked_at = models.DateTimeField(null=True, editable=False)
    kept_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    page_text = models.TextField(blank=True, editable=False)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of a link")
        verbose_name_plural = _("checks of links")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_result_display()} ({self.address})"

    @property
    def is_dead(self) -> bool:
        return self.failed_checks > 1

    @property
    def leads_elsewhere(self) -> bool:
        """True where a reader ends up on another page than the address says."""
        final = self.final_address
        return bool(final) and comparable_address(final) != comparable_address(self.address)


class Citation(Part):
    """A source supports facts of a record: stated in it, or inferred from it.

    ``facts`` are paths into the record's body by part key, such as ``milestones/h7x2kq/on``, ``involvements/m4zq8w``
    or ``form``; none means the record as a whole. This is the only place where certainty about facts is kept.
    ``passages`` are what `sources.passages` makes of words that somebody put into a field: fact, quote, start, text.
    """

    source = models.ForeignKey(
        Source,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("source"),
        help_text=_("Add one with the plus sign; one source may be cited many times."),
    )
    facts = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("facts"),
        default=list,
        blank=True,
        help_text=_("Which facts it supports. None: the record as a whole."),
    )
    basis = models.CharField(
        _("basis"),
        max_length=16,
        choices=Basis,
        default=Basis.STATED,
        help_text=_("Stated: the source says so. Inferred: it follows from what the source says."),
    )
    says = LocalizedTextField(
        _("what it says"),
        help_text=_("Where the source differs from the record, or how the fact was inferred from it."),
    )
    locator = models.CharField(
        _("where in it"), max_length=200, blank=True, help_text=_("Page, paragraph, caption.")
    )
    passages = models.JSONField(
        _("passages"),
        default=list,
        blank=True,
        editable=False,
        help_text=_(
            "The words in the text of the source that each fact was taken from, and where they stand."
        ),
    )

    class Meta(Part.Meta):
        abstract = True
        verbose_name = _("citation")
        verbose_name_plural = _("citations")

    def __str__(self) -> str:
        return f"{self.get_basis_display()}: {self.source}"
