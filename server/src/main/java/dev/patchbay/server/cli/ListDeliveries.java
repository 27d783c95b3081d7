package dev.patchbay.server.cli;

import dev.patchbay.sdk.json.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;

/** Lists deliveries, page by page. */
@Command(name = "list", description = "Lists deliveries, newest first.")
final class ListDeliveries extends ApiCommand {

    private static final int LARGEST_PAGE = 1_000;

    @Mixin private Filters filters;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "pending, delivered, refused, dead, cancelled or expired.")
    private @Nullable String state;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Override
    int run(ApiClient client) {
        Map<String, String> query = filters.given();
        if (state != null) {
            query.put("state", state);
        }
        ObjectNode all = Json.object();
        ArrayNode found = all.putArray("deliveries");
        while (true) {
            int wanted = Math.min(limit - found.size(), LARGEST_PAGE);
            query.put("limit", Integer.toString(wanted));
            ApiResult result = client.get(DeliveriesCommand.PATH, query);
            if (!(result instanceof ApiResult.Done(JsonNode json))) {
                return show(result, _ -> {});
            }
            JsonNode page = json.path("deliveries");
            page.forEach(found::add);
            if (page.size() < wanted || found.size() >= limit) {
                return show(new ApiResult.Done(all), _ -> table(found));
            }
            query.put("before", page.get(page.size() - 1).path("id").stringValue(""));
        }
    }

    private void table(ArrayNode found) {
        Table table = new Table("ID", "STATE", "CONNECTOR", "LANE", "ATTEMPTS", "ACCEPTED", "WHY");
        for (JsonNode one : found) {
            table.row(
                    Table.text(one, "id"),
                    Table.text(one, "state"),
                    Table.text(one, "connector_id"),
                    Table.text(one, "lane"),
                    Table.text(one, "attempts"),
                    Table.text(one, "accepted_at"),
                    why(one));
        }
        table.print(out());
    }

    private static String why(JsonNode one) {
        String error = Table.text(one, "last_error");
        String reason =
                one.has("reason") ? Table.text(one, "reason") : Table.text(one, "last_reason");
        return Table.text(one, "state").equals("delivered")
                ? ""
                : error.isEmpty() ? reason : reason + ": " + error;
    }
}
