package dev.patchbay.engine.template;

import dev.patchbay.engine.template.js.JsNumber;
import dev.patchbay.engine.template.js.JsSpace;
import dev.patchbay.engine.template.number.FormatException;
import dev.patchbay.engine.template.number.IntlNumberFormat;
import dev.patchbay.engine.template.number.NumberOptions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code FormatNumber}: {@code number; locales; options} (templating.md, section 7.3). */
final class FormatNumber implements Lambda {

    /** Work of one format in steps: ICU makes a formatter each time. */
    private static final int STEPS = 1000;

    @Override
    public String apply(String text, LambdaCall call) {
        String input = JsSpace.trim(call.render(text));
        call.charge(STEPS);
        String[] parts = input.split(";", -1);
        if (parts.length < 3) {
            throw new LambdaFailure("invalid format, missing semicolons: '" + input + "'");
        }
        String numberText = JsSpace.trim(parts[0]);
        double number = JsNumber.parseFloat(numberText);
        if (Double.isNaN(number)) {
            throw new LambdaFailure("invalid number: '" + numberText + "'");
        }
        NumberOptions options = options(JsSpace.trim(parts[2]));
        try {
            return IntlNumberFormat.format(locales(JsSpace.trim(parts[1])), options, number);
        } catch (FormatException e) {
            throw new LambdaFailure("error formatting number: " + e.text());
        }
    }

    private static List<String> locales(String list) {
        List<String> tags = new ArrayList<>();
        for (String tag : list.split(",", -1)) {
            tags.add(JsSpace.trim(tag));
        }
        return list.isEmpty() ? List.of("en-US") : tags;
    }

    private static NumberOptions options(String list) {
        Map<String, String> options = new HashMap<>();
        for (String entry : list.split(",", -1)) {
            String option = JsSpace.trim(entry);
            if (option.isEmpty()) {
                continue;
            }
            String[] keyValue = option.split(":", -1);
            if (keyValue.length < 2) {
                throw new LambdaFailure(
                        "invalid options: missing colon in option: '" + option + "'");
            }
            options.put(JsSpace.trim(keyValue[0]), JsSpace.trim(keyValue[1]));
        }
        return new NumberOptions(options);
    }
}
