"""Admin of partners and their API keys. A key is shown once, right after it was made."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from access.keys import actions
from access.keys.choices import Scope
from access.models import EXPIRES_SOON, Key, Partner, is_alive_q
from desk.conflicts.admin import EditConflictsMixin
from desk.queues import Queue, QueueFilter

_EXPIRING_QUEUE = Queue(
    "ending",
    _("run out within 30 days"),
    lambda: is_alive_q() & Q(expires_at__lte=timezone.now() + EXPIRES_SOON),
)
_EXPOSED_QUEUE = Queue(
    "exposed", _("sent in an address, to be exchanged"), lambda: is_alive_q() & ~Q(exposed_at=None)
)


class _KeyInline(admin.TabularInline):
    """Keys on the page of a partner, read-only: they are made and revoked on their own pages."""

    model = Key
    fields = readonly_fields = ["name", "scopes", "expires_at", "last_used_at", "revoked_at"]
    extra = 0
    show_change_link = True
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Partner)
class PartnerAdmin(EditConflictsMixin, admin.ModelAdmin):
    """Partners, with the number of their keys."""

    list_display = ["name", "email", "is_active", "limit", "alive"]
    list_filter = ["is_active"]
    search_fields = ["name", "email", "note"]
    fields = ["name", "email", "is_active", "limit", "note", "created_at"]
    readonly_fields = ["created_at"]
    inlines = [_KeyInline]

    def get_queryset(self, request):
        alive = Count("keys", filter=is_alive_q("keys__"))
        return super().get_queryset(request).annotate(alive=alive)

    @admin.display(description=_("API keys"))
    def alive(self, partner):
        return partner.alive


class _KeyForm(forms.ModelForm):
    """Form of a new key, with a checkbox for each scope. A partner that has too many keys is an error."""

    scopes = forms.MultipleChoiceField(
        label=_("scopes"),
        choices=Scope.choices,
        initial=[Scope.READ],
        widget=forms.CheckboxSelectMultiple,
        help_text=Key._meta.get_field("scopes").help_text,
    )

    def clean_partner(self):
        partner = self.cleaned_data["partner"]
        try:
            actions.check_key_limit(partner)
        except actions.TooManyKeys:
            raise ValidationError(_("It has two keys already: revoke one of them first.")) from None
        return partner


@admin.register(Key)
class KeyAdmin(EditConflictsMixin, admin.ModelAdmin):
    """API keys. Their secret is on one page only; a key that exists can only be renamed or revoked."""

    list_display = ["name", "partner", "scopes", "expires_at", "last_used_at", "is_alive"]
    list_filter = [QueueFilter, "partner"]
    queues = [_EXPIRING_QUEUE, _EXPOSED_QUEUE]
    search_fields = ["id", "name", "partner__name"]
    list_select_related = ["partner"]
    autocomplete_fields = ["partner"]
    actions = ["revoke"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, **({} if change else {"form": _KeyForm}), **kwargs)

    def get_fields(self, request, obj=None):
        about = [("created_at", "created_by"), "last_used_at", "exposed_at", ("revoked_at", "revoked_by")]
        return ["partner", "name", "scopes", "expires_at", *(["id", *about] if obj else [])]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["partner", "scopes", "expires_at", "id", "created_at", "created_by", "last_used_at"]
        return [*fixed, "exposed_at", "revoked_at", "revoked_by"] if obj else []

    @admin.display(description=_("opens"), boolean=True)
    def is_alive(self, key):
        return key.is_alive and key.partner.is_active

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            request.new_key = actions.create_key(key=obj, by=request.user)

    def response_add(self, request, obj, post_url_continue=None):
        """The only page that ever shows the secret. No cache keeps it, as none keeps any page of the staff area."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("The key was made"),
            "opts": self.opts,
            "key": obj,
            "secret": request.new_key,
        }
        return TemplateResponse(request, "admin/access/key_made.html", context)

    @admin.action(permissions=["change"], description=_("Revoke: they open nothing from now on"))
    def revoke(self, request, queryset):
        count = actions.revoke_keys(keys=queryset, by=request.user)
        message = ngettext("%(count)d key was revoked.", "%(count)d keys were revoked.", count)
        self.message_user(request, message % {"count": count}, messages.SUCCESS)
