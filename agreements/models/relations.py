"""Relations to older agreements."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agreements.choices import AgreementRelationKind
from agreements.models.agreement import Agreement, AgreementPart
from core.circles import refuse_circle
from core.localized import LocalizedTextField

_SYMMETRIC_KINDS = {AgreementRelationKind.PAIRED_WITH, AgreementRelationKind.RELATED}


class AgreementRelation(AgreementPart):
    """Relation to an older agreement, recorded by the newer one. It changes no state by itself: milestones do."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=AgreementRelationKind,
        help_text=_("How this agreement stands to the older one."),
    )
    older = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="relations_to_it",
        verbose_name=_("older agreement"),
        help_text=_("The one that was there before; it shows the link too."),
    )
    stub = LocalizedTextField(
        _("older agreement in words"),
        help_text=_("Where it has no record here, such as “Memorandum of 1997”. Published as words."),
    )
    scope = LocalizedTextField(_("scope"), help_text=_("Which part of it, such as “para 4.5”."))

    class Meta(AgreementPart.Meta):
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [
            *AgreementPart.Meta.constraints,
            models.CheckConstraint(
                name="agreement_relation_names_a_record_or_words",
                condition=(Q(older=None) & ~Q(stub={})) | (Q(older__isnull=False) & Q(stub={})),
                violation_error_message=_(
                    "Choose the older agreement, or describe it in words: one of the two."
                ),
            ),
            models.UniqueConstraint(
                name="agreement_relation_is_recorded_once",
                fields=["agreement", "kind", "older", "scope"],
                condition=Q(older__isnull=False),
                violation_error_message=_("This relation is recorded already."),
            ),
            models.CheckConstraint(
                name="agreement_is_not_related_to_itself",
                condition=Q(older=None) | ~Q(agreement=F("older")),
                violation_error_message=_("An agreement cannot be related to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.older or self.stub}"

    @classmethod
    def acyclic_edges(cls):
        links = cls.objects.exclude(kind__in=_SYMMETRIC_KINDS).exclude(older=None)
        return links.values_list("agreement", "older")

    def clean(self):
        def older(pks):
            links = AgreementRelation.objects.filter(agreement__in=pks).exclude(pk=self.pk)
            return links.exclude(kind__in=_SYMMETRIC_KINDS).values_list("agreement", "older")

        if self.kind not in _SYMMETRIC_KINDS:
            refuse_circle("older", Agreement, self.agreement_id, self.older_id, older)
