# Types that are described as data. What has a default is written out: the server adds it, and the
# provider does not expect that.

variable "described_token" {
  type      = string
  sensitive = true
}

resource "elasticstack_kibana_action_connector" "discord" {
  name              = "Server room"
  connector_type_id = "discord"
  secrets           = jsonencode({ webhookUrl = "https://discord.com/api/webhooks/123456/${var.described_token}" })
}

resource "elasticstack_kibana_action_connector" "github_issues" {
  name              = "Issues of acme/ops"
  connector_type_id = "github_issues"
  config            = jsonencode({ apiUrl = "https://api.github.com", owner = "acme", repository = "ops" })
  secrets           = jsonencode({ token = var.described_token })
}

resource "elasticstack_kibana_action_connector" "gitlab_issues" {
  name              = "GitLab issues"
  connector_type_id = "gitlab_issues"
  config            = jsonencode({ url = "https://gitlab.com", project = "acme/ops" })
  secrets           = jsonencode({ token = var.described_token })
}

resource "elasticstack_kibana_action_connector" "google_chat" {
  name              = "Ops space"
  connector_type_id = "google_chat"
  secrets           = jsonencode({ webhookUrl = "https://chat.googleapis.com/v1/spaces/AAA/messages?key=0123&token=${var.described_token}" })
}

resource "elasticstack_kibana_action_connector" "mattermost" {
  name              = "Ops chat"
  connector_type_id = "mattermost"
  config            = jsonencode({ url = "https://chat.example.com" })
  secrets           = jsonencode({ token = var.described_token })
}

resource "elasticstack_kibana_action_connector" "ntfy" {
  name              = "Phone"
  connector_type_id = "ntfy"
  config            = jsonencode({ url = "https://ntfy.sh", topic = "alerts-of-acme" })
  secrets           = jsonencode({ token = var.described_token })
}

resource "elasticstack_kibana_action_connector" "telegram" {
  name              = "Pocket"
  connector_type_id = "telegram"
  config            = jsonencode({ apiUrl = "https://api.telegram.org" })
  secrets           = jsonencode({ token = "123456:${var.described_token}" })
}

resource "elasticstack_kibana_action_connector" "zendesk_tickets" {
  name              = "Help desk"
  connector_type_id = "zendesk_tickets"
  config = jsonencode({
    url      = "https://acme.zendesk.com"
    clientId = "patchbay"
    scope    = "tickets:read tickets:write users:read"
  })
  secrets = jsonencode({ clientSecret = var.described_token })
}
