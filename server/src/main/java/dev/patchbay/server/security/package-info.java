/** Users, roles, API keys and spaces over HTTP (contract/security-and-spaces.md). */
@NullMarked
package dev.patchbay.server.security;

import org.jspecify.annotations.NullMarked;
