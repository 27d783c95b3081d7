package dev.patchbay.server.http;

import dev.patchbay.engine.space.Space;
import dev.patchbay.sdk.http.Headers;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Finds the route of a path. Literal segments win over parameters. Immutable after construction;
 * thread-safe.
 */
final class Router {

    /** What was found. */
    sealed interface Found {
        /** A route. */
        record Match(Route route, String spaceId, Map<String, String> params) implements Found {}

        /**
         * None.
         *
         * @param allowed methods that the path does have, sorted; GET implies HEAD
         */
        record None(List<String> allowed) implements Found {}
    }

    /** A route and the names of its parameters in the order of their segments. */
    private record Leaf(Route route, List<String> names) {}

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, List<Leaf>> methods = new HashMap<>();
        private @Nullable Node parameter;
    }

    private final Node root = new Node();

    Router(List<Route> routes) {
        routes.forEach(this::add);
    }

    private void add(Route route) {
        List<String> segments = List.of(route.path().substring(1).split("/", -1));
        String last = segments.getLast();
        if (!last.endsWith("?}")) {
            add(route, segments);
            return;
        }
        List<String> without = segments.subList(0, segments.size() - 1);
        add(route, without);
        List<String> other = new ArrayList<>(without);
        other.add("");
        add(route, other);
        other.set(other.size() - 1, last.replace("?}", "}"));
        add(route, other);
    }

    private void add(Route route, List<String> segments) {
        Node node = root;
        List<String> names = new ArrayList<>();
        for (String segment : segments) {
            if (segment.startsWith("{")) {
                names.add(segment.substring(1, segment.length() - 1));
                if (node.parameter == null) {
                    node.parameter = new Node();
                }
                node = node.parameter;
            } else {
                node = node.literals.computeIfAbsent(segment, _ -> new Node());
            }
        }
        List<Leaf> leaves = node.methods.computeIfAbsent(route.method(), _ -> new ArrayList<>(1));
        if (!leaves.isEmpty() && leaves.getLast().route().when().isEmpty()) {
            throw new IllegalArgumentException(
                    "two routes for " + route.method() + " " + route.path());
        }
        leaves.add(new Leaf(route, List.copyOf(names)));
    }

    /**
     * Finds the route.
     *
     * @param headers asked only where a route is choosy
     */
    Found find(String method, RequestPath path, Supplier<Headers> headers) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        List<String> values = new ArrayList<>(2);
        Leaf leaf = find(root, path, 0, wanted, values, null, headers);
        if (leaf == null) {
            TreeSet<String> others = new TreeSet<>();
            find(root, path, 0, wanted, new ArrayList<>(2), others, headers);
            return new Found.None(List.copyOf(others));
        }
        return new Found.Match(
                leaf.route(), path.spaceId().orElse(Space.DEFAULT_ID), named(leaf.names(), values));
    }

    private static Map<String, String> named(List<String> names, List<String> values) {
        return switch (names.size()) {
            case 0 -> Map.of();
            case 1 -> Map.of(names.getFirst(), values.getFirst());
            default -> {
                Map<String, String> params = new LinkedHashMap<>();
                for (int i = 0; i < names.size(); i++) {
                    params.put(names.get(i), values.get(i));
                }
                yield params;
            }
        };
    }

    private @Nullable Leaf find(
            Node node,
            RequestPath path,
            int index,
            String method,
            List<String> values,
            @Nullable TreeSet<String> others,
            Supplier<Headers> headers) {
        if (index == path.segments().size()) {
            return at(node, path, method, others, headers);
        }
        String segment = path.segments().get(index);
        Node literal = node.literals.get(segment);
        if (literal != null) {
            Leaf leaf = find(literal, path, index + 1, method, values, others, headers);
            if (leaf != null) {
                return leaf;
            }
        }
        Node parameter = node.parameter;
        if (parameter == null || segment.isEmpty()) {
            return null;
        }
        values.add(segment);
        Leaf leaf = find(parameter, path, index + 1, method, values, others, headers);
        if (leaf == null) {
            values.removeLast();
        }
        return leaf;
    }

    private static @Nullable Leaf at(
            Node node,
            RequestPath path,
            String method,
            @Nullable TreeSet<String> others,
            Supplier<Headers> headers) {
        List<Leaf> leaves = node.methods.getOrDefault(method, List.of());
        for (Leaf leaf : leaves) {
            if (path.spaceId().isPresent() && !belowSpaces(leaf.route())) {
                continue;
            }
            if (leaf.route().when().isEmpty() || leaf.route().when().get().test(headers.get())) {
                return leaf;
            }
        }
        if (others != null) {
            others.addAll(node.methods.keySet());
        }
        return null;
    }

    private static boolean belowSpaces(Route route) {
        return switch (route.access()) {
            case PUBLIC, INTERNAL -> true;
            case ELASTICSEARCH -> false;
            case ANONYMOUS -> route.path().startsWith("/api/");
        };
    }

    /** Whether a path that has no route is spoken to in Elasticsearch's dialect. */
    static boolean isElasticsearch(RequestPath path) {
        return path.spaceId().isEmpty() && path.segments().getFirst().equals("_security");
    }
}
