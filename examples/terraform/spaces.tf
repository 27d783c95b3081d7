resource "elasticstack_kibana_space" "ops" {
  space_id    = "ops"
  name        = "Operations"
  description = "Connectors of the operators"
  initials    = "O"
}

# Found by its name, in the default space.
data "elasticstack_kibana_action_connector" "chat" {
  name              = elasticstack_kibana_action_connector.slack.name
  connector_type_id = ".slack"
}

output "chat_id" {
  value = data.elasticstack_kibana_action_connector.chat.connector_id
}
