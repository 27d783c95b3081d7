/** {@code .swimlane}: records of Swimlane. */
@NullMarked
package dev.patchbay.connectors.messaging.swimlane;

import org.jspecify.annotations.NullMarked;
