package dev.patchbay.engine.security;

import dev.patchbay.engine.store.UnitOfWork;

/** The ports that security stands on; one database behind all of them. */
public record SecurityStores(
        UserStore users,
        RoleStore roles,
        ApiKeyStore keys,
        SecurityVersion version,
        ServerIdentity identity,
        UnitOfWork work) {}
