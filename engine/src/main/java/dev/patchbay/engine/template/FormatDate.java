package dev.patchbay.engine.template;

import dev.patchbay.engine.template.date.DateTexts;
import dev.patchbay.engine.template.date.MomentFormat;
import dev.patchbay.engine.template.date.Zones;
import dev.patchbay.engine.template.js.JsSpace;

import java.time.Instant;
import java.time.ZoneId;

/** {@code FormatDate}: {@code date ; time zone ; format} (templating.md, section 7.2). */
final class FormatDate implements Lambda {

    private static final String DEFAULT_ZONE = "UTC";
    private static final String DEFAULT_FORMAT = "YYYY-MM-DD hh:mma";
    private static final int STEPS = 60;

    private final ZoneId local;

    /**
     * @param local the zone of dates that name none
     */
    FormatDate(ZoneId local) {
        this.local = local;
    }

    @Override
    public String apply(String text, LambdaCall call) {
        String[] parts = JsSpace.trim(call.render(text)).split(";", -1);
        String date = part(parts, 0, "");
        String zoneName = part(parts, 1, DEFAULT_ZONE);
        String format = part(parts, 2, DEFAULT_FORMAT);
        // A long form such as LLLL is several tokens.
        call.charge(STEPS + 4 * format.length());
        if (date.isEmpty()) {
            throw new LambdaFailure("date is empty");
        }
        Instant instant =
                DateTexts.parse(date, local)
                        .orElseThrow(() -> new LambdaFailure("invalid date \"" + date + "\""));
        ZoneId zone =
                Zones.byName(zoneName)
                        .orElseThrow(() ->
                                new LambdaFailure("unknown timeZone value \"" + zoneName + "\""));
        return MomentFormat.format(instant.atZone(zone), format);
    }

    private static String part(String[] parts, int index, String otherwise) {
        String part = index < parts.length ? JsSpace.trim(parts[index]) : "";
        return part.isEmpty() ? otherwise : part;
    }
}
