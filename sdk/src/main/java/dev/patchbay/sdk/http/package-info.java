/**
 * Outbound HTTP as a connector sees it: a call, and a reply or a failure. The network module behind
 * it applies proxy, TLS, allow-list, address guard, limits and deadline; a connector cannot go
 * around it.
 */
@NullMarked
package dev.patchbay.sdk.http;

import org.jspecify.annotations.NullMarked;
