/** Values that must not be seen, and how they are kept out of texts. */
@NullMarked
package dev.patchbay.sdk.secret;

import org.jspecify.annotations.NullMarked;
