"""Filters for links to files: their format and size in words, their pages."""

from django import template
from django.template.defaultfilters import filesizeformat

from core.uploads.formats import format_of_media_type

register = template.Library()


@register.filter
def file_label(file: dict) -> str:
    """Format and size of a file that can be downloaded, as PDF, 1.2 MB; its media type where that is none of ours."""
    file_format = format_of_media_type(file.get("media_type") or "")
    label = file_format.label if file_format else file.get("media_type") or ""
    size = filesizeformat(file["size"]) if file.get("size") else ""
    return ", ".join(filter(None, [label, size]))


@register.filter
def copy_address(documents_address: str, source: dict) -> str:
    """Path of the page of the copy of a source; empty where it has none, or on pages without those of documents."""
    return f"{documents_address}{source['key']}" if documents_address and source.get("file") else ""
