"""Database router: queries go to the desk's database; public code names the alias ``register``."""


class RegisterRouter:
    """Runs migrations on the desk's database only; both aliases see the same objects."""

    def allow_migrate(self, db, app_label, **hints):
        return db == "default"

    def allow_relation(self, obj1, obj2, **hints):
        return True


REGISTER_ALIAS = "register"
