/**
 * The authentication block that webhook-like types share: fields, checks, and the call that carries
 * it.
 */
@NullMarked
package dev.patchbay.connectors.shared.auth;

import org.jspecify.annotations.NullMarked;
