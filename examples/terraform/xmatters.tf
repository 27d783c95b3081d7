variable "xmatters_password" {
  type      = string
  sensitive = true
}

variable "xmatters_key" {
  type      = string
  sensitive = true
}

resource "elasticstack_kibana_action_connector" "xmatters" {
  name              = "xMatters"
  connector_type_id = ".xmatters"
  config            = jsonencode({ configUrl = "https://example.xmatters.com/api/integration/1/functions/f/triggers" })
  secrets           = jsonencode({ user = "svc", password = var.xmatters_password })
}

resource "elasticstack_kibana_action_connector" "xmatters_key" {
  name              = "xMatters by key"
  connector_type_id = ".xmatters"
  config            = jsonencode({ usesBasic = false })
  secrets           = jsonencode({ secretsUrl = "https://example.xmatters.com/triggers?apiKey=${var.xmatters_key}" })
}
