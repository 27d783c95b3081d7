/** OAuth 2 access tokens as a connector sees them. */
@NullMarked
package dev.patchbay.sdk.oauth;

import org.jspecify.annotations.NullMarked;
