resource "elasticstack_kibana_action_connector" "index" {
  name              = "Audit index"
  connector_type_id = ".index"
  space_id          = elasticstack_kibana_space.ops.space_id
  config            = jsonencode({ index = "audit-log" })
}

resource "elasticstack_kibana_action_connector" "index_times" {
  name              = "Audit index with times"
  connector_type_id = ".index"
  config = jsonencode({
    index              = "audit-log"
    refresh            = true
    executionTimeField = "@timestamp"
  })
}
