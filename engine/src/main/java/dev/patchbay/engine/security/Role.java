package dev.patchbay.engine.security;

/** A role: a name for what its descriptor grants. */
public record Role(String name, RoleDescriptor descriptor) {}
