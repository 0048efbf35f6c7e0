"""Admin of the profile of the site: one form, for the one row."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from core.localized import LocalizedTextField
from core.stored_files import StoredFileField
from desk.addresses import change_page_address
from desk.conflicts.admin import EditConflictsMixin
from desk.history.views import HistoryMixin
from desk.profile.forms import SiteProfileForm
from desk.stored_files import StoredFileInput
from site_profile.models import ONLY_KEY, SiteProfile

_PROSE_ROWS = 8
_PROSE = {"contact", "scope", "imprint", "privacy", "data_protection", "accessibility"}


class _PictureInput(StoredFileInput):
    """The input of the logo, which takes pictures alone."""

    def __init__(self, attrs=None):
        super().__init__({"accept": ".png,.jpg,.jpeg", **(attrs or {})})


@admin.register(SiteProfile)
class SiteProfileAdmin(EditConflictsMixin, HistoryMixin, admin.ModelAdmin):
    """The profile of the site. It is there from the beginning, and nobody adds or deletes one."""

    form = SiteProfileForm
    formfield_overrides = {StoredFileField: {"widget": _PictureInput}}
    view_on_site = False
    fieldsets = [
        (_("Name"), {"fields": ["name", "institution", "words"]}),
        (_("Look"), {"fields": ["logo", "accent"]}),
        (_("Contact"), {"fields": ["contact_email", "contact", "security_contact"]}),
        (_("The record"), {"fields": ["scope", "license_name", "license_url"]}),
        (_("Statements"), {"fields": ["imprint", "privacy", "data_protection", "accessibility"]}),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, LocalizedTextField):
            kwargs["rows"] = _PROSE_ROWS if db_field.name in _PROSE else 2
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        """No list of one row: its form."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        profile, _is_new = SiteProfile.objects.get_or_create(pk=ONLY_KEY)
        return HttpResponseRedirect(change_page_address(profile))
