/** Users, roles, API keys and spaces in SQL that both databases understand. */
@NullMarked
package dev.patchbay.store.security;

import org.jspecify.annotations.NullMarked;
