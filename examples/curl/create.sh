#!/bin/sh
# Creates a Slack and a PagerDuty connector.
#   AUTH=elastic:<password>  KIBANA=http://localhost:5601
#   SLACK_URL, PAGERDUTY_KEY  your own; PAGERDUTY_URL only for another region or a fake
set -eu
KIBANA=${KIBANA:-http://localhost:5601}

put() {
    curl -sS --fail-with-body -u "$AUTH" -H 'kbn-xsrf: true' -H 'Content-Type: application/json' \
        "$KIBANA/api/actions/connector/$1" -d "$2"
    echo
}

put ops-slack "{
  \"name\": \"Ops channel\",
  \"connector_type_id\": \".slack\",
  \"secrets\": {\"webhookUrl\": \"$SLACK_URL\"}}"
put on-call "{
  \"name\": \"On call\",
  \"connector_type_id\": \".pagerduty\",
  \"config\": {\"apiUrl\": \"${PAGERDUTY_URL:-https://events.pagerduty.com/v2/enqueue}\"},
  \"secrets\": {\"routingKey\": \"$PAGERDUTY_KEY\"}}"
