package dev.patchbay.server.settings;

import dev.patchbay.sdk.secret.Secret;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code xpack.security.*} and {@code patchbay.security.*} (contract/settings.md, sections 7 and
 * 8).
 *
 * @param httpAuthenticationEnabled {@code authc.http.enabled}
 * @param httpSchemes lower case; accepted beside Basic
 * @param users by name, in yml order
 * @param roles bodies of Kibana's role API by name, in yml order; validated by the role schema, not
 *     here
 * @param execute who may run what; the first entry that matches counts
 * @param initialPassword of {@code elastic} at the first start
 * @param elasticsearchClients whether {@code GET /} answers Elasticsearch's clients
 *     (security-and-spaces, D1)
 */
public record SecuritySettings(
        boolean httpAuthenticationEnabled,
        List<String> httpSchemes,
        AuditSettings audit,
        Map<String, User> users,
        Map<String, ObjectNode> roles,
        List<ExecuteRule> execute,
        Optional<Secret> initialPassword,
        boolean elasticsearchClients) {

    /** A user of the file. */
    public record User(Credential credential, List<String> roles, Optional<String> fullName) {}

    /** How a user of the file proves who it is. */
    public sealed interface Credential {
        /** In the clear. */
        record Password(Secret value) implements Credential {}

        /** A hash that a slow hash function made. */
        record PasswordHash(Secret value) implements Credential {}
    }

    /** Only callers with one of the roles run what matches. */
    public record ExecuteRule(Target target, Set<String> roles) {

        /** What a rule is about. */
        public sealed interface Target {
            /** One connector. */
            record Connector(String id) implements Target {}

            /** Every connector of a type. */
            record Type(String id) implements Target {}
        }
    }
}
