/** {@code .index}: documents into Elasticsearch or OpenSearch. */
@NullMarked
package dev.patchbay.connectors.messaging.index;

import org.jspecify.annotations.NullMarked;
