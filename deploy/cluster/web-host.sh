#!/bin/sh
# Lets a machine on which install.sh ran use the three database hosts, and a front use it:
#   OWNER_PASSWORD=… DESK_PASSWORD=… READER_PASSWORD=… sh deploy/cluster/web-host.sh ADDRESS DB1 DB2 DB3
# ADDRESS is that of this machine, the passwords are those that the roles were given.
set -eu
ADDRESS=$1 DB1=$2 DB2=$3 DB3=$4
cd /opt/entente/deploy/cluster

apt-get update
apt-get install --yes --no-install-recommends haproxy
sed -e "s/@ADDRESS@/$ADDRESS/g; s/@DB1@/$DB1/g; s/@DB2@/$DB2/g; s/@DB3@/$DB3/g" haproxy.cfg \
  >/etc/haproxy/haproxy.cfg
systemctl enable haproxy
systemctl restart haproxy

sed -i \
  -e "s|^DATABASE_URL=.*|DATABASE_URL=postgresql://entente:$DESK_PASSWORD@127.0.0.1:5432/entente|" \
  -e "s|^REGISTER_DATABASE_URL=.*|REGISTER_DATABASE_URL=postgresql://entente_reader:$READER_PASSWORD@127.0.0.1:5433/entente|" \
  -e "s|^OWNER_DATABASE_URL=.*|OWNER_DATABASE_URL=postgresql://entente_owner:$OWNER_PASSWORD@127.0.0.1:5432/entente|" \
  /etc/entente/environment
systemctl disable postgresql
systemctl stop postgresql
systemctl restart entente-web entente-exports entente-worker
