package dev.patchbay.engine.execution;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * {@code patchbay.security.execute}: who may run what beyond Kibana's privileges
 * (contract/actions-api.md, section 4). Immutable; thread-safe.
 *
 * @param rules in order; the first that matches counts, and nothing that matches means everybody
 */
public record ExecuteRules(List<Rule> rules) {

    /** Nothing is restricted. */
    public static final ExecuteRules NONE = new ExecuteRules(List.of());

    public ExecuteRules {
        rules = List.copyOf(rules);
    }

    /** Only callers with one of the roles, {@code superuser} included, run what matches. */
    public record Rule(Target target, Set<String> roles) {
        public Rule {
            roles = Set.copyOf(roles);
        }
    }

    /** What a rule is about. */
    public sealed interface Target {

        /** One connector, in every space. */
        record Connector(String id) implements Target {}

        /** Every connector of a type. */
        record Type(String id) implements Target {}
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    boolean allows(String connectorId, String typeId, Set<String> callersRoles) {
        for (Rule rule : rules) {
            boolean matches =
                    switch (rule.target()) {
                        case Target.Connector(String id) -> id.equals(connectorId);
                        case Target.Type(String id) -> id.equals(typeId);
                    };
            if (matches) {
                return !Collections.disjoint(rule.roles(), callersRoles);
            }
        }
        return true;
    }
}
