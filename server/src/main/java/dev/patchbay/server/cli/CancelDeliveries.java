package dev.patchbay.server.cli;

import dev.patchbay.sdk.json.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.List;

/** Takes deliveries back. */
@Command(name = "cancel", description = "Takes deliveries back; an attempt under way is the last.")
final class CancelDeliveries extends ApiCommand {

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of deliveries.")
    private List<String> ids = List.of();

    @Override
    int run(ApiClient client) {
        int code = Exit.OK;
        for (String id : ids) {
            ApiResult result =
                    client.post(
                            DeliveriesCommand.PATH + "/" + ApiClient.encoded(id) + "/_cancel",
                            Json.object());
            code =
                    Math.max(
                            code,
                            show(
                                    result,
                                    json ->
                                            out().println(
                                                            id
                                                                    + (json.has("cancel_requested")
                                                                            ? " ends with the"
                                                                                  + " attempt under"
                                                                                  + " way"
                                                                            : " is "
                                                                                    + Table.text(
                                                                                            json,
                                                                                            "state")))));
        }
        return code;
    }
}
