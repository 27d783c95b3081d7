/** Connectors as files: Kibana's saved-object export and import, and our sealed one. */
@NullMarked
package dev.patchbay.server.savedobjects;

import org.jspecify.annotations.NullMarked;
