package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/** Tokens over several runs of one connector. */
class WebhookTokensTest {

    private static final String CONFIG =
            "{'url':'${target}/hook','authType':'webhook-oauth2-client-credentials',"
                    + "'accessTokenUrl':'${target}/token','clientId':'id'}";

    @Test
    void aTokenServesManyRuns() throws Exception {
        assertThat(
                        lines(
                                3,
                                token("one", 3600),
                                answer("200 OK"),
                                answer("200 OK"),
                                answer("200 OK")))
                .containsExactly("POST /token", "POST /hook", "POST /hook", "POST /hook");
    }

    @Test
    void aTokenAboutToExpireIsRenewed() throws Exception {
        assertThat(lines(2, token("one", 0), answer("200 OK"), token("two", 0), answer("200 OK")))
                .containsExactly("POST /token", "POST /hook", "POST /token", "POST /hook");
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 Bad Request", "422 Unprocessable Entity", "499 Odd"})
    void anAnswerOf400To499DropsTheToken(String status) throws Exception {
        assertThat(
                        lines(
                                2,
                                token("one", 3600),
                                answer(status),
                                token("two", 3600),
                                answer("200 OK")))
                .containsExactly("POST /token", "POST /hook", "POST /token", "POST /hook");
    }

    @ParameterizedTest
    @ValueSource(strings = {"399 Odd", "500 Internal Server Error"})
    void otherAnswersKeepIt(String status) throws Exception {
        assertThat(lines(2, token("one", 3600), answer(status), answer("200 OK")))
                .containsExactly("POST /token", "POST /hook", "POST /hook");
    }

    private static List<String> lines(int runs, Target.Answer... answers) throws Exception {
        try (Target target = Target.start(List.of(answers));
                Runs connector = new Runs(".webhook")) {
            for (int i = 0; i < runs; i++) {
                connector.run(
                        CONFIG.replace("${target}", target.url()),
                        "{'clientSecret':'s3cr3t'}",
                        "{'body':'hi'}");
            }
            return target.requests().stream().map(Target.Request::line).toList();
        }
    }

    private static Target.Answer token(String value, long seconds) {
        return new Target.Answer(
                "200 OK",
                Map.of(),
                "{\"token_type\":\"Bearer\",\"access_token\":\""
                        + value
                        + "\",\"expires_in\":"
                        + seconds
                        + "}");
    }

    private static Target.Answer answer(String status) {
        return new Target.Answer(status, Map.of(), "");
    }
}
