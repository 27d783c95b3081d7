package dev.patchbay.acceptance.terraform;

import dev.patchbay.acceptance.terraform.ProviderClient.Reply;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Terraform with the resource {@code elasticstack_kibana_action_connector}, call by call
 * (contract/terraform.md, section 3): what is sent, in which order, what is read back, how it is
 * compared, and what its user is told. Thread-safe.
 */
public final class TerraformDouble implements AutoCloseable {

    private static final String INCONSISTENT =
            "Provider produced inconsistent result after apply: .";

    private final ProviderClient client;

    /**
     * A provider.
     *
     * @param authorization empty = no credential is configured
     */
    public TerraformDouble(String endpoint, String authorization) {
        client = new ProviderClient(endpoint, authorization);
    }

    /** Methods and paths since the last question. */
    public List<String> calls() {
        return client.calls();
    }

    /** What an apply would do; {@code state} is what the refresh has left. */
    public Plan plan(ConnectorResource wanted, Optional<ConnectorState> state) {
        if (state.isEmpty()) {
            return new Plan.Create();
        }
        ConnectorState is = state.get();
        Set<String> forced = new LinkedHashSet<>();
        if (!wanted.typeId().equals(is.typeId())) {
            forced.add("connector_type_id");
        }
        if (!wanted.space().equals(is.space())) {
            forced.add("space_id");
        }
        if (wanted.connectorId().filter(id -> !id.equals(is.connectorId())).isPresent()) {
            forced.add("connector_id");
        }
        if (!forced.isEmpty()) {
            return new Plan.Replace(forced);
        }
        Set<String> changed = new LinkedHashSet<>();
        if (!wanted.name().equals(is.name())) {
            changed.add("name");
        }
        if (differs(wanted, is)) {
            changed.add("config");
        }
        if (!wanted.secrets().equals(is.secrets())) {
            changed.add("secrets");
        }
        return changed.isEmpty() ? new Plan.Nothing() : new Plan.Update(changed);
    }

    /** A config that was left out is computed, and never differs. */
    private static boolean differs(ConnectorResource wanted, ConnectorState is) {
        return wanted.config()
                .filter(config ->
                        !ProviderTypes.compared(wanted.typeId(), config)
                                .equals(
                                        ProviderTypes.compared(
                                                wanted.typeId(),
                                                is.config().orElseGet(Json::object))))
                .isPresent();
    }

    /** Refreshes, plans and does what the plan says. */
    public ConnectorState apply(ConnectorResource wanted, Optional<ConnectorState> before) {
        Optional<ConnectorState> state = before.flatMap(this::refresh);
        return switch (plan(wanted, state)) {
            case Plan.Nothing _ -> state.orElseThrow();
            case Plan.Create _ -> create(wanted);
            case Plan.Update _ -> update(wanted, state.orElseThrow());
            case Plan.Replace _ -> {
                delete(state.orElseThrow());
                yield create(wanted);
            }
        };
    }

    private ConnectorState create(ConnectorResource wanted) {
        String path = "/s/" + wanted.space() + "/api/actions/connector";
        if (wanted.connectorId().isPresent()) {
            String id = wanted.connectorId().get();
            try {
                UUID.fromString(id);
            } catch (IllegalArgumentException e) {
                throw new ProviderException("Invalid UUID String Value: " + id);
            }
            requireVersion(8, 8);
            path += "/" + id;
        }
        ObjectNode body = Json.object();
        body.set("config", sent(wanted));
        body.put("connector_type_id", wanted.typeId()).put("name", wanted.name());
        body.set("secrets", wanted.secrets().orElseGet(Json::object));
        return written(wanted, success(client.call("POST", path, Json.write(body))));
    }

    private ConnectorState update(ConnectorResource wanted, ConnectorState before) {
        ObjectNode body = Json.object();
        body.set("config", sent(wanted, before));
        body.put("name", wanted.name());
        body.set("secrets", wanted.secrets().orElseGet(Json::object));
        String path = path(before.space(), before.connectorId());
        return written(wanted, success(client.call("PUT", path, Json.write(body))));
    }

    private static ObjectNode sent(ConnectorResource wanted) {
        return wanted.config().map(ProviderTypes::withoutNulls).orElseGet(Json::object);
    }

    /** A computed config is sent as it is known from the state. */
    private static ObjectNode sent(ConnectorResource wanted, ConnectorState before) {
        return wanted.config()
                .or(before::config)
                .map(ProviderTypes::withoutNulls)
                .orElseGet(Json::object);
    }

    /** Every write is followed by a read, and Terraform compares that with what was planned. */
    private ConnectorState written(ConnectorResource wanted, JsonNode answer) {
        String id = answer.path("id").stringValue("");
        ConnectorState is =
                read(wanted.space(), id)
                        .orElseThrow(() -> new ProviderException("Resource not found"))
                        .withSecrets(wanted.secrets());
        if (plan(wanted, Optional.of(is)) instanceof Plan.Update(Set<String> attributes)) {
            throw new ProviderException(INCONSISTENT + String.join(", .", attributes));
        }
        if (!wanted.typeId().equals(is.typeId())
                || wanted.connectorId().filter(wish -> !wish.equals(id)).isPresent()) {
            throw new ProviderException(INCONSISTENT + "connector_id");
        }
        return is;
    }

    /** What is there now; empty when it is gone. */
    public Optional<ConnectorState> refresh(ConnectorState state) {
        return read(state.space(), state.connectorId())
                .map(found -> found.withSecrets(state.secrets()));
    }

    /**
     * {@code terraform import} and the read that follows it.
     *
     * @param id {@code <space>/<connector>}
     */
    public ConnectorState importing(String id) {
        int slash = id.indexOf('/');
        ConnectorState is =
                read(id.substring(0, Math.max(0, slash)), id.substring(slash + 1))
                        .orElseThrow(() ->
                                new ProviderException("Cannot import non-existent remote object"));
        return is.missingSecrets() ? is : is.withSecrets(Optional.of(Json.object()));
    }

    /** Refreshes, and deletes what is still there. */
    public void destroy(ConnectorState state) {
        refresh(state).ifPresent(this::delete);
    }

    /** {@code -refresh=false}: something that is gone already is an error. */
    public void delete(ConnectorState state) {
        Reply reply = client.call("DELETE", path(state.space(), state.connectorId()), "");
        if (reply.status() != 200 && reply.status() != 204) {
            throw ProviderException.status(reply.status(), reply.body());
        }
    }

    /** {@code data.elasticstack_kibana_action_connector}. */
    public ConnectorState data(String space, String name, String typeId) {
        List<ConnectorState> found = new ArrayList<>();
        success(client.call("GET", "/s/" + space + "/api/actions/connectors", ""))
                .forEach(each -> found.add(ConnectorAnswer.state(space, each)));
        found.removeIf(each -> !each.name().equals(name) || !each.typeId().equals(typeId));
        if (found.isEmpty()) {
            throw new ProviderException(
                    "connector with name ["
                            + space
                            + "/"
                            + name
                            + "] and type ["
                            + typeId
                            + "] not found");
        }
        if (found.size() > 1) {
            throw new ProviderException("multiple connectors found with name [" + name + "]");
        }
        return found.getFirst();
    }

    private Optional<ConnectorState> read(String space, String id) {
        Reply reply = client.call("GET", path(space, id), "");
        return reply.status() == 404
                ? Optional.empty()
                : Optional.of(ConnectorAnswer.state(space, success(reply)));
    }

    /** The version gate (section 4). */
    private void requireVersion(int major, int minor) {
        String number =
                success(client.call("GET", "/api/status", ""))
                        .path("version")
                        .path("number")
                        .stringValue("");
        List<Integer> parts = new ArrayList<>();
        for (String part : number.split("\\.", -1)) {
            if (!part.matches("\\d+")) {
                throw new ProviderException("cannot parse version [" + number + "]");
            }
            parts.add(Integer.valueOf(part));
        }
        Comparator<List<Integer>> order =
                Comparator.<List<Integer>>comparingInt(List::getFirst)
                        .thenComparingInt(list -> list.get(1));
        if (order.compare(parts, List.of(major, minor)) < 0) {
            throw new ProviderException("Unsupported server version");
        }
    }

    private static JsonNode success(Reply reply) {
        if (reply.status() != 200) {
            throw ProviderException.status(reply.status(), reply.body());
        }
        return ConnectorAnswer.json(reply);
    }

    private static String path(String space, String id) {
        return "/s/"
                + space
                + "/api/actions/connector/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
