#!/bin/sh
# Installs Entente on a Debian 13 machine of its own, with the release in /opt/entente: sh deploy/install.sh HOST
# These are the commands of docs/operations.md, in their order. Run again, it keeps settings, keys and data.
set -eu
HOST=$1

apt-get update
apt-get install --yes --no-install-recommends \
  postgresql pgbackrest nginx python3-venv openssl rsync ca-certificates tzdata

id entente || useradd --system --user-group --home-dir /var/lib/entente --shell /usr/sbin/nologin entente
install -d -o entente -g entente -m 750 /var/lib/entente
install -d -o entente -g entente -m 750 /var/lib/entente/files /var/lib/entente/dumps /var/lib/entente/redactions
install -d -o entente -g entente /opt/entente/staticfiles
install -d -m 700 /etc/entente /etc/entente/tls

cd /opt/entente
python3 -m venv .venv
.venv/bin/pip install --require-hashes --only-binary :all: --requirement requirements.txt
.venv/bin/pybabel --quiet compile --directory locale --domain django

secret() { openssl rand -hex 32; }
test -e /etc/entente/environment || (umask 077 && sed -e "s/@HOST@/$HOST/" -e "s/@SECRET_KEY@/$(secret)/" \
  -e "s/@REDACTION_KEY@/$(secret)/" -e "s/@METRICS_TOKEN@/$(secret)/" deploy/environment >/etc/entente/environment)

install -m 644 deploy/postgresql.conf /etc/postgresql/17/main/conf.d/entente.conf
install -m 640 -o postgres -g postgres deploy/pgbackrest.conf /etc/pgbackrest.conf
install -d -o postgres -g postgres -m 750 /var/backups/entente /var/backups/entente/database
grep -q map=entente /etc/postgresql/17/main/pg_hba.conf || sed -i '/^local  *all  *postgres/{
r deploy/pg_hba.conf
}' /etc/postgresql/17/main/pg_hba.conf
grep -q ^entente /etc/postgresql/17/main/pg_ident.conf || cat deploy/pg_ident.conf >>/etc/postgresql/17/main/pg_ident.conf
pg_ctlcluster 17 main restart
runuser --user postgres -- psql --quiet --set ON_ERROR_STOP=1 --file deploy/database.sql
runuser --user postgres -- pgbackrest --stanza=entente stanza-create

install -m 755 deploy/entente-manage deploy/entente-backup deploy/entente-restore /usr/local/bin/
entente-manage migrate --verbosity 0
entente-manage grant_desk entente
entente-manage grant_register entente_reader
entente-manage setup_desk
entente-manage collectstatic --no-input --verbosity 0

install -m 644 deploy/systemd/* /etc/systemd/system/
systemctl daemon-reload
systemctl enable entente-web entente-exports entente-worker
systemctl enable entente-dumps.timer entente-reminders.timer entente-letters.timer entente-webhooks.timer \
  entente-daily.timer entente-backup.timer entente-backup-files.timer
systemctl restart entente-web entente-exports entente-worker
systemctl start entente-dumps.timer entente-reminders.timer entente-letters.timer entente-webhooks.timer \
  entente-daily.timer entente-backup.timer entente-backup-files.timer

test -e /etc/entente/tls/key.pem || openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=$HOST" \
  -keyout /etc/entente/tls/key.pem -out /etc/entente/tls/certificate.pem
install -d -o www-data -g www-data -m 750 /var/cache/nginx
sed "s/register.example.org/$HOST/" deploy/nginx.conf >/etc/nginx/conf.d/entente.conf
nginx -t
systemctl restart nginx
