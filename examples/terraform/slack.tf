variable "slack_path" {
  type      = string
  sensitive = true
}

variable "slack_token" {
  type      = string
  sensitive = true
}

resource "elasticstack_kibana_action_connector" "slack" {
  name              = "Team chat"
  connector_type_id = ".slack"
  secrets           = jsonencode({ webhookUrl = "https://hooks.slack.com/services/${var.slack_path}" })
}

resource "elasticstack_kibana_action_connector" "slack_api" {
  name              = "Slack"
  connector_type_id = ".slack_api"
  config = jsonencode({
    allowedChannels = [{ id = "C0123456789", name = "#alerts" }, { name = "#ops" }]
  })
  secrets = jsonencode({ token = var.slack_token })
}
