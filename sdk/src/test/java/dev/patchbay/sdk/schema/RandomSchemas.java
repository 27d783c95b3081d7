package dev.patchbay.sdk.schema;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Schemas and values from a seed. Small alphabets, so that values often fit or nearly fit. */
final class RandomSchemas {

    private static final String[] NAMES = {"a", "b", "c-d", "e"};
    private static final String[] TEXTS = {
        "", "a", "b", "ab", "abc", "1", "{}", "[1]", "é\u0000\n"
    };

    private final Random random;

    RandomSchemas(long seed) {
        this.random = new Random(seed);
    }

    /** Every node kind but those that JSON Schema cannot say. */
    Schema describable(int depth) {
        return schema(depth, false);
    }

    /** Every node kind. */
    Schema any(int depth) {
        return schema(depth, true);
    }

    private Schema schema(int depth, boolean all) {
        int kind = random.nextInt(depth <= 0 ? 7 : all ? 18 : 14);
        return switch (kind) {
            case 0 -> Schemas.string();
            case 1 -> Schemas.string(random.nextInt(2), 1 + random.nextInt(3));
            case 2 ->
                    Schemas.number(
                            random.nextBoolean() ? null : 0.0, random.nextBoolean() ? null : 5.5);
            case 3 -> Schemas.integer(-1, 3);
            case 4 -> Schemas.bool();
            case 5 -> Schemas.literal(name());
            case 6 -> Schemas.enumeration("a", "b");
            case 7 -> object(depth, all);
            case 8 -> Schemas.record(Schemas.string(1, 2), schema(depth - 1, all));
            case 9 ->
                    Schemas.array(schema(depth - 1, all), random.nextInt(2), 1 + random.nextInt(3));
            case 10 -> Schemas.union(schema(depth - 1, all), schema(depth - 1, all));
            case 11 -> schema(depth - 1, all).nullable().described("Label", "Help.");
            case 12 -> discriminated(depth, all);
            case 13 -> Schemas.any();
            case 14 -> schema(depth - 1, all).orJsonText();
            case 15 -> schema(depth - 1, all).coerced(Schemas::numberFromText);
            case 16 ->
                    schema(depth - 1, all).refined(Refinement.of(_ -> random.nextBoolean(), "no"));
            default -> schema(depth - 1, all).withDefault(text()).secret();
        };
    }

    private Schema object(int depth, boolean all) {
        List<Schema.Member> members = new ArrayList<>();
        for (String name : NAMES) {
            if (random.nextBoolean()) {
                Schema schema = schema(depth - 1, all);
                members.add(
                        Schemas.member(name, random.nextBoolean() ? schema : schema.optional()));
            }
        }
        Schema.UnknownKeys keys =
                Schema.UnknownKeys.values()[random.nextInt(Schema.UnknownKeys.values().length)];
        return new Schema.Obj(members, keys);
    }

    private Schema discriminated(int depth, boolean all) {
        Map<String, Schema> alternatives = new LinkedHashMap<>();
        for (String name : List.of("a", "b")) {
            alternatives.put(
                    name,
                    Schemas.object(
                            Schemas.member("e", Schemas.literal(name)),
                            Schemas.member("a", schema(depth - 1, all).optional())));
        }
        return Schemas.discriminated("e", alternatives);
    }

    JsonNode value(int depth) {
        return switch (random.nextInt(depth <= 0 ? 7 : 10)) {
            case 0 -> JsonNodeFactory.instance.nullNode();
            case 1 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case 2 -> JsonNodeFactory.instance.numberNode(random.nextInt(8) - 2);
            case 3 -> Json.read(number());
            case 4, 5, 6 -> JsonNodeFactory.instance.stringNode(text());
            case 7 -> {
                ArrayNode array = Json.array();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = Json.object();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.set(name(), value(depth - 1));
                }
                yield object;
            }
        };
    }

    private String number() {
        String[] numbers = {
            "1.5",
            "5.50",
            "1e400",
            "-1e-400",
            "1E1000000",
            "9007199254740993",
            "0.0",
            "123456789012345678901234567890"
        };
        return numbers[random.nextInt(numbers.length)];
    }

    private String name() {
        return NAMES[random.nextInt(NAMES.length)];
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
