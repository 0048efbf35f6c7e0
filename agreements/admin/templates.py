"""Templates of agreements in the staff area: kept from a record, chosen on the form of a new one."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, AgreementTemplate, Topic
from desk.addresses import change_page_address
from desk.history.views import HistoryMixin
from desk.record_pages import RecordPagesMixin

if TYPE_CHECKING:  # the class that the mixin is mixed into
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object

TEMPLATE = "template"  # the parameter of the address of a new form
# What is the same of all agreements of a kind; dates, parties, names and promises are said of one alone.
_OWN_FIELDS = ("nature", "form", "bindingness")
_PART_FIELDS = {"texts": "language", "involvements": "role", "milestones": "kind", "contributions": "kind"}
_MOST_ROWS = 12


def template_contents(agreement: Agreement) -> dict[str, Any]:
    """Values of an agreement that a template keeps."""
    own = {name: value for name in _OWN_FIELDS if (value := getattr(agreement, name))}
    topics = list(agreement.topics.values_list("pk", flat=True))
    rows = {
        part: [{name: value} for value in getattr(agreement, part).values_list(name, flat=True)[:_MOST_ROWS]]
        for part, name in _PART_FIELDS.items()
    }
    return {"": {**own, "topics": topics}, **{part: each for part, each in rows.items() if each}}


class TemplateForm(forms.ModelForm):
    """The name of a template."""

    class Meta:
        model = AgreementTemplate
        fields = ["names"]


class AgreementTemplatesMixin(RecordPagesMixin, _ModelAdmin):
    """Admin of agreements whose new form begins with a template, and whose records are kept as one."""

    def get_urls(self):
        return [self.record_route("keep-template", self.keep_template_view), *super().get_urls()]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        key = request.GET.get(TEMPLATE, "") if object_id is None else ""
        is_key = key.isascii() and key.isdecimal() and len(key) < 10
        template = AgreementTemplate.objects.filter(pk=key).first() if is_key else None
        request.template_rows = template.contents if template else {}
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_changeform_initial_data(self, request):
        own = dict(request.template_rows.get("", {}))
        if "topics" in own:
            own["topics"] = list(Topic.objects.filter(pk__in=own["topics"]).values_list("pk", flat=True))
        return {**own, **super().get_changeform_initial_data(request)}

    def get_formsets_with_inlines(self, request, obj=None):
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            if obj is None:
                rows = getattr(request, "template_rows", {}).get(formset.get_default_prefix(), [])
                formset.extra = max(formset.extra, len(rows))
            yield formset, inline

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if obj.pk is None and (rows := request.template_rows.get(prefix)):
            # a row in which nothing else is typed is not saved
            kwargs["initial"] = [dict(row) for row in rows]
        return kwargs

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        may_keep = request.user.has_perm("agreements.add_agreementtemplate")
        if change and obj and may_keep:
            context["keep_template_address"] = self.action_address(obj, "keep-template")
        if add and "_popup" not in request.GET:
            context["templates"] = list(AgreementTemplate.objects.all())
        return super().render_change_form(request, context, add, change, form_url, obj)

    def keep_template_view(self, request, object_id):
        """Name what a template keeps of an agreement, then start a new one from it."""
        agreement = self.record_or_404(request, object_id, may=self._may_keep)
        form = TemplateForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            form.instance.contents = template_contents(agreement)
            template = form.save()
            text = _("Kept. A new agreement can begin with “%(name)s”.") % {"name": template}
            self.message_user(request, text, messages.SUCCESS)
            return HttpResponseRedirect(
                f"{reverse('admin:agreements_agreement_add')}?{TEMPLATE}={template.pk}"
            )
        return self.render_page(
            request, "admin/agreements/agreement/keep_template.html", agreement,
            title=_("Keep as a template"), form=form, media=form.media, back=change_page_address(agreement),
        )  # fmt: skip

    def _may_keep(self, request, obj=None) -> bool:
        may_add = request.user.has_perm("agreements.add_agreementtemplate")
        return may_add and self.has_view_permission(request, obj)


@admin.register(AgreementTemplate)
class AgreementTemplateAdmin(HistoryMixin, admin.ModelAdmin):
    """Templates of agreements; they are made from a record."""

    list_display = ["name"]
    fields = ["names"]
    show_full_result_count = False
    desk_nav_order = 3

    @admin.display(description=_("name"), ordering="names")
    def name(self, template):
        return str(template)

    def has_add_permission(self, request):
        return False  # made from a record
