"""Admin page of the bulk files: how they stand, and a button to make them now."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from exports.dumps import builder, manifest, tasks
from register.models import PublicVersion


def may_make_bulk_files(site: admin.AdminSite, request) -> bool:
    """Whoever may publish something may have the files made."""
    return any(
        model_admin.has_publish_permission(request)
        for model_admin in site._registry.values()
        if hasattr(model_admin, "has_publish_permission")
    )


def bulk_files_view(request, *, site: admin.AdminSite):
    if not may_make_bulk_files(site, request):
        raise PermissionDenied
    if request.method == "POST":
        tasks.queue_dump()
        messages.success(request, _("The bulk files will be made in the background."))
        return redirect("admin:bulk_files")
    last = manifest.last_manifest()
    context = {
        **site.each_context(request),
        "title": _("Bulk files"),
        "dump": last,
        "size": sum(file.bytes for file in last.files) if last else 0,
        "changes": PublicVersion.public.filter(pk__gt=last.cursor).count() if last else 0,
        "is_held_back": last and not manifest.is_manifest_public(last),
        "is_being_made": builder.is_dump_running(),
        "is_asked_for": tasks.is_dump_queued(),
    }
    return TemplateResponse(request, "admin/bulk_files.html", context)
