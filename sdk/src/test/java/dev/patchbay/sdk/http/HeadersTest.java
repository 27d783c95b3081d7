package dev.patchbay.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class HeadersTest {

    private static final Headers TWO =
            new Headers(
                    List.of(
                            new Headers.Field("Set-Cookie", "a=1"),
                            new Headers.Field("X-Other", "o"),
                            new Headers.Field("set-cookie", "b=2")));

    @Test
    void namesCompareWithoutCaseAndTheFirstCounts() {
        assertThat(TWO.first("SET-COOKIE")).contains("a=1");
        assertThat(TWO.first("x-none")).isEmpty();
        assertThat(Headers.EMPTY.first("a")).isEmpty();
    }

    @Test
    void withReplacesEveryFieldOfTheNameAndGoesLast() {
        assertThat(TWO.with("SET-Cookie", "c=3").fields())
                .containsExactly(
                        new Headers.Field("X-Other", "o"), new Headers.Field("SET-Cookie", "c=3"));
    }

    @Test
    void withDefaultLeavesWhatIsThere() {
        assertThat(TWO.withDefault("x-OTHER", "new")).isSameAs(TWO);
        assertThat(TWO.withDefault("x-new", "new").first("X-New")).contains("new");
    }

    @Test
    void withAllReplacesInOrder() {
        Map<String, String> others = new LinkedHashMap<>();
        others.put("x-other", "1");
        others.put("X-OTHER", "2");
        others.put("Accept", "a");

        assertThat(TWO.withAll(others).without("set-cookie").fields())
                .containsExactly(
                        new Headers.Field("X-OTHER", "2"), new Headers.Field("Accept", "a"));
    }

    @Test
    void withoutRemovesEveryFieldOfTheName() {
        assertThat(TWO.without("SET-COOKIE").fields())
                .containsExactly(new Headers.Field("X-Other", "o"));
    }

    @Test
    void nothingChangesWhatWasMade() {
        List<Headers.Field> fields = new ArrayList<>(TWO.fields());
        Headers headers = new Headers(fields);

        fields.clear();
        headers.with("a", "b");
        headers.without("set-cookie");

        assertThat(headers.fields()).isEqualTo(TWO.fields());
    }

    @Test
    void fieldsForLaterAreMadeOnceAndOnlyWhenAskedFor() {
        AtomicInteger made = new AtomicInteger();
        Headers headers =
                Headers.later(() -> {
                    made.incrementAndGet();
                    return TWO.fields();
                });
        assertThat(made).hasValue(0);
        assertThat(headers.fields()).isEqualTo(TWO.fields());
        assertThat(headers.with("a", "b").without("a").fields()).isEqualTo(TWO.fields());
        assertThat(made).hasValue(1);
    }

    @Test
    void valuesAreNotPrinted() {
        assertThat(Headers.of("Authorization", "Bearer canary")).hasToString("[Authorization]");
        assertThat(
                        HttpCall.of("POST", "https://hooks.example.com/canary")
                                .withHeader("Authorization", "Bearer canary")
                                .withBody(
                                        "canary".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .hasToString("HttpCall[POST [Authorization]]");
    }
}
