"""Icons for yes and no in the staff area, with words of the language for those who do not see them."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

_ICONS = {True: ("yes", _("yes")), False: ("no", _("no")), None: ("unknown", _("not known"))}


def boolean_icon(value: bool | None) -> str:
    """An image of the admin's, as `django.contrib.admin.templatetags.admin_list._boolean_icon` makes it."""
    name, words = _ICONS[value]
    return format_html('<img src="{}" alt="{}">', static(f"admin/img/icon-{name}.svg"), words)
