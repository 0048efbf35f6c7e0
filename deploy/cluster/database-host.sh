#!/bin/sh
# Makes a Debian 13 machine one of three database hosts, with the release in /opt/entente:
#   PASSWORD=… sh deploy/cluster/database-host.sh NAME DB1 DB2 DB3
# NAME is db1, db2 or db3, the others are the addresses of these; PASSWORD is one of your making, the same on all three.
set -eu
NAME=$1 DB1=$2 DB2=$3 DB3=$4
ADDRESS=$(eval "echo \$$(echo "$NAME" | tr a-z A-Z)")
cd /opt/entente/deploy/cluster

apt-get update
apt-get install --yes --no-install-recommends postgresql patroni etcd-server python3-etcd
systemctl disable postgresql
systemctl stop postgresql

fill() {
  sed -e "s/@NAME@/$NAME/g; s/@ADDRESS@/$ADDRESS/g; s/@DB1@/$DB1/g; s/@DB2@/$DB2/g; s/@DB3@/$DB3/g" \
    -e "s/@PASSWORD@/$PASSWORD/g" "$1"
}
fill etcd.env >/etc/default/etcd
install -d -o postgres -g postgres -m 700 /etc/patroni
(umask 077 && fill patroni.yml >/etc/patroni/config.yml)
chown postgres:postgres /etc/patroni/config.yml
install -d -o etcd -g etcd -m 700 /var/lib/etcd/entente

systemctl enable etcd patroni
systemctl restart etcd patroni
