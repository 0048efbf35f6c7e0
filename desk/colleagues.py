"""Names of colleagues, for staff pages and their e-mails."""


def colleague_name(user) -> str:
    """Full name of a colleague, or the user name; "" for an account that is gone."""
    return (user.get_full_name() or user.get_username()) if user else ""
