package dev.patchbay.server.security;

import dev.patchbay.engine.security.Names;
import dev.patchbay.engine.security.Role;
import dev.patchbay.sdk.schema.Parsed;
import dev.patchbay.sdk.schema.RouteTexts;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/** Roles of kibana.yml: bodies of Kibana's role API (contract/settings.md, section 8). */
public final class ConfiguredRoles {

    private ConfiguredRoles() {}

    /** What is wrong with a role; empty when it can be read. */
    public static Optional<String> problem(String name, JsonNode body) {
        if (!Names.isUserOrRoleName(name)) {
            return Optional.of("[patchbay.security.roles]: " + UserRoutes.BAD_ROLE_NAME);
        }
        if (Names.isReservedRole(name)) {
            return Optional.of(
                    "[patchbay.security.roles]: Role ["
                            + name
                            + "] is reserved and may not be used.");
        }
        Parsed parsed = RoleSchema.BODY.parse(body);
        return parsed.fits()
                ? Optional.empty()
                : Optional.of(
                        RouteTexts.print(
                                "config validation of [patchbay.security.roles]." + name,
                                parsed.issues()));
    }

    /**
     * Reads a role without a problem.
     *
     * @throws IllegalArgumentException with the text of {@link #problem} when there is one
     */
    public static Role read(String name, JsonNode body) {
        Optional<String> problem = problem(name, body);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
        return new Role(name, RoleBody.descriptor(RoleSchema.BODY.parse(body).get(), List.of()));
    }
}
