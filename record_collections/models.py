"""Collections: lists of records that staff put together under a name, in an order of their own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from agreements.models import Agreement
from core.localized import LocalizedTextField, in_language
from register.records import Part, Record, unique_part_key


class Collection(Record):
    """A named and described list of agreements and activities, with a page and a feed of its own."""

    names = LocalizedTextField(
        _("name"),
        blank=False,
        help_text=_("What the records have in common, such as “Health agreements of the Republic of Korea”."),
    )
    description = LocalizedTextField(
        _("description"), help_text=_("What is in it and why, in our own words; what is left out.")
    )

    class Meta(Record.Meta):
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ["-pk"]
        constraints = [*Record.Meta.constraints]

    def __str__(self) -> str:
        return in_language(self.names)[0]


class CollectionItem(Part):
    """A record in a collection, at its place, with a few words beside it."""

    record_field = "collection"

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="collection_items",
        verbose_name=_("agreement"),
        help_text=_("Also a programme or a dialogue. It shows once it is public, and only as long."),
    )
    activity = models.ForeignKey(
        Activity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="collection_items",
        verbose_name=_("activity"),
        help_text=_("In place of an agreement."),
    )
    comment = LocalizedTextField(
        _("comment"), help_text=_("Why it is here, in a few words. Shown beside the record.")
    )

    class Meta(Part.Meta):
        verbose_name = _("record in the collection")
        verbose_name_plural = _("records in the collection")
        constraints = [
            unique_part_key("collection"),
            models.CheckConstraint(
                name="collection_item_is_one_record",
                condition=Q(agreement=None, activity__isnull=False)
                | Q(agreement__isnull=False, activity=None),
                violation_error_message=_("Choose an agreement or an activity: one of the two."),
            ),
            models.UniqueConstraint(
                name="collection_has_an_agreement_once",
                fields=["collection", "agreement"],
                violation_error_message=_("This agreement is in the collection already."),
            ),
            models.UniqueConstraint(
                name="collection_has_an_activity_once",
                fields=["collection", "activity"],
                violation_error_message=_("This activity is in the collection already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.agreement or self.activity or "")
