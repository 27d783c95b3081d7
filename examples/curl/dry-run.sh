#!/bin/sh
# Shows what a connector would send, and sends nothing.
#   AUTH=elastic:<password>  KIBANA=http://localhost:5601  dry-run.sh <connector id> <params as JSON>
set -eu
curl -sS --fail-with-body -u "$AUTH" -H 'kbn-xsrf: true' -H 'Content-Type: application/json' \
    "${KIBANA:-http://localhost:5601}/api/patchbay/connectors/$1/_dry_run" -d "{\"params\": $2}"
echo
