variable "tines_token" {
  type      = string
  sensitive = true
}

resource "elasticstack_kibana_action_connector" "tines" {
  name              = "Tines"
  connector_type_id = ".tines"
  config            = jsonencode({ url = "https://example.tines.com/" })
  secrets           = jsonencode({ email = "svc@example.com", token = var.tines_token })
}
