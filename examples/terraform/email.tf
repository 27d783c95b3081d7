variable "smtp_password" {
  type      = string
  sensitive = true
}

# service and hasAuth may be left out: the provider assumes what the server adds.
resource "elasticstack_kibana_action_connector" "email" {
  name              = "Mail"
  connector_type_id = ".email"
  config = jsonencode({
    from = "alerts@example.com"
    host = "smtp.example.com"
    port = 587
  })
  secrets = jsonencode({ user = "alerts", password = var.smtp_password })
}

resource "elasticstack_kibana_action_connector" "email_relay" {
  name              = "Mail relay"
  connector_type_id = ".email"
  config = jsonencode({
    from    = "alerts@example.com"
    host    = "relay.example.com"
    port    = 25
    secure  = false
    hasAuth = false
  })
}
