/** The configured Elasticsearch or OpenSearch cluster as a connector sees it. */
@NullMarked
package dev.patchbay.sdk.elasticsearch;

import org.jspecify.annotations.NullMarked;
