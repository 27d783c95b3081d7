/** {@code .teams}: Microsoft Teams' incoming webhooks. */
@NullMarked
package dev.patchbay.connectors.messaging.teams;

import org.jspecify.annotations.NullMarked;
