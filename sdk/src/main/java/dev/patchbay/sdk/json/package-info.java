/** The one JSON tree: reading, writing, binding. */
@NullMarked
package dev.patchbay.sdk.json;

import org.jspecify.annotations.NullMarked;
