package dev.patchbay.engine.template.date;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Time zones by the names that moment knows, and their abbreviations. The abbreviations are those
 * of the tz database (public domain), which the JDK does not carry: a resource that lists for each
 * zone what each offset since 1970 is called.
 */
public final class Zones {

    /** Names of moment that the JDK lacks, as the tz database links them. */
    private static final Map<String, String> LINKS =
            Map.of(
                    "EST", "America/Panama",
                    "MST", "America/Phoenix",
                    "HST", "Pacific/Honolulu",
                    "ROC", "Asia/Taipei",
                    "GMT+0", "Etc/GMT",
                    "GMT-0", "Etc/GMT");

    private static final Set<String> NAMES = names();
    private static final Map<String, Map<Integer, String>> ABBREVIATIONS = abbreviations();

    private Zones() {}

    /** The zone of an IANA name, exactly as it is written; empty when there is none. */
    public static Optional<ZoneId> byName(String name) {
        return NAMES.contains(name)
                ? Optional.of(ZoneId.of(LINKS.getOrDefault(name, name)))
                : Optional.empty();
    }

    /** What an offset of a zone is called, such as {@code EDT} or {@code +03}. */
    static String abbreviation(ZoneId zone, ZoneOffset offset) {
        String known =
                ABBREVIATIONS.getOrDefault(zone.getId(), Map.of()).get(offset.getTotalSeconds());
        if (known != null) {
            return known;
        }
        return offset.equals(ZoneOffset.UTC) ? "UTC" : offset.getId().replace(":", "");
    }

    /** The offset in minutes of {@code Z}, {@code ±hh:mm} or {@code ±hhmm}. */
    static OptionalInt offset(String text) {
        if (text.equalsIgnoreCase("Z")) {
            return OptionalInt.of(0);
        }
        String digits = text.substring(1).replace(":", "");
        int hours = Integer.parseInt(digits.substring(0, 2));
        int minutes = Integer.parseInt(digits.substring(2));
        if (hours > 23 || minutes > 59) {
            return OptionalInt.empty();
        }
        int total = hours * 60 + minutes;
        return OptionalInt.of(text.startsWith("-") ? -total : total);
    }

    /** The offset in minutes of a zone word that JavaScript knows, in lower case. */
    static OptionalInt named(String word) {
        return switch (word) {
            case "z", "ut", "utc", "gmt" -> OptionalInt.of(0);
            case "edt" -> OptionalInt.of(-4 * 60);
            case "est", "cdt" -> OptionalInt.of(-5 * 60);
            case "cst", "mdt" -> OptionalInt.of(-6 * 60);
            case "mst", "pdt" -> OptionalInt.of(-7 * 60);
            case "pst" -> OptionalInt.of(-8 * 60);
            default -> OptionalInt.empty();
        };
    }

    private static Set<String> names() {
        Set<String> names = new HashSet<>(ZoneId.getAvailableZoneIds());
        names.removeIf(name -> name.startsWith("SystemV/"));
        names.addAll(LINKS.keySet());
        return Set.copyOf(names);
    }

    private static Map<String, Map<Integer, String>> abbreviations() {
        Map<String, Map<Integer, String>> all = new HashMap<>();
        try (InputStream in = Zones.class.getResourceAsStream("zone-abbreviations.tsv");
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> addZones(all, line.split("\t", -1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(all);
    }

    /** A line: offset=abbreviation pairs, then the zones they belong to. */
    private static void addZones(Map<String, Map<Integer, String>> all, String[] columns) {
        Map<Integer, String> byOffset = new HashMap<>();
        for (String pair : columns[0].split(" ", -1)) {
            int equals = pair.indexOf('=');
            byOffset.put(Integer.valueOf(pair.substring(0, equals)), pair.substring(equals + 1));
        }
        for (String zone : columns[1].split(" ", -1)) {
            all.put(zone, byOffset);
        }
    }
}
