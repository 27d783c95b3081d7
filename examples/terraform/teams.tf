variable "teams_path" {
  type      = string
  sensitive = true
}

resource "elasticstack_kibana_action_connector" "teams" {
  name              = "Teams"
  connector_type_id = ".teams"
  secrets           = jsonencode({ webhookUrl = "https://example.webhook.office.com/${var.teams_path}" })
}
