variable "opsgenie_key" {
  type      = string
  sensitive = true
}

resource "elasticstack_kibana_action_connector" "opsgenie" {
  name              = "Opsgenie"
  connector_type_id = ".opsgenie"
  config            = jsonencode({ apiUrl = "https://api.opsgenie.com" })
  secrets           = jsonencode({ apiKey = var.opsgenie_key })
}

# No handler in the provider: what is written must be what the server shows.
resource "elasticstack_kibana_action_connector" "jira_service_management" {
  name              = "Jira Service Management"
  connector_type_id = ".jira-service-management"
  config            = jsonencode({ apiUrl = "https://api.atlassian.com" })
  secrets           = jsonencode({ apiKey = var.opsgenie_key })
}
