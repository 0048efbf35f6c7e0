"""Topics of agreements, as a tree."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.circles import refuse_parent_circle
from core.localized import LocalizedTextField, in_language
from register.records import Record


class Topic(Record):
    """A subject, in several languages, perhaps under a wider one."""

    names = LocalizedTextField(
        _("name"),
        blank=False,
        help_text=_("A short noun in each language, in lower case where the language has it."),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        verbose_name=_("wider topic"),
        help_text=_("The topic that this one is a part of."),
    )

    class Meta(Record.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="topic_is_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("id")),
                violation_error_message=_("A topic cannot be wider than itself."),
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.names)[0]

    def clean(self):
        refuse_parent_circle(self)
