variable "http_password" {
  type      = string
  sensitive = true
}

# hasAuth has to be written out: the server adds it, and the provider does not expect that.
resource "elasticstack_kibana_action_connector" "http" {
  name              = "Inventory"
  connector_type_id = ".http"
  config = jsonencode({
    url     = "https://inventory.example.com/api"
    hasAuth = true
  })
  secrets = jsonencode({ user = "svc", password = var.http_password })
}
