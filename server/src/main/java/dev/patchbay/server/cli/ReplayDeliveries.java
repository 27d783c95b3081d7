package dev.patchbay.server.cli;

import dev.patchbay.sdk.json.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;

/** Sends one dead letter again, or those that fit. */
@Command(
        name = "replay",
        description =
                "Sends a dead letter again, or all that fit the filters and were not replayed yet.")
final class ReplayDeliveries extends ApiCommand {

    @Parameters(paramLabel = "ID", arity = "0..1", description = "Id of a dead letter.")
    private @Nullable String id;

    @Mixin private Filters filters;

    @Option(names = "--all", description = "All dead letters of the space, without a filter.")
    private boolean all;

    @Option(
            names = "--params",
            paramLabel = "JSON",
            description = "Other params for the one dead letter; the original keeps its own.")
    private @Nullable String params;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "At most so many of a range, up to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Override
    int run(ApiClient client) {
        Map<String, String> given = filters.given();
        if (id != null && (all || !given.isEmpty())) {
            throw wrong("Either an ID or a range.");
        }
        if (id == null && params != null) {
            throw wrong("--params are for one dead letter.");
        }
        if (id != null) {
            return one(client, id);
        }
        if (given.isEmpty() && !all) {
            throw wrong("An ID, a filter or --all is needed.");
        }
        ObjectNode body = Json.object().put("limit", limit);
        given.forEach(body::put);
        ApiResult result = client.post(DeliveriesCommand.PATH + "/_replay", body);
        int code = show(result, this::range);
        return result instanceof ApiResult.Done(JsonNode json) && !json.path("failed").isEmpty()
                ? Exit.FAILED
                : code;
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    private int one(ApiClient client, String dead) {
        ObjectNode body = Json.object();
        if (params != null) {
            try {
                body.set("params", Json.read(params));
            } catch (JacksonException e) {
                throw wrong("--params are not JSON.");
            }
        }
        return show(
                client.post(
                        DeliveriesCommand.PATH + "/" + ApiClient.encoded(dead) + "/_replay", body),
                json -> out().println(arrow(json)));
    }

    private void range(JsonNode json) {
        json.path("replayed").forEach(one -> out().println(arrow(one)));
        json.path("failed")
                .forEach(one ->
                        out().println(
                                        Table.text(one, "id")
                                                + " was not replayed: "
                                                + Table.plain(Table.text(one, "message"))));
        out().println(json.path("replayed").size() + " replayed");
    }

    private static String arrow(JsonNode one) {
        return Table.text(one, "replay_of") + " is replayed as " + Table.text(one, "id");
    }
}
