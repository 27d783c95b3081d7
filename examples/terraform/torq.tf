variable "torq_token" {
  type      = string
  sensitive = true
}

resource "elasticstack_kibana_action_connector" "torq" {
  name              = "Torq"
  connector_type_id = ".torq"
  config            = jsonencode({ webhookIntegrationUrl = "https://hooks.torq.io/v1/webhooks/00000000" })
  secrets           = jsonencode({ token = var.torq_token })
}
