package dev.patchbay.connectors.messaging.opsgenie;

import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.literal;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Schemas.unionOr;

import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;

/** Teams and people, as alerts name them. */
final class AlertTargets {

    static final Schema OPSGENIE_RESPONDER =
            unionOr(
                    "Each responder must have a \"type\" (team|user|escalation|schedule) and one"
                            + " of \"name\", \"id\", or \"username\"",
                    object(named("name"), anyResponder()),
                    object(named("id"), anyResponder()),
                    object(named("username"), typed("user")));

    static final Schema OPSGENIE_VISIBLE_TO =
            unionOr(
                    "Each visible target must have a \"type\" (team|user) and one of \"name\","
                            + " \"id\", or \"username\"",
                    object(named("name"), typed("team")),
                    object(named("id"), typed("team")),
                    object(named("id"), typed("user")),
                    object(named("username"), typed("user")));

    static final Schema JSM_RESPONDER = object(named("id"), anyResponder());

    static final Schema JSM_VISIBLE_TO =
            object(
                    named("id"),
                    member("type", enumeration("team", "user").described("Type", "What it is.")));

    private AlertTargets() {}

    private static Member named(String member) {
        return member(member, string().described("Who", "By this."));
    }

    private static Member anyResponder() {
        return member(
                "type",
                enumeration("team", "user", "escalation", "schedule")
                        .described("Type", "What it is."));
    }

    private static Member typed(String type) {
        return member("type", literal(type).described("Type", "What it is."));
    }
}
