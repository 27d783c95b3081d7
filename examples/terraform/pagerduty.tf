variable "pagerduty_routing_key" {
  type      = string
  sensitive = true
}

resource "elasticstack_kibana_action_connector" "pagerduty" {
  name              = "On call"
  connector_type_id = ".pagerduty"
  space_id          = elasticstack_kibana_space.ops.space_id
  config            = jsonencode({ apiUrl = "https://events.pagerduty.com/v2/enqueue" })
  secrets           = jsonencode({ routingKey = var.pagerduty_routing_key })
}
