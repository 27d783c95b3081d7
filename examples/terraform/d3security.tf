variable "d3security_token" {
  type      = string
  sensitive = true
}

resource "elasticstack_kibana_action_connector" "d3security" {
  name              = "D3 Security"
  connector_type_id = ".d3security"
  config            = jsonencode({ url = "https://d3.example.com/VSOC/api/Data/Kibana" })
  secrets           = jsonencode({ token = var.d3security_token })
}
