#!/bin/sh
# Encrypts all secrets with the new key, after each node was restarted with
#   xpack.encryptedSavedObjects: {encryptionKey: <new>, keyRotation.decryptionOnlyKeys: [<old>]}
# Ends with 1 when some records could not be read; then the old key must stay.
#   AUTH=elastic:<password>  KIBANA=http://localhost:5601
set -eu
answer=$(curl -sS --fail-with-body -u "$AUTH" -H 'kbn-xsrf: true' -X POST \
    "${KIBANA:-http://localhost:5601}/api/encrypted_saved_objects/_rotate_key")
echo "$answer"
case $answer in
    *'"failed":0'*) ;;
    *) exit 1 ;;
esac
