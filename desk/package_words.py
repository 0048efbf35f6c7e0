"""Words of packages that have no Korean of their own; ``./dev messages`` gathers them from here."""

from django.utils.translation import gettext_noop, pgettext_lazy

WORDS = [
    gettext_noop("Filter by %(field_name)s"),  # Django's admin
    gettext_noop("Logout"),
    gettext_noop("Task Result"),  # django-tasks-db, and the states of Django's tasks
    gettext_noop("Task Results"),
    gettext_noop("args kwargs"),
    gettext_noop("backend name"),
    gettext_noop("enqueued at"),
    gettext_noop("exception class path"),
    gettext_noop("finished at"),
    gettext_noop("priority"),
    gettext_noop("queue name"),
    gettext_noop("return value"),
    gettext_noop("run after"),
    gettext_noop("started at"),
    gettext_noop("task path"),
    gettext_noop("traceback"),
    gettext_noop("worker id"),
    gettext_noop("authenticator"),  # django-allauth
    gettext_noop("user session"),
    pgettext_lazy("Task", "Failed"),
    pgettext_lazy("Task", "Ready"),
    pgettext_lazy("Task", "Running"),
    pgettext_lazy("Task", "Successful"),
]
