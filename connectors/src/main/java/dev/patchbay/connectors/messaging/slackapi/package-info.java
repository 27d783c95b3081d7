/** {@code .slack_api}: Slack through its Web API. */
@NullMarked
package dev.patchbay.connectors.messaging.slackapi;

import org.jspecify.annotations.NullMarked;
