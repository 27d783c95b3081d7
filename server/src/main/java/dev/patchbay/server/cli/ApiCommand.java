package dev.patchbay.server.cli;

import dev.patchbay.sdk.json.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import tools.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** What the commands have in common: a server, an output, one way to say that it did not work. */
@Command(mixinStandardHelpOptions = true, exitCodeOnInvalidInput = Exit.USAGE)
abstract sealed class ApiCommand implements Callable<Integer>
        permits ListDeliveries, ShowDelivery, ReplayDeliveries, CancelDeliveries {

    @Spec CommandSpec spec;
    @Mixin ApiOptions api;

    @Override
    public final Integer call() {
        try (ApiClient client = api.client()) {
            return run(client);
        } finally {
            spec.commandLine().getOut().flush();
            spec.commandLine().getErr().flush();
        }
    }

    /** Does it; the exit code. */
    abstract int run(ApiClient client);

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Shows what was done, or says why not. */
    final int show(ApiResult result, Consumer<JsonNode> asTable) {
        return switch (result) {
            case ApiResult.Done(JsonNode json) -> {
                if (api.json()) {
                    out().println(Json.write(json));
                } else {
                    asTable.accept(json);
                }
                yield Exit.OK;
            }
            case ApiResult.Refused(int status, String text) -> failed(status + " " + text);
            case ApiResult.Unreachable(String text) -> failed(text);
        };
    }

    final int failed(String text) {
        spec.commandLine().getErr().println("patchbay: " + text);
        return Exit.FAILED;
    }
}
