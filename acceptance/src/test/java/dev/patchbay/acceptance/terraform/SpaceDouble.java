package dev.patchbay.acceptance.terraform;

import dev.patchbay.acceptance.terraform.ProviderClient.Reply;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/**
 * Terraform with the resource {@code elasticstack_kibana_space} (contract/terraform.md, section 8).
 * A configuration and a state are objects of the API's members. Thread-safe.
 */
public final class SpaceDouble implements AutoCloseable {

    /** Stored as the server says when they are left out. */
    private static final List<String> COMPUTED =
            List.of("initials", "color", "solution", "disabledFeatures");

    private static final String SPACES = "/api/spaces/space";

    private final ProviderClient client;

    public SpaceDouble(String endpoint, String authorization) {
        client = new ProviderClient(endpoint, authorization);
    }

    /** Methods and paths since the last question. */
    public List<String> calls() {
        return client.calls();
    }

    public ObjectNode create(ObjectNode wanted) {
        gate(wanted);
        Reply reply = client.call("POST", SPACES, body(wanted));
        if (reply.status() == 409) {
            throw new ProviderException("Kibana space already exists");
        }
        return written(wanted, reply);
    }

    public ObjectNode update(ObjectNode wanted) {
        gate(wanted);
        return written(wanted, client.call("PUT", path(wanted), body(wanted)));
    }

    private ObjectNode written(ObjectNode wanted, Reply reply) {
        if (reply.status() != 200) {
            throw ProviderException.status(reply.status(), reply.body());
        }
        ObjectNode is =
                read(wanted.path("id").stringValue(""))
                        .orElseThrow(() -> new ProviderException("Resource not found"));
        if (differs(wanted, is)) {
            throw new ProviderException("Provider produced inconsistent result after apply: " + is);
        }
        return is;
    }

    /** What is there now; empty when it is gone. A missing list of features is an empty one. */
    public Optional<ObjectNode> read(String id) {
        Reply reply = client.call("GET", SPACES + "/" + id, "");
        if (reply.status() == 404) {
            return Optional.empty();
        }
        if (reply.status() != 200) {
            throw ProviderException.status(reply.status(), reply.body());
        }
        JsonNode answer = ConnectorAnswer.json(reply);
        ObjectNode state = Json.object();
        for (String name :
                List.of(
                        "id",
                        "name",
                        "description",
                        "initials",
                        "color",
                        "solution",
                        "disabledFeatures")) {
            if (answer.hasNonNull(name)) {
                state.set(name, answer.path(name));
            }
        }
        if (!state.has("disabledFeatures")) {
            state.putArray("disabledFeatures");
        }
        return Optional.of(state);
    }

    /** Whether the next plan shows a change. */
    public boolean differs(ObjectNode wanted, ObjectNode state) {
        if (!wanted.path("name").equals(state.path("name"))
                || !wanted.path("description").equals(state.path("description"))) {
            return true;
        }
        return COMPUTED.stream()
                .anyMatch(name -> wanted.has(name) && !wanted.path(name).equals(state.path(name)));
    }

    /** {@code default} is left alone; only 204 and 404 are a success. */
    public void delete(String id) {
        if (id.equals("default")) {
            return;
        }
        Reply reply = client.call("DELETE", SPACES + "/" + id, "");
        if (reply.status() != 204 && reply.status() != 404) {
            throw ProviderException.status(reply.status(), reply.body());
        }
    }

    /** {@code data.elasticstack_kibana_spaces}: the ids in order. */
    public List<String> list() {
        Reply reply = client.call("GET", SPACES, "");
        if (reply.status() != 200) {
            throw ProviderException.status(reply.status(), reply.body());
        }
        return ConnectorAnswer.json(reply).values().stream()
                .map(space -> space.path("id").stringValue(""))
                .toList();
    }

    private void gate(ObjectNode wanted) {
        if (wanted.has("solution")) {
            client.call("GET", "/api/status", "");
        }
    }

    private static String path(ObjectNode wanted) {
        return SPACES + "/" + wanted.path("id").stringValue("");
    }

    private static String body(ObjectNode wanted) {
        ObjectNode body = wanted.deepCopy();
        if (!body.has("disabledFeatures")) {
            body.putArray("disabledFeatures");
        }
        return Json.write(body);
    }

    @Override
    public void close() {
        client.close();
    }
}
