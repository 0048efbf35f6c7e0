"""Settings of accounts: passwords, second factors, sessions, single sign-on, reminders."""

import os

from config.environment import env_days, env_flag, single_sign_on

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
PASSWORD_RESET_TIMEOUT = 3600  # seconds that the link of an e-mail is good for
# Whether staff need a second factor: a code of an app, or a passkey. Single sign-on counts as two.
REQUIRE_MFA = env_flag("REQUIRE_MFA", default=not env_flag("DEBUG", default=False))
CSRF_FAILURE_VIEW = "access.accounts.kept_forms.csrf_failure_response"
# A session ends when nobody used it for so long, and in any case so long after the login
SESSION_IDLE_SECONDS = 60 * int(os.environ.get("SESSION_IDLE_MINUTES", "30"))
SESSION_COOKIE_AGE = 3600 * int(os.environ.get("SESSION_HOURS", "12"))
OIDC = single_sign_on()
ACCOUNT_ADAPTER = "access.accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = (
    "none"  # nobody signs up: addresses are of invitations, or an administrator's word
)
ACCOUNT_FORMS = {
    "login": "access.accounts.forms.LoginForm",
    "reset_password": "access.accounts.forms.PasswordLinkForm",
}
# Of second factors; of passwords the log of attempts counts (access/accounts/login_limits.py)
ACCOUNT_RATE_LIMITS = {"login": "", "login_failed": "10/15m/key", "reset_password": "20/h/ip"}
# Links to set a password that one account is sent: each is good for longer than others can use up the next
PASSWORD_MAIL_LIMIT = "5/15m/key"
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "access.accounts.password_tokens.PasswordTokenGenerator"
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "access.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "activate_totp": "access.accounts.forms.NewAppForm",
    "authenticate": "access.accounts.forms.CodeForm",
    "authenticate_webauthn": "access.accounts.forms.PasskeyForm",
    "reauthenticate": "access.accounts.forms.ConfirmCodeForm",
    "reauthenticate_webauthn": "access.accounts.forms.ConfirmPasskeyForm",
    "add_webauthn": "access.accounts.forms.NewPasskeyForm",
    "edit_webauthn": "access.accounts.forms.PasskeyNameForm",
    "login_webauthn": "access.accounts.forms.PasskeyLoginForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds: a code may be typed at the end of its own (RFC 6238, 5.2)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
SOCIALACCOUNT_ADAPTER = "access.accounts.sso.SingleSignOnAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # SECURE_CSP lets no form lead to another host, a link may
# What all processes have to know at once, such as codes that were used: kept in the database
SHARED_CACHE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "access_sharedvalue",
    "OPTIONS": {"MAX_ENTRIES": 100_000},
}
# Days before an event and days after it on which staff are reminded, and the hour from which on digests are made
REMINDER_DAYS = env_days("REMINDER_DAYS", "90,30,7", least=0)
REMINDER_DAYS_AFTER = env_days("REMINDER_DAYS_AFTER", "1,14", least=1)
REMINDER_HOUR = int(os.environ.get("REMINDER_HOUR", "6"))
