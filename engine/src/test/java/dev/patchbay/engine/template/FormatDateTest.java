package dev.patchbay.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.template.date.DateTexts;
import dev.patchbay.engine.template.date.MomentFormat;
import dev.patchbay.engine.template.date.Zones;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Contract templating.md, section 7.2, and what moment made of the same. */
class FormatDateTest {

    private static final JsonNode MOMENT = TemplateFixture.cases("templates/moment.json");
    private static final ZonedDateTime DATE =
            Instant.parse("2023-04-10T23:52:39.045Z").atZone(ZoneId.of("UTC"));

    private static String formatDate(String input) {
        return TemplateFixture.render("{{#FormatDate}} " + input + " {{/FormatDate}}", "{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "2022-11-29T15:52:44Z ~ 2022-11-29 03:52pm",
                "2022-11-29T15:52:44Z ; America/New_York ~ 2022-11-29 10:52am",
                "2022-11-29T15:52:44Z ;; dddd MMM Do YYYY HH:mm:ss.SSS ~ Tuesday Nov 29th 2022"
                        + " 15:52:44.000",
                "2022-11-29T15:52:44Z;America/New_York;dddd MMM Do YYYY HH:mm:ss.SSS ~ Tuesday Nov"
                        + " 29th 2022 10:52:44.000",
                "this is not a d4t3 ~ invalid date \"this is not a d4t3\"",
                "2023-04-10T23:52:39;NotATime Zone! ~ unknown timeZone value \"NotATime Zone!\"",
                ";UTC ~ date is empty",
                "1681170759045 ~ invalid date \"1681170759045\"",
                "2023-04-10;utc ~ unknown timeZone value \"utc\"",
                "2023-04-10;+02:00 ~ unknown timeZone value \"+02:00\"",
                "2023-04-10;Etc/GMT+1;HH z ~ 23 -01",
                "2023-04-10;EST;HH z ~ 19 EST",
                "2023-04-10;;YYYY;lost ~ 2023",
                "2023-04-10T23:52:39;; garbage ~ gpmrbpmg1",
                "April 10, 2023;;LL ~ April 10, 2023",
                "2023;;L ~ 01/01/2023",
                "Mon, 10 Apr 2023 23:52:39 GMT;;LTS ~ 11:52:39 PM",
            })
    void theTablesOfTheContract(String input, String expected) {
        assertThat(formatDate(input)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "M MM MMM MMMM Mo ~ 4 04 Apr April 4th",
                "D DD Do ~ 10 10 10th",
                "DDD DDDD DDDo ~ 100 100 100th",
                "Q Qo ~ 2 2nd",
                "d do dd ddd dddd ~ 1 1st Mo Mon Monday",
                "e E ~ 1 1",
                "w ww wo ~ 15 15 15th",
                "W WW Wo ~ 15 15 15th",
                "YY YYYY Y YYYYYY ~ 23 2023 2023 +002023",
                "gg gggg ~ 23 2023",
                "GG GGGG ~ 23 2023",
                "y yyyy N NNNN ~ 2023 2023 AD Anno Domini",
                "H HH ~ 23 23",
                "h hh ~ 11 11",
                "k kk ~ 23 23",
                "m mm ~ 52 52",
                "s ss ~ 39 39",
                "S SS SSS SSSS SSSSSSSSS ~ 0 04 045 0450 045000000",
                "a A ~ pm PM",
                "Z ZZ ~ +00:00 +0000",
                "z zz ~ UTC UTC",
                "X ~ 1681170759",
                "x ~ 1681170759045",
                "hmm hmmss Hmm Hmmss ~ 1152 115239 2352 235239",
                "LT LTS ~ 11:52 PM 11:52:39 PM",
                "L l ~ 04/10/2023 4/10/2023",
                "LL ll ~ April 10, 2023 Apr 10, 2023",
                "LLL lll ~ April 10, 2023 11:52 PM Apr 10, 2023 11:52 PM",
                "LLLL ~ Monday, April 10, 2023 11:52 PM",
                "llll ~ Mon, Apr 10, 2023 11:52 PM",
                "[text] \\Y ~ text Y",
            })
    void everyTokenOfTheTable(String format, String expected) {
        assertThat(MomentFormat.format(DATE, format)).isEqualTo(expected);
    }

    @Test
    void datesAreReadAsByMoment() {
        List<String> differences = new ArrayList<>();
        for (JsonNode test : MOMENT) {
            if (test.has("date")) {
                String date = test.get("date").stringValue();
                String expected = test.get("ms").toString();
                String actual =
                        DateTexts.parse(date, ZoneOffset.UTC)
                                .map(instant -> String.valueOf(instant.toEpochMilli()))
                                .orElse("null");
                if (!expected.equals(actual)) {
                    differences.add(date + " expected " + expected + " but was " + actual);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void datesWithoutOffsetAreLocal() {
        ZoneId york = ZoneId.of("America/New_York");
        assertThat(DateTexts.parse("2023-04-10", york))
                .contains(Instant.parse("2023-04-10T04:00:00Z"));
        assertThat(DateTexts.parse("2023-04-10T10:00:00", york))
                .contains(Instant.parse("2023-04-10T14:00:00Z"));
        assertThat(DateTexts.parse("April 10, 2023", york))
                .contains(Instant.parse("2023-04-10T04:00:00Z"));
        assertThat(DateTexts.parse("2023-04-10T10:00:00Z", york))
                .contains(Instant.parse("2023-04-10T10:00:00Z"));
    }

    @Test
    void datesAreWrittenAsByMoment() {
        List<String> differences = new ArrayList<>();
        int cases = 0;
        for (JsonNode test : MOMENT) {
            if (test.has("format")) {
                cases++;
                Instant instant = Instant.parse(test.get("instant").stringValue());
                ZoneId zone = Zones.byName(test.get("zone").stringValue()).orElseThrow();
                String text =
                        MomentFormat.format(instant.atZone(zone), test.get("format").stringValue());
                if (!text.equals(test.get("text").stringValue())) {
                    differences.add(test + " but was " + text);
                }
            }
        }
        assertThat(cases).isGreaterThan(300);
        assertThat(differences).isEmpty();
    }

    @Test
    void everyZoneOfMomentIsKnownAndNoOther() {
        JsonNode names = MOMENT.get(0).get("names");
        assertThat(names.size()).isGreaterThan(590);
        for (JsonNode name : names) {
            assertThat(Zones.byName(name.stringValue())).as(name.stringValue()).isPresent();
        }
        assertThat(Zones.byName("SystemV/EST5")).isEmpty();
        assertThat(Zones.byName("Z")).isEmpty();
        assertThat(Zones.byName("")).isEmpty();
        assertThat(Zones.byName("america/new_york")).isEmpty();
    }
}
