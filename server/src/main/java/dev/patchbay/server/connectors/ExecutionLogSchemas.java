package dev.patchbay.server.connectors;

import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.integer;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Schemas.union;

import dev.patchbay.sdk.schema.Schema;

import tools.jackson.databind.node.IntNode;

/** Bodies of the execution log (contract/actions-api.md, section 6.10). */
final class ExecutionLogSchemas {

    private static final int MOST_PER_PAGE = 100;
    private static final int MOST_PAGES = 1_000_000;
    private static final int MOST_SPACES = 1_000;

    private static final Schema SORT =
            array(union(sort("timestamp"), sort("execution_duration"), sort("schedule_delay")));

    static final Schema LOG =
            object(
                    member("date_start", string()),
                    member("date_end", string().optional()),
                    member("filter", string().optional()),
                    member("per_page", integer(1, MOST_PER_PAGE).withDefault(IntNode.valueOf(10))),
                    member("page", integer(1, MOST_PAGES).withDefault(IntNode.valueOf(1))),
                    member("sort", SORT.optional()),
                    member("namespaces", array(string(), 0, MOST_SPACES).optional()));

    static final Schema KPI =
            object(
                    member("date_start", string()),
                    member("date_end", string().optional()),
                    member("filter", string().optional()),
                    member("namespaces", array(string(), 0, MOST_SPACES).optional()));

    private ExecutionLogSchemas() {}

    private static Schema sort(String field) {
        return object(member(field, object(member("order", enumeration("asc", "desc")))));
    }
}
