package dev.patchbay.engine.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rules, in their order: the first that names a connector or its type counts, and none applies
 * to the connector that it leads to. Immutable.
 */
public record FallbackRules(List<FallbackRule> rules) {
    public FallbackRules {
        rules = List.copyOf(rules);
    }

    Optional<FallbackRule> of(String connectorId, String typeId) {
        return rules.stream()
                .filter(rule -> rule.id().equals(connectorId) || rule.id().equals(typeId))
                .filter(rule -> !rule.to().equals(connectorId))
                .findFirst();
    }

    /**
     * The connectors of a loop, the first of them also last; empty when there is none.
     *
     * @param typeIds type of the connectors that are known
     */
    public Optional<List<String>> loop(Function<String, Optional<String>> typeIds) {
        for (FallbackRule start : rules) {
            List<String> way = new ArrayList<>(List.of(start.to()));
            Optional<String> next = next(start.to(), typeIds);
            while (next.isPresent()) {
                boolean again = way.contains(next.get());
                way.add(next.get());
                if (again) {
                    return Optional.of(way.subList(way.indexOf(next.get()), way.size()));
                }
                next = next(next.get(), typeIds);
            }
        }
        return Optional.empty();
    }

    private Optional<String> next(String connector, Function<String, Optional<String>> typeIds) {
        return of(connector, typeIds.apply(connector).orElse("")).map(FallbackRule::to);
    }
}
