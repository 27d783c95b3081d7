/** {@code .pagerduty}: PagerDuty's Events API v2. */
@NullMarked
package dev.patchbay.connectors.messaging.pagerduty;

import org.jspecify.annotations.NullMarked;
