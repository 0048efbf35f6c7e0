from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "access"
    verbose_name = _("Accounts, partners and readers")
    desk_group = "publishers"  # whoever answers for what is public answers for who gets a key
    desk_models_for_editors = (
        "report",
    )  # may hold e-mail addresses: only for those who work on it, not for readers

    def ready(self):
        from allauth.mfa.signals import authenticator_added  # models, which are not there before

        from access.accounts.actions import end_sessions_of_new_factor
        from access.accounts.checks import check_single_sign_on

        authenticator_added.connect(end_sessions_of_new_factor)
        register(check_single_sign_on)
