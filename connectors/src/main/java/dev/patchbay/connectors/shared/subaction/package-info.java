/**
 * What Kibana's sub-action framework does for its types: one way to send a request, one way to word
 * what came of it (contract/connectors-messaging-webhook.md, section 1.3).
 */
@NullMarked
package dev.patchbay.connectors.shared.subaction;

import org.jspecify.annotations.NullMarked;
