/**
 * The only way out: HTTP under the allow-list, the address guard, the proxy rules, TLS per target,
 * one hard deadline and a response limit; access tokens on top of it (ADR 8). What else will leave
 * the house, streams and mail, joins here.
 */
@NullMarked
package dev.patchbay.net;

import org.jspecify.annotations.NullMarked;
