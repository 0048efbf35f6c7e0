"""The public's view of versions has no hash of one that is closed: that of a short body can be guessed."""

from django.db import migrations

_IS_CLOSED = """action = 'published' AND EXISTS (
        SELECT FROM register_version AS later WHERE later.ref = version.ref AND later.number > version.number
        AND later.action IN ('withdrawn', 'merged', 'narrowed')
    )"""
_PUBLIC_VERSIONS = f"""
CREATE OR REPLACE VIEW register_publicversion AS
SELECT
    id, ref, kind, serial, number, action, schema,
    (CASE WHEN {_IS_CLOSED} THEN '' ELSE sha256 END)::varchar(64) AS sha256,
    published_at,
    CASE WHEN {_IS_CLOSED} THEN '' ELSE body END AS body,
    CASE WHEN {_IS_CLOSED} THEN '' ELSE note END AS note,
    action = 'published' AND NOT ({_IS_CLOSED}) AS is_open
FROM register_version AS version
"""


class Migration(migrations.Migration):

    dependencies = [('register', '0001_initial')]

    operations = [migrations.RunSQL(_PUBLIC_VERSIONS, migrations.RunSQL.noop)]
