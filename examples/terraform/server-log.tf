# Neither config nor secrets: both are sent as {}.
resource "elasticstack_kibana_action_connector" "server_log" {
  name              = "Server log"
  connector_type_id = ".server-log"
}
