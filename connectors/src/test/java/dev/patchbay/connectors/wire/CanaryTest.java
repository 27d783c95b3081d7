package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.secret.SecretValues;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A target repeats all it received in its status line, its headers and its body. What a type has
 * made known as secret, beside the secrets themselves, covers every form in which a secret comes
 * back.
 */
class CanaryTest {

    private static final String BASE64 =
            Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString("CANARY".getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                ".slack | {} |"
                    + " {'webhookUrl':'${target}/services/T00/CANARY-in-the-path?k=CANARY-in-the-query'}"
                    + " | {'message':'x'}",
                ".teams | {} |"
                    + " {'webhookUrl':'${target}/services/T00/CANARY-in-the-path?k=CANARY-in-the-query'}"
                    + " | {'message':'x'}",
                ".slack_api | {} | {'token':'CANARY-token-of-a-bot'} |"
                    + " {'subAction':'postMessage','subActionParams':{'channelIds':['C1'],'text':'x'}}",
                ".opsgenie | {'apiUrl':'${target}'} | {'apiKey':'CANARY-key'} |"
                        + " {'subAction':'createAlert','subActionParams':{'message':'x'}}",
                ".jira-service-management | {'apiUrl':'${target}'} | {'apiKey':'CANARY-key'} |"
                        + " {'subAction':'closeAlert','subActionParams':{'alias':'x'}}",
                ".tines | {'url':'${target}'} |"
                        + " {'email':'CANARY@example.com','token':'CANARY-token-of-tines'} |"
                        + " {'subAction':'stories','subActionParams':{}}",
                ".d3security | {'url':'${target}'} | {'token':'CANARY-token-of-d3'} |"
                        + " {'subAction':'run','subActionParams':{}}",
                ".xmatters | {'configUrl':'${target}/x'} |"
                        + " {'user':'CANARY-user','password':'CANARY-password'} | {'severity':'x'}",
                ".xmatters | {'usesBasic':false} |"
                    + " {'secretsUrl':'${target}/CANARY-in-the-path?apiKey=CANARY-in-the-query'} |"
                    + " {'severity':'x'}",
                ".swimlane | {'apiUrl':'${target}','appId':'a','connectorType':'all','mappings':{}}"
                        + " | {'apiToken':'CANARY-token-of-swimlane'} |"
                        + " {'subAction':'pushToService','subActionParams':{'incident':{}}}",
                ".torq | {'webhookIntegrationUrl':'http://localhost:${port}/hook'} |"
                        + " {'token':'CANARY-token-of-torq'} | {'body':'{}'}",
                ".pagerduty | {'apiUrl':'${target}/v2'} | {'routingKey':'CANARY-routing-key'} | {}",
                "mattermost | {'url':'${target}'} | {'token':'CANARY-token-of-a-bot'} |"
                    + " {'subAction':'postMessage','subActionParams':{'channelId':'c','message':'m'}}",
                "discord | {} |"
                    + " {'webhookUrl':'${target}/api/webhooks/1/CANARY-in-the-path?k=CANARY-in-the-query'}"
                    + " | {'subAction':'postMessage','subActionParams':{'content':'c'}}",
                "telegram | {'apiUrl':'${target}'} | {'token':'1:CANARY_token-of-a-bot'} |"
                    + " {'subAction':'sendMessage','subActionParams':{'chatId':'1','text':'t'}}",
                "ntfy | {'url':'${target}','topic':'t'} | {'token':'CANARY-token-of-ntfy'} |"
                        + " {'subAction':'publish','subActionParams':{'message':'m'}}",
                "google_chat | {} |"
                    + " {'webhookUrl':'${target}/v1/spaces/S/messages?key=CANARY-key&token=CANARY-token'}"
                    + " | {'subAction':'postMessage','subActionParams':{'text':'t'}}",
                "github_issues | {'apiUrl':'${target}','owner':'o','repository':'r'} |"
                        + " {'token':'CANARY-token-of-github'} |"
                        + " {'subAction':'createIssue','subActionParams':{'title':'t'}}",
                "gitlab_issues | {'url':'${target}','project':'p'} |"
                        + " {'token':'CANARY-token-of-gitlab'} |"
                        + " {'subAction':'test','subActionParams':{}}",
                "zendesk_tickets | {'url':'${target}/granted','clientId':'c'} |"
                    + " {'clientSecret':'CANARY-client-secret'} |"
                    + " {'subAction':'createTicket','subActionParams':{'subject':'s','body':'b'}}",
                "zendesk_tickets | {'url':'${target}','clientId':'c'} |"
                    + " {'clientSecret':'CANARY-client-secret'} |"
                    + " {'subAction':'createTicket','subActionParams':{'subject':'s','body':'b'}}",
                ".http | {'url':'${target}/api'} |"
                    + " {'user':'CANARY-user','password':'CANARY-password','secretHeaders':{'x-key':'CANARY-header'}}"
                    + " | {}",
                ".http | {'url':'${target}/api','authType':'http-authentication-query-param'} |"
                        + " {'secretQueryParams':{'key':'CANARY in the query'}} | {'path':'x'}",
                ".http |"
                    + " {'url':'${target}/api','authType':'webhook-oauth2-client-credentials','accessTokenUrl':'${target}/token','additionalFields':'{\\\"grant_type\\\":\\\"password\\\"}'}"
                    + " | {'user':'CANARY-user','password':'CANARY-password'} | {}",
                ".webhook | {'url':'${target}/hook'} |"
                    + " {'user':'CANARY-user','password':'CANARY-password','secretHeaders':{'x-key':'CANARY-header'}}"
                    + " | {'body':'x'}",
                ".webhook |"
                    + " {'url':'${target}/hook','authType':'webhook-oauth2-client-credentials','accessTokenUrl':'${target}/token','clientId':'id'}"
                    + " | {'clientSecret':'CANARY-client-secret'} | {'body':'x'}",
                ".webhook |"
                    + " {'url':'${target}/hook','authType':'webhook-oauth2-client-credentials','accessTokenUrl':'${target}/granted','clientId':'id'}"
                    + " | {'clientSecret':'CANARY-client-secret'} | {'body':'x'}",
            })
    void noSecretComesBack(String typeId, String config, String secrets, String params)
            throws Exception {
        for (String status : List.of("echo 200", "echo 202", "echo 400", "echo 401", "echo 500")) {
            Target.Answer echo = new Target.Answer(status, Map.of(), "");
            Target.Answer token =
                    new Target.Answer(
                            "200 OK",
                            Map.of(),
                            "{\"token_type\":\"Bearer\",\"access_token\":\"CANARY-token\"}");
            List<Target.Answer> answers =
                    config.contains("/granted")
                            ? List.of(token, echo, token, echo)
                            : List.of(echo, echo);
            try (Target target = Target.start(answers);
                    Runs runs = new Runs(typeId, "https://slack.com", target.url())) {
                Runs.Run run =
                        runs.run(
                                config.replace("${target}", target.url())
                                        .replace("${port}", port(target)),
                                secrets.replace("${target}", target.url()),
                                params);
                assertThat(target.requests()).isNotEmpty();
                assertThat(redact(run.outcome().toString(), run.secretValues()))
                        .as(status)
                        .doesNotContain("CANARY", BASE64);
            }
        }
    }

    private static String port(Target target) {
        return target.url().substring(target.url().lastIndexOf(':') + 1);
    }

    /** By value: raw, base64, URL-encoded (actions-api, section 6.7); the longest first. */
    private static String redact(String text, SecretValues values) {
        String result = text;
        List<String> longestFirst =
                values.all().stream().sorted((one, two) -> two.length() - one.length()).toList();
        for (String value : longestFirst) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            result =
                    result.replace(value, "[redacted]")
                            .replace(Base64.getEncoder().encodeToString(bytes), "[redacted]")
                            .replace(
                                    URLEncoder.encode(value, StandardCharsets.UTF_8), "[redacted]");
        }
        return result;
    }
}
