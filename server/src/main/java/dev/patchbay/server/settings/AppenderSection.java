package dev.patchbay.server.settings;

import static dev.patchbay.server.settings.Setting.group;
import static dev.patchbay.server.settings.Setting.setting;
import static dev.patchbay.server.settings.SettingTypes.bool;
import static dev.patchbay.server.settings.SettingTypes.duration;
import static dev.patchbay.server.settings.SettingTypes.oneOf;
import static dev.patchbay.server.settings.SettingTypes.partly;
import static dev.patchbay.server.settings.SettingTypes.path;
import static dev.patchbay.server.settings.SettingTypes.size;
import static dev.patchbay.server.settings.SettingTypes.string;
import static dev.patchbay.server.settings.SettingTypes.whole;

import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.schema.Refinement.Violation;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.server.settings.AppenderSettings.Layout;
import dev.patchbay.server.settings.AppenderSettings.Policy;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** An appender of {@code logging} or of the audit log. */
final class AppenderSection {

    private static final String CONSOLE = "console";
    private static final String COUNTER = "%i";

    static final Schema SCHEMA =
            partly(
                            setting(
                                    "type",
                                    oneOf(CONSOLE, "file", "rolling-file"),
                                    "Kind of appender."),
                            setting("fileName", path().optional(), "File of the file types."),
                            group(
                                    "layout",
                                    partly(
                                            setting(
                                                    "type",
                                                    oneOf("json", "pattern").withDefault("pattern"),
                                                    "ECS JSON, or a pattern."),
                                            setting(
                                                    "pattern",
                                                    string().withDefault(Layout.Pattern.DEFAULT),
                                                    "What a line holds."),
                                            setting(
                                                    "highlight",
                                                    bool().withDefault(false),
                                                    "Colours."))),
                            group("policy", policy()),
                            group("strategy", strategy()))
                    .refined(AppenderSection::fileIsNamed);

    private AppenderSection() {}

    private static Schema policy() {
        return partly(
                setting(
                        "type",
                        oneOf("size-limit", "time-interval").withDefault("time-interval"),
                        "When a file rolls over."),
                setting("size", size().withDefault("100mb"), "Beyond this size."),
                setting("interval", duration().withDefault("24h"), "After this time."),
                setting("modulate", bool().withDefault(true), "At multiples of the interval."));
    }

    private static Schema strategy() {
        return partly(
                setting("type", oneOf("numeric").withDefault("numeric"), "Numbered files."),
                setting("max", whole(1, 100).withDefault(7), "Files that are kept."),
                setting(
                        "pattern",
                        string("pattern", "must include \"%i\"", text -> text.contains(COUNTER))
                                .withDefault("-%i"),
                        "Stands before the extension."));
    }

    private static List<Violation> fileIsNamed(JsonNode appender) {
        boolean console = appender.get("type").stringValue().equals(CONSOLE);
        return console || appender.has("fileName")
                ? List.of()
                : List.of(
                        new Violation(
                                Path.ROOT.key("fileName"),
                                "expected value of type [string] but got [undefined]"));
    }

    static AppenderSettings console() {
        return new AppenderSettings.Console(new Layout.Pattern(Layout.Pattern.DEFAULT, false));
    }

    static AppenderSettings read(Values appender) {
        Layout layout =
                appender.string("layout.type").equals("json")
                        ? new Layout.Json()
                        : new Layout.Pattern(
                                appender.string("layout.pattern"),
                                appender.bool("layout.highlight"));
        String type = appender.string("type");
        if (type.equals(CONSOLE)) {
            return new AppenderSettings.Console(layout);
        }
        if (type.equals("file")) {
            return new AppenderSettings.File(layout, appender.path("fileName"));
        }
        return new AppenderSettings.RollingFile(
                layout,
                appender.path("fileName"),
                policy(appender),
                appender.integer("strategy.max"),
                appender.string("strategy.pattern"));
    }

    private static Policy policy(Values appender) {
        return appender.string("policy.type").equals("size-limit")
                ? new Policy.SizeLimit(appender.number("policy.size"))
                : new Policy.TimeInterval(
                        appender.duration("policy.interval"), appender.bool("policy.modulate"));
    }
}
