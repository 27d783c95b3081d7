package dev.patchbay.server.security;

import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.literal;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Schemas.union;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Format;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Schema;

import java.util.regex.Pattern;

/** Bodies and queries of the spaces API (contract/security-and-spaces.md, section 1). */
final class SpaceSchema {

    private static final Pattern COLOR = Pattern.compile("#[a-zA-Z0-9]{6}");

    /** The body of POST and PUT. */
    static final Schema BODY =
            object(
                    member("id", string(RoleSchema.SPACE_ID)),
                    member("name", string(1)),
                    member("description", string().optional()),
                    member("initials", string(0, 2).optional()),
                    member(
                            "color",
                            string(
                                            new Format(
                                                    "color",
                                                    "must be a 6 digit hex color, starting with a"
                                                            + " #",
                                                    text -> COLOR.matcher(text).matches()))
                                    .optional()),
                    member("disabledFeatures", array(string(), 0, 100).withDefault(Json.array())),
                    member("_reserved", bool().optional()),
                    member(
                            "imageUrl",
                            string(
                                            new Format(
                                                    "image",
                                                    "must start with 'data:image'",
                                                    text ->
                                                            text.isEmpty()
                                                                    || text.startsWith(
                                                                            "data:image")))
                                    .optional()),
                    member(
                            "solution",
                            union(
                                            literal("es"),
                                            literal("oblt"),
                                            literal("security"),
                                            literal("classic"))
                                    .optional()),
                    member("projectRouting", string().optional()));

    /** The query of the list. */
    static final Schema LIST_QUERY =
            object(
                            member(
                                    "purpose",
                                    union(
                                                    literal("any"),
                                                    literal("copySavedObjectsIntoSpace"),
                                                    literal("shareSavedObjectsIntoSpace"))
                                            .optional()),
                            member("include_authorized_purposes", RoleRoutes.flag().optional()))
                    .refined(
                            Refinement.of(
                                    query ->
                                            !query.has("purpose")
                                                    || !query.path("include_authorized_purposes")
                                                            .booleanValue(false),
                                    "include_authorized_purposes can only be false when purpose is"
                                            + " specified"));

    private SpaceSchema() {}
}
