"""Texts of the documents that current public bodies name. Derived from their files; the public reads these tables."""

from collections.abc import Collection

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from document_texts.choices import TextState
from register.routers import REGISTER_ALIAS

# Moment of the last change of any text. One that is deleted goes with a publication, which the revision tells.
TEXTS_CHANGED_SQL = "SELECT max(changed_at) FROM document_texts_documenttext"


class DocumentTextQuerySet(models.QuerySet):
    """Queries for texts of documents."""

    def public(self):
        """Through the ``register`` alias, whose database role can read the register only."""
        return self.using(REGISTER_ALIAS)

    def with_counts(self):
        """With ``passage_count``: how many passages each has."""
        return self.annotate(passage_count=Count("passages"))

    def waiting(self):
        """Texts that the worker has to extract."""
        return self.filter(state=TextState.WAITING)


class DocumentText(models.Model):
    """The text of a file that the current body of a record names, by the key of the part that names it.

    What is public no more has none. A text in which something was redacted outlives its record without its passages,
    so that nothing brings the words back out of the same file.
    """

    ref = models.CharField(_("reference"), max_length=16)
    key = models.CharField(_("key of the part"), max_length=16)
    stored_name = models.CharField(_("name of the file in the storage"), max_length=100)
    state = models.CharField(_("state"), max_length=12, choices=TextState, default=TextState.WAITING)
    is_cut = models.BooleanField(_("only its beginning"), default=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    passage_count: int  # of `with_counts`

    objects = DocumentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="text_of_a_document_is_kept_once", fields=["ref", "key", "stored_name"]
            ),
        ]
        indexes = [
            models.Index(name="documenttext_changed", fields=["changed_at"]),
            models.Index(name="documenttext_file", fields=["stored_name"]),
            models.Index(name="documenttext_waiting", fields=["id"], condition=Q(state=TextState.WAITING)),
        ]

    def __str__(self) -> str:
        return f"{self.ref}/{self.key}"


class DocumentPassage(models.Model):
    """A page of a document, or a part of a long one; of a format without pages a stretch of paragraphs."""

    document = models.ForeignKey(
        DocumentText,
        on_delete=models.CASCADE,
        related_name="passages",
        verbose_name=_("document"),
        db_index=False,  # the constraint begins with it
    )
    position = models.PositiveIntegerField()
    page = models.PositiveIntegerField(_("page"), null=True)
    text = models.TextField(_("text"))
    vector = SearchVectorField()

    class Meta:
        verbose_name = _("passage of a document")
        verbose_name_plural = _("passages of documents")
        default_permissions = ()
        ordering = ["document", "position"]
        constraints = [
            models.UniqueConstraint(name="passage_has_its_own_position", fields=["document", "position"]),
        ]
        indexes = [GinIndex(name="document_passage_vector", fields=["vector"])]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.position}"


def texts_of_record(ref: str) -> dict[tuple[str, str], DocumentText]:
    """The texts of the documents of a public record, by key and name of the stored file, with their counts."""
    rows = DocumentText.objects.public().with_counts().filter(ref=ref)
    return {(row.key, row.stored_name): row for row in rows}


def passages_from(texts: Collection[int], first: int, count: int) -> dict[int, list[DocumentPassage]]:
    """Passages of these texts from a place on, so many of each at most, by the key of the text."""
    rows = DocumentPassage.objects.using(REGISTER_ALIAS).defer("vector")
    rows = rows.filter(document__in=texts, position__gte=first, position__lt=first + count)
    passages: dict[int, list[DocumentPassage]] = {}
    for row in rows.order_by("document", "position") if texts else ():
        passages.setdefault(row.document_id, []).append(row)
    return passages
