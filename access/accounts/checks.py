"""System checks of the settings for accounts."""

from django.conf import settings
from django.core.checks import Error

from access.accounts.choices import Role


def check_single_sign_on(app_configs, **kwargs) -> list[Error]:
    """Errors access.E001 to E003: single sign-on that is half set up, in the open, or open to everybody."""
    errors = []
    sso = settings.OIDC
    if sso["issuer"] and not (sso["client_id"] and sso["client_secret"]):
        errors.append(Error("OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.", id="access.E001"))
    if sso["issuer"] and not sso["issuer"].startswith("https://") and not settings.DEBUG:
        errors.append(Error("OIDC_ISSUER has to begin with https://.", id="access.E002"))
    if sso["new_accounts"]:
        if sso["new_accounts"] not in {Role.READER, Role.EDITOR, Role.PUBLISHER}:
            hint = "Administrators are invited; or leave it empty: then everybody is."
            errors.append(
                Error("OIDC_NEW_ACCOUNTS is reader, editor or publisher.", hint=hint, id="access.E003")
            )
        if not (sso["domains"] or sso["groups"]):
            hint = "Otherwise everybody whom the provider knows would get an account."
            errors.append(
                Error("OIDC_NEW_ACCOUNTS needs OIDC_DOMAINS or OIDC_GROUPS.", hint=hint, id="access.E003")
            )
    return errors
