"""Reasons to refuse an uploaded file, in words."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.uploads.formats import FORMAT_LABELS

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

UNKNOWN = _(
    "This file is none of %(formats)s. Its content decides, not its name: save it as a PDF and attach that."
)
EMPTY = _("This file is empty.")
TOO_LARGE = _("This file has %(size)s; at most %(limit)s may be attached.")
BROKEN = _("This %(format)s file is incomplete or damaged: open it, save it again and attach that.")
ENCRYPTED = _(
    "This file is locked with a password or by rights management: attach one that anybody can open."
)
MACROS = _("This file holds macros, scripts or controls: save it without them, or as a PDF.")
EMBEDDED = _(
    "This file holds an embedded object or a PostScript picture (%(name)s), in which code can hide: "
    "take it out, or save the file as a PDF."
)
UNPACKS_TOO_LARGE = _("This file becomes far too large when it is unpacked: save it as a PDF.")
OUTSIDE_CONTENT = _("This file loads parts of itself from elsewhere (%(address)s): save it as a PDF.")
TOO_MANY_PIXELS = _("This picture is too large to be opened safely: make it smaller, or save it as a PDF.")
INFECTED = _("The virus scanner found something in this file (%(name)s). It was not kept.")
NOT_SCANNED = _(
    "The virus scanner could not check this file, so it was not kept. Try again later, or ask the administrator."
)


def refusal(reason: "StrOrPromise", **params: object) -> ValidationError:
    return ValidationError(reason, code="upload", params=params)


def unknown_format() -> ValidationError:
    return refusal(UNKNOWN, formats=FORMAT_LABELS)


def broken(label: str) -> ValidationError:
    return refusal(BROKEN, format=label)
