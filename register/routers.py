"""Which database a query goes to when nobody says: always the desk's. Public code says ``register``."""


class RegisterRouter:
    """Migrations run on the desk's database only; both aliases see the same objects."""

    def allow_migrate(self, db, app_label, **hints):
        return db == "default"

    def allow_relation(self, obj1, obj2, **hints):
        return True


REGISTER_ALIAS = "register"
