"""Partners and their keys in the staff area: made here, shown once, revoked here."""

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
from access.models import EXPIRES_SOON, Key, Partner
from desk.queues import Queue, QueueFilter


def _alive() -> Q:
    return Q(revoked_at=None, expires_at__gt=timezone.now())


_EXPIRING_QUEUE = Queue(
    "ending", _("run out within 30 days"), lambda: _alive() & Q(expires_at__lte=timezone.now() + EXPIRES_SOON)
)
_EXPOSED_QUEUE = Queue(
    "exposed", _("sent in an address, to be exchanged"), lambda: _alive() & ~Q(exposed_at=None)
)


class _KeyInline(admin.TabularInline):
    """What a partner holds. Keys are made and revoked on their own pages."""

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
class PartnerAdmin(admin.ModelAdmin):
    """Those who have keys."""

    list_display = ["name", "email", "is_active", "limit", "alive"]
    list_filter = ["is_active"]
    search_fields = ["name", "email", "note"]
    fields = ["name", "email", "is_active", "limit", "note", "created_at"]
    readonly_fields = ["created_at"]
    inlines = [_KeyInline]

    def get_queryset(self, request):
        alive = Count("keys", filter=Q(keys__revoked_at=None, keys__expires_at__gt=timezone.now()))
        return super().get_queryset(request).annotate(alive=alive)

    @admin.display(description=_("API keys"))
    def alive(self, partner):
        return partner.alive


class _KeyForm(forms.ModelForm):
    """A new key. What it opens is ticked; that there is no room for it is said before it is made."""

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
class KeyAdmin(admin.ModelAdmin):
    """Keys. Their secret is on one page only, right after they are made; a key that was made is renamed or revoked."""

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
            request.new_key = actions.create_key(obj, by=request.user)

    def response_add(self, request, obj, post_url_continue=None):
        """The only page that ever shows it; like all of the staff area, no cache keeps it."""
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
        count = actions.revoke_keys(queryset, by=request.user)
        told = ngettext("%(count)d key was revoked.", "%(count)d keys were revoked.", count)
        self.message_user(request, told % {"count": count}, messages.SUCCESS)
