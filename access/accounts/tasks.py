"""Background task of accounts: the mail with a link to set a password."""

from django.tasks import task

from access.accounts import emails


@task
def send_password_link(email: str, language: str) -> None:
    """Send the link, if there is such an account. In the background, so that nobody can see which by the time."""
    emails.send_password_email(email, language=language)
