package dev.patchbay.server.cli;

import dev.patchbay.sdk.json.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;

/** One delivery and its attempts. */
@Command(name = "show", description = "Shows a delivery and its attempts.")
final class ShowDelivery extends ApiCommand {

    @Parameters(paramLabel = "ID", description = "Id of the delivery.")
    private String id = "";

    @Override
    int run(ApiClient client) {
        String path = DeliveriesCommand.PATH + "/" + ApiClient.encoded(id);
        ApiResult one = client.get(path, Map.of());
        if (!(one instanceof ApiResult.Done(JsonNode delivery))) {
            return show(one, _ -> {});
        }
        ApiResult attempts = client.get(path + "/attempts", Map.of());
        if (!(attempts instanceof ApiResult.Done(JsonNode made))) {
            return show(attempts, _ -> {});
        }
        ObjectNode both = Json.object();
        both.set("delivery", delivery);
        both.set("attempts", made.path("attempts"));
        return show(new ApiResult.Done(both), _ -> table(delivery, made.path("attempts")));
    }

    private void table(JsonNode delivery, JsonNode attempts) {
        delivery.properties()
                .forEach(member ->
                        out().printf(
                                        "%-20s %s%n",
                                        member.getKey(),
                                        Table.plain(member.getValue().asString(""))));
        if (attempts.isEmpty()) {
            return;
        }
        out().println();
        Table table = new Table("STARTED", "MS", "OUTCOME", "REASON", "EFFECT", "ERROR");
        for (JsonNode one : attempts) {
            table.row(
                    Table.text(one, "started_at"),
                    Table.text(one, "duration_ms"),
                    Table.text(one, "outcome"),
                    Table.text(one, "reason"),
                    Table.text(one, "effect"),
                    Table.text(one, "error"));
        }
        table.print(out());
    }
}
