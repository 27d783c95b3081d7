package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.connectors.BuiltInTypes;
import dev.patchbay.engine.template.ParamsRenderer;
import dev.patchbay.engine.template.TemplateLimits;
import dev.patchbay.engine.template.TemplateVariables;
import dev.patchbay.engine.template.Templates;
import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.oauth.TokenStore;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.node.ObjectNode;

import java.time.ZoneOffset;

/** What rule actions and deliveries make of the params of each type (templating, section 5). */
class ConnectorTemplatesTest {

    private static final String VARIABLES =
            """
            {"rule":{"name":"a \\"q\\" <*_>","tags":["t1",7,"t2"]},
             "a.b":1,
             "context":{"alerts":[{"_id":"1","kibana":{"alert":{"x":1}}}]}}
            """;

    private final Network network =
            new Network(NetworkSettings.DEFAULT, TokenStore.NONE, Clock.system());
    private final ParamsRenderer renderer =
            new ParamsRenderer(
                    new Templates(
                            TemplateLimits.DEFAULT,
                            Clock.system(),
                            IdSource.random(),
                            ZoneOffset.UTC));

    @AfterEach
    void close() {
        network.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ".teams | {'message':'{{rule.name}}'} | {'message':'a \\'q\\' <*_>'}",
                ".http |"
                    + " {'url':'https://x/{{a.b}}','path':'{{rule.name}}','method':'{{a.b}}','body':'{{rule.name}}','query':{'{{a.b}}':'{{rule.name}}'},'headers':{'X':'{{rule.name}}'}}"
                    + " | {'url':'https://x/1','path':'a \\\\\\'q\\\\\\'"
                    + " <*_>','method':'{{a.b}}','body':'a \\\\\\'q\\\\\\'"
                    + " <*_>','query':{'{{a.b}}':'a \\\\\\'q\\\\\\' <*_>'},'headers':{'X':'a"
                    + " \\\\\\'q\\\\\\' <*_>'}}",
                "mattermost |"
                    + " {'subAction':'postMessage','subActionParams':{'channelId':'{{a.b}}','message':'{{rule.name}}','rootId':'{{a.b}}'}}"
                    + " | {'subAction':'postMessage','subActionParams':{'channelId':'{{a.b}}','message':'a"
                    + " \\'q\\' <\\\\*\\\\_>','rootId':'1'}}",
                "telegram |"
                    + " {'subAction':'sendMessage','subActionParams':{'chatId':'{{a.b}}','text':'{{rule.name}}'}}"
                    + " | {'subAction':'sendMessage','subActionParams':{'chatId':'1','text':'a"
                    + " \\'q\\' <*_>'}}",
                "gitlab_issues |"
                    + " {'subAction':'createIssue','subActionParams':{'title':'{{rule.name}}','labels':['l-{{a.b}}']}}"
                    + " | {'subAction':'createIssue','subActionParams':{'title':'a \\'q\\'"
                    + " <*_>','labels':['l-1']}}",
                ".torq | {'body':'{\\'m\\':\\'{{rule.name}}\\'}'}"
                        + " | {'body':'{\\'m\\':\\'a \\\\\\'q\\\\\\' <*_>\\'}'}",
                ".torq | {'body':'{\\'m\\':{{a.b}}}'} | {'body':'{\\'m\\':1}'}",
                ".xmatters | {'severity':'{{a.b}}','tags':'{{rule.tags}}','signalId':'{{x}}'}"
                        + " | {'severity':'1','tags':'t1,7,t2','signalId':''}",
                ".slack_api |"
                    + " {'subAction':'postMessage','subActionParams':{'channelNames':['#{{a.b}}'],'text':'{{rule.name}}'}}"
                    + " | {'subAction':'postMessage','subActionParams':{'channelNames':['#{{a.b}}'],'text':'`a"
                    + " \\'q\\' <*_>`'}}",
                ".slack_api |"
                    + " {'subAction':'postBlockkit','subActionParams':{'channelIds':['{{a.b}}'],'text':'{\\'blocks\\':[\\'{{rule.name}}\\']}'}}"
                    + " | {'subAction':'postBlockkit','subActionParams':{'channelIds':['{{a.b}}'],'text':'{\\'blocks\\':[\\'a"
                    + " \\\\\\'q\\\\\\' <*_>\\']}'}}",
                ".slack_api |"
                    + " {'subAction':'validChannelId','subActionParams':{'channelId':'{{a.b}}'}} |"
                    + " {'subAction':'validChannelId','subActionParams':{'channelId':'{{a.b}}'}}",
                ".opsgenie |"
                    + " {'subAction':'createAlert','subActionParams':{'message':'{{rule.name}}','tags':['{{rule.tags}}','x{{a.b}}','{{rule.tags}}"
                    + " '],'details':{'{{k}}':'{{a.b}}'},'responders':[{'name':'{{a.b}}','type':'team'}]}}"
                    + " | {'subAction':'createAlert','subActionParams':{'message':'a \\'q\\'"
                    + " <*_>','tags':['x1','t1,7,t2"
                    + " ','t1','t2'],'details':{'{{k}}':'1'},'responders':[{'name':'1','type':'team'}]}}",
                ".opsgenie |"
                    + " {'subAction':'closeAlert','subActionParams':{'alias':'{{a.b}}','note':'{{rule.tags}}'}}"
                    + " | {'subAction':'closeAlert','subActionParams':{'alias':'1','note':'t1,7,t2'}}",
                ".jira-service-management |"
                    + " {'subAction':'createAlert','subActionParams':{'message':'x','tags':['{{rule.tags}}']}}"
                    + " | {'subAction':'createAlert','subActionParams':{'message':'x','tags':['t1','t2']}}",
                ".tines |"
                    + " {'subAction':'run','subActionParams':{'webhookUrl':'{{a.b}}','body':'{{a.b}}'}}"
                    + " | {'subAction':'run','subActionParams':{'webhookUrl':'{{a.b}}','body':'{\\'rule\\':{\\'name\\':\\'a"
                    + " \\\\\\'q\\\\\\'"
                    + " <*_>\\',\\'tags\\':[\\'t1\\',7,\\'t2\\']},\\'a.b\\':1,\\'context\\':{\\'alerts\\':[{\\'_id\\':\\'1\\'}]}}'}}",
                ".tines | {'subAction':'test','subActionParams':{'body':'{{a.b}}'}}"
                        + " | {'subAction':'test','subActionParams':{'body':'{{a.b}}'}}",
                ".d3security |"
                    + " {'subAction':'run','subActionParams':{'body':'{\\'m\\':\\'{{rule.name}}\\'}','severity':'{{a.b}}','eventType':'{{a.b}}'}}"
                    + " | {'subAction':'run','subActionParams':{'body':'{\\'m\\':\\'a"
                    + " \\\\\\'q\\\\\\' <*_>\\'}','severity':'{{a.b}}','eventType':'{{a.b}}'}}",
                ".d3security | {'subAction':'test','subActionParams':{'body':'{{a.b}}'}}"
                        + " | {'subAction':'test','subActionParams':{'body':'{{a.b}}'}}",
                ".swimlane |"
                    + " {'subAction':'pushToService','subActionParams':{'incident':{'ruleName':'{{rule.name}}','alertId':null,'severity':'{{a.b}}'},'comments':[{'comment':'{{a.b}}','commentId':'{{a.b}}'}]}}"
                    + " | {'subAction':'pushToService','subActionParams':{'incident':{'ruleName':'a"
                    + " \\'q\\'"
                    + " <*_>','alertId':null,'severity':'1'},'comments':[{'comment':'1','commentId':'1'}]}}",
            })
    void templatesOfAType(String typeId, String params, String rendered) {
        TemplateVariables variables = TemplateVariables.of((ObjectNode) Json.read(VARIABLES));
        assertThat(renderer.render(type(typeId), json(params), variables).params())
                .isEqualTo(json(rendered));
    }

    /** Single quotes stand for double ones. */
    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"'));
    }

    private ConnectorType type(String id) {
        return new BuiltInTypes()
                .types(TypeContext.ofDefaults(network.allowedHosts())).stream()
                        .filter(type -> type.id().equals(id))
                        .findFirst()
                        .orElseThrow();
    }
}
