package dev.patchbay.engine.template.date;

import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a date by a moment format string, locale {@code en} (templating.md, section 7.2). Unknown
 * letters are copied, {@code [text]} and {@code \X} are literal, line breaks vanish. Never fails.
 * Thread-safe.
 */
public final class MomentFormat {

    private static final Pattern LONG_FORMS =
            Pattern.compile("(\\[[^\\[]*\\])|(\\\\)?(LTS|LT|LL?L?L?|l{1,4})");
    private static final Pattern TOKENS =
            Pattern.compile(
                    "(\\[[^\\[]*\\])|(\\\\)?([Hh]mm(ss)?|Mo|MM?M?M?|Do|DDDo|DD?D?D?|ddd?d?|do?|wo|ww?"
                        + "|Wo|WW?|Qo?|N{1,5}|YYYYYY|YYYYY|YYYY|YY|Y|y{2,4}|yo?|gg(ggg?)?"
                        + "|GG(GGG?)?|e|E|a|A|hh?|HH?|kk?|mm?|ss?|S{1,9}|x|X|zz?|ZZ?|.)");

    private MomentFormat() {}

    /** The text of a date. */
    public static String format(ZonedDateTime date, String format) {
        Matcher tokens = TOKENS.matcher(expand(format));
        DateTokens values = new DateTokens(date);
        StringBuilder text = new StringBuilder();
        while (tokens.find()) {
            if (tokens.group(1) != null) {
                String bracketed = tokens.group(1);
                text.append(bracketed, 1, bracketed.length() - 1);
            } else if (tokens.group(2) != null) {
                text.append(tokens.group(3));
            } else {
                text.append(values.value(tokens.group(3)));
            }
        }
        return text.toString();
    }

    private static String expand(String format) {
        return LONG_FORMS
                .matcher(format)
                .replaceAll(form -> Matcher.quoteReplacement(expansion(form.group())));
    }

    private static String expansion(String form) {
        return switch (form) {
            case "LTS" -> "h:mm:ss A";
            case "LT" -> "h:mm A";
            case "L" -> "MM/DD/YYYY";
            case "LL" -> "MMMM D, YYYY";
            case "LLL" -> "MMMM D, YYYY h:mm A";
            case "LLLL" -> "dddd, MMMM D, YYYY h:mm A";
            case "l" -> "M/D/YYYY";
            case "ll" -> "MMM D, YYYY";
            case "lll" -> "MMM D, YYYY h:mm A";
            case "llll" -> "ddd, MMM D, YYYY h:mm A";
            default -> form;
        };
    }
}
