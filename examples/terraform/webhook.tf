variable "webhook_password" {
  type      = string
  sensitive = true
}

# hasAuth has to be written out: the server adds it, and the provider does not expect that.
resource "elasticstack_kibana_action_connector" "webhook" {
  name              = "Change hook"
  connector_id      = "0b6c8b0a-93c1-4a43-8f5b-2f1b8f0f3a55"
  connector_type_id = ".webhook"
  config = jsonencode({
    url     = "https://hooks.example.com/change"
    hasAuth = true
    headers = { "X-Env" = "prod" }
  })
  secrets = jsonencode({ user = "svc", password = var.webhook_password })
}

resource "elasticstack_kibana_action_connector" "webhook_open" {
  name              = "Open hook"
  connector_type_id = ".webhook"
  config = jsonencode({
    url     = "https://hooks.example.com/open"
    method  = "put"
    hasAuth = false
  })
}
