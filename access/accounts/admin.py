"""Admin of accounts, invitations and attempts to log in: for administrators."""

import django.contrib.auth.admin
from allauth.account import admin as allauth_account_admin
from allauth.account.models import EmailAddress
from allauth.mfa import admin as allauth_mfa_admin
from allauth.mfa.models import Authenticator
from allauth.socialaccount import admin as allauth_sso_admin
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions import admin as allauth_sessions_admin
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext

from access.accounts import actions
from access.accounts.forms import ColleaguePasswordForm
from access.accounts.permission_labels import PermissionLabelsMixin
from access.models import Invitation, LoginAttempt
from access.models.accounts import INVITED_ALREADY
from agreements.models import UnitMember
from desk.conflicts.admin import EditConflictsMixin
from desk.history.views import HistoryMixin
from desk.read_only import ReadOnlyAdmin

# Their models are worked on by the pages and actions of accounts, and single sign-on is in the settings
_REGISTERING = (allauth_account_admin, allauth_mfa_admin, allauth_sso_admin, allauth_sessions_admin)
admin.site.unregister(
    [EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession, User, Group]
)


class _UnitInline(admin.StackedInline):
    """The unit for which a colleague works."""

    model = UnitMember
    autocomplete_fields = ["unit"]


@admin.register(User)
class AccountAdmin(
    PermissionLabelsMixin, EditConflictsMixin, HistoryMixin, django.contrib.auth.admin.UserAdmin
):
    """Accounts. None is deleted, since the history names them: they are deactivated, and their sessions end at once."""

    can_restore = False
    list_display = ["username", "email", "first_name", "last_name", "is_active", "is_superuser", "last_login"]
    actions = ["deactivate", "remove_factors"]
    inlines = [_UnitInline]
    change_password_form = ColleaguePasswordForm

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        """Nobody closes or demotes their own account: somebody has to be able to open it again."""
        own = ["is_active", "is_staff", "is_superuser"] if obj == request.user else []
        return [*super().get_readonly_fields(request, obj), *own]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and not obj.is_active:
            actions.end_sessions(obj)

    @admin.action(permissions=["change"], description=_("Deactivate, and end their sessions at once"))
    def deactivate(self, request, queryset):
        is_own = queryset.filter(pk=request.user.pk).exists()
        closed_before = queryset.filter(is_active=False).count()
        users = actions.deactivate(users=queryset, by=request.user)
        for user in users:
            self.log_change(request, user, [{"changed": {"fields": [str(_("active"))]}}])
        self._report_count(
            request,
            ngettext("%(count)d account was closed.", "%(count)d accounts were closed.", len(users)),
            len(users),
        )
        self._report_count(
            request,
            ngettext(
                "%(count)d account was closed before.",
                "%(count)d accounts were closed before.",
                closed_before,
            ),
            closed_before,
            messages.WARNING,
        )
        if is_own:
            words = _("Your own account stays open: only another administrator can close it.")
            self.message_user(request, words, messages.WARNING)

    def _report_count(self, request, words: str, count: int, level: int = messages.SUCCESS) -> None:
        """Say what became of so many accounts; nothing of none."""
        if count:
            self.message_user(request, words % {"count": count}, level)

    @admin.action(permissions=["change"], description=_("Remove their second factors, which were lost"))
    def remove_factors(self, request, queryset):
        users = [user for user in queryset if actions.remove_factors(user=user)]
        for user in users:
            self.log_change(request, user, [{"changed": {"fields": [str(_("second factors"))]}}])
        without = len(queryset) - len(users)
        self._report_count(
            request,
            ngettext(
                "The second factors of %(count)d account were removed, and its sessions ended.",
                "The second factors of %(count)d accounts were removed, and their sessions ended.",
                len(users),
            ),
            len(users),
        )
        self._report_count(
            request,
            ngettext(
                "%(count)d account had no second factor.", "%(count)d accounts had no second factor.", without
            ),
            without,
            messages.WARNING,
        )


@admin.register(Group)
class GroupAdmin(
    PermissionLabelsMixin, EditConflictsMixin, HistoryMixin, django.contrib.auth.admin.GroupAdmin
):
    """Groups, with what their members may do."""

    can_restore = False


class _InvitationForm(forms.ModelForm):
    """An invitation; refused to an address that has an account."""

    def clean_email(self):
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exists():
            raise ValidationError(_("There is an account with this address already."), code="account")
        if Invitation.objects.filter(accepted_at=None).to(email).exists():
            raise ValidationError(INVITED_ALREADY, code="invited")
        return email


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    """Invitations. One that was accepted stays, and says who let somebody in."""

    form = _InvitationForm
    list_display = ["email", "role", "invited_by", "invited_at", "state", "user"]
    list_filter = ["role"]
    search_fields = ["email", "user__username"]
    list_select_related = ["invited_by", "user"]
    fields = ["email", "role", "language"]
    readonly_fields = ["invited_by", "invited_at", "expires_at", "accepted_at", "user"]
    actions = ["send_again"]
    view_on_site = False

    def get_fields(self, request, obj=None):
        return [*self.fields, *self.readonly_fields] if obj else self.fields

    def has_change_permission(self, request, obj=None):
        """Seen, but not changed: the link was sent with it. The list offers the action to send it again."""
        return obj is None and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return (obj is None or not obj.accepted_at) and super().has_delete_permission(request, obj)

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        """Without deleting many at once, which would take accepted ones along."""
        actions_of_list = super().get_actions(request, action_location)
        return {name: action for name, action in actions_of_list.items() if name != "delete_selected"}

    @admin.display(description=_("state"))
    def state(self, invitation):
        if invitation.accepted_at:
            return _("accepted")
        return pgettext("invitation", "open") if invitation.is_open else _("ran out")

    def save_model(self, request, obj, form, change):
        self._send(request, obj)

    def _send(self, request, invitation: Invitation) -> None:
        try:
            actions.invite(invitation=invitation, by=request.user)
        except ValidationError as error:
            self.message_user(request, f"{invitation.email}: {error.message}", messages.ERROR)
        except OSError:  # smtplib's errors are such
            message = _("The e-mail to %(email)s could not be sent. Send the invitation again later.")
            self.message_user(request, message % {"email": invitation.email}, messages.ERROR)
        else:
            message = _("The invitation was sent to %(email)s.")
            self.message_user(request, message % {"email": invitation.email}, messages.SUCCESS)

    @admin.action(permissions=["change"], description=_("Send again, with a new link"))
    def send_again(self, request, queryset):
        for invitation in queryset:
            self._send(request, invitation)


@admin.register(LoginAttempt)
class LoginAttemptAdmin(ReadOnlyAdmin):
    """The log of attempts to log in, to be looked at."""

    list_display = ["at", "whose", "method", "outcome", "address"]
    list_filter = ["outcome", "method"]
    search_fields = ["user__username", "user__email", "address"]
    list_select_related = ["user"]
    show_full_result_count = False
    list_display_links = None

    @admin.display(description=_("account"))
    def whose(self, attempt):
        return attempt.user or _("no account: %(digest)s") % {"digest": attempt.name_digest[:12]}
