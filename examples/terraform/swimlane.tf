variable "swimlane_token" {
  type      = string
  sensitive = true
}

resource "elasticstack_kibana_action_connector" "swimlane" {
  name              = "Swimlane"
  connector_type_id = ".swimlane"
  config = jsonencode({
    apiUrl        = "https://swimlane.example.com"
    appId         = "a1b2c3"
    connectorType = "all"
    mappings = {
      ruleNameConfig = { id = "r1", key = "rule-name", name = "Rule name", fieldType = "text" }
      alertIdConfig  = { id = "a1", key = "alert-id", name = "Alert id", fieldType = "text" }
    }
  })
  secrets = jsonencode({ apiToken = var.swimlane_token })
}
