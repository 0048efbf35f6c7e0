"""E-mails to followers, HTML with plain text beside it: the letter of a day, and the one that asks to confirm."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from core.mail import message_id
from following.digest import Digest
from following.links import CONFIRM_WITHIN, confirmation_token, link_url, manage_token
from following.mailboxes import decrypt_address
from following.models import Letter, Request
from following.questions import question_of
from site_profile.current import current_profile

_LOGO_ID = "logo"  # by which the HTML names the picture that goes along (RFC 2392)


def day_letter(letter: Letter, digest: Digest) -> EmailMultiAlternatives:
    """The letter with these sections, in the language of the first. Raises UnreadableAddress."""
    with override(digest.sections[0].language):
        token, profile = manage_token(letter.follower_id), current_profile()
        lines = sum(len(section.lines) for section in digest.sections)
        subject = ngettext("%(site)s: %(count)d change", "%(site)s: %(count)d changes", lines)
        leave_url = link_url("follow:leave", token)
        context = {
            "digest": digest, "manage_url": link_url("follow:manage", token), "leave_url": leave_url,
            "profile": profile,
        }  # fmt: skip
        headers = {
            "Message-ID": message_id("letter", letter.pk, letter.queued_at),
            # RFC 8058: mail programs show a button that needs no page
            "List-Unsubscribe": f"<{leave_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        words = subject % {"site": profile.site_name, "count": lines}
        return _email("letter", words, context, headers, to=letter.follower.address)


def confirmation_letter(request: Request) -> EmailMultiAlternatives:
    """The letter that asks whether the owner of an address wants to follow. Raises UnreadableAddress, NoQuestion."""
    with override(request.language):
        question, profile = question_of(request.subject), current_profile()
        token = confirmation_token(request.follower_id, request.subject_id)
        context = {
            "heading": question.heading, "confirm_url": link_url("follow:confirm", token),
            "page_url": f"{settings.SITE_URL}{question.short_path}",
            "frequency": request.get_frequency_display(), "days": CONFIRM_WITHIN.days, "profile": profile,
        }  # fmt: skip
        number = request.pk * 100 + request.letters
        headers = {"Message-ID": message_id("confirm", number, request.requested_at)}
        words = _("%(site)s: confirm that you want to follow") % {"site": profile.site_name}
        return _email("confirmation", words, context, headers, to=request.follower.address)


class _HTMLLetter(EmailMultiAlternatives):
    """A letter whose HTML shows the logo, which goes along: programs ask before they load anything from outside."""

    logo = b""

    def message(self, **options):
        message = super().message(**options)
        if self.logo:
            message.get_body(("html",)).add_related(
                self.logo, "image", "png", cid=f"<{_LOGO_ID}>", disposition="inline", filename="logo.png"
            )
        return message


def _email(
    template: str, subject: str, context: Mapping[str, Any], headers: Mapping[str, str], *, to: str
) -> EmailMultiAlternatives:
    """An e-mail in the active language. ``to`` is the stored address."""
    context = {**context, "subject": subject, "site_url": settings.SITE_URL, "logo_id": _LOGO_ID}
    # RFC 3834: nobody answers that they are away
    headers = {**headers, "Auto-Submitted": "auto-generated"}
    text = render_to_string(f"following/{template}.txt", context)
    email = _HTMLLetter(" ".join(subject.split()), text, to=[decrypt_address(to)], headers=headers)
    email.attach_alternative(render_to_string(f"following/{template}.html", context), "text/html")
    email.logo = context["profile"].logo_content
    return email
