/** {@code .opsgenie} and its successor {@code .jira-service-management}: alerts of Atlassian. */
@NullMarked
package dev.patchbay.connectors.messaging.opsgenie;

import org.jspecify.annotations.NullMarked;
