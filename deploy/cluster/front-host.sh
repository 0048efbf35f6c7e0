#!/bin/sh
# Makes nginx of a machine on which install.sh ran the front of two web hosts: sh deploy/cluster/front-host.sh WEB1 WEB2
set -eu
WEB1=$1 WEB2=$2

# Where a host cannot answer, the other one may: whatever only reads is asked again. A 503 or two, as while another
# database takes over, leave a host in use: else both would be out for ten seconds, and nobody be answered.
one="max_fails=20 fail_timeout=2s"
sed -i \
  -e "s/server 127.0.0.1:8000;/server $WEB1:8000 $one; server $WEB2:8000 $one;/" \
  -e "s/server 127.0.0.1:8001;/server $WEB1:8001 $one; server $WEB2:8001 $one;/" \
  -e "s/proxy_next_upstream error timeout;/proxy_next_upstream error timeout http_503;/" \
  -e "s/proxy_connect_timeout 5s;/proxy_connect_timeout 1s;/" \
  /etc/nginx/conf.d/entente.conf
systemctl disable entente-web entente-exports entente-worker postgresql
systemctl stop entente-web entente-exports entente-worker postgresql
nginx -t
systemctl restart nginx
