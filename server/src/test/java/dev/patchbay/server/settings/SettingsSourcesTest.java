package dev.patchbay.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.secret.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Which source wins, how keys are spelt, and files that cannot be read. */
final class SettingsSourcesTest {

    @TempDir private Path directory;

    private Given given() {
        return new Given(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xpack.actions.proxyUrl: http://p",
                "xpack.actions: {proxyUrl: http://p}",
                "xpack: {actions.proxyUrl: http://p}",
                "xpack: {actions: {proxyUrl: http://p}}",
                "xpack.actions: '{\"proxyUrl\": \"http://p\"}'",
                "a: &a {proxyUrl: http://p}\nxpack: {actions: *a}\n",
                "a: &a {proxyUrl: http://q}\nxpack.actions: {<<: *a, proxyUrl: http://p}\n",
                "xpack: {actions: {<<: {proxyUrl: http://p}}}",
            })
    void dottedAndNestedAreTheSame(String yaml) {
        String clean = yaml.startsWith("a: ") ? "telemetry." + yaml : yaml;
        assertThat(given().file(clean).settings().actions().proxy().orElseThrow().url())
                .isEqualTo("http://p");
    }

    @Test
    void mixedSpellingsMerge() {
        ActionsSettings actions =
                given().file(
                                """
                                xpack.actions.allowedHosts: [a.example]
                                xpack:
                                  actions:
                                    run.maxAttempts: 4
                                    run: {connectorTypeOverrides: [{id: x}]}
                                """)
                        .settings()
                        .actions();
        assertThat(actions.allowedHosts()).containsExactly("a.example");
        assertThat(actions.run().maxAttempts()).contains(4);
        assertThat(actions.run().overrides()).hasSize(1);
    }

    @Test
    void laterFilesWinKeyByKeyAndListsReplace() {
        Settings settings =
                given().file("server: {port: 1, name: one}\nxpack.actions.allowedHosts: [a, b]")
                        .file("server.port: 2\nxpack.actions: {allowedHosts: [c]}")
                        .settings();
        assertThat(settings.server().port()).isEqualTo(2);
        assertThat(settings.server().name()).contains("one");
        assertThat(settings.actions().allowedHosts()).containsExactly("c");
    }

    @Test
    void environmentWinsOverFilesAndTheCommandLineOverBoth() {
        Given given =
                given().file("server: {port: 1, name: file, host: file}")
                        .environment("SERVER_PORT", "2")
                        .environment("SERVER_NAME", "environment")
                        .override("--server.port=3");
        assertThat(given.settings().server().port()).isEqualTo(3);
        assertThat(given.settings().server().name()).contains("environment");
        assertThat(given.settings().server().host()).isEqualTo("file");
        assertThat(given.notices())
                .contains(
                        "info The configuration server.name is taken from the environment variable"
                                + " SERVER_NAME.");
    }

    @Test
    void environmentTakesJsonAndKeepsDollars() {
        Settings settings =
                given().environment("XPACK_ACTIONS_ALLOWEDHOSTS", "[\"a.example\"]")
                        .environment("SERVER_SSL_CERTIFICATEAUTHORITIES", "[\"/a\",\"/b\"]")
                        .environment("ELASTICSEARCH_HOSTS", "[\"http://a:9200\"]")
                        .environment(
                                "XPACK_ENCRYPTEDSAVEDOBJECTS_ENCRYPTIONKEY",
                                "${NOT_REPLACED}-${NOT_REPLACED}-${NOT_REPLACED}")
                        .environment("SERVER_UUID", "")
                        .settings();
        assertThat(settings.actions().allowedHosts()).containsExactly("a.example");
        assertThat(settings.server().tls().authorities())
                .containsExactly(Path.of("/a"), Path.of("/b"));
        assertThat(settings.elasticsearch().hosts()).containsExactly("http://a:9200");
        assertThat(settings.encryption().encryptionKey())
                .contains(new Secret("${NOT_REPLACED}-${NOT_REPLACED}-${NOT_REPLACED}"));
        assertThat(settings.server().uuid()).isEmpty();
    }

    @Test
    void serviceLinksOfKubernetesAreNoSettings() {
        Given given = given().environment("SERVER_PORT", "tcp://10.0.0.1:80");
        assertThat(given.settings().server().port()).isEqualTo(5601);
        assertThat(given.notices())
                .contains(
                        "info The environment variable SERVER_PORT is a service link of Kubernetes"
                                + " and is ignored.");
    }

    @Test
    void variablesOfHonouredKeysOnly() {
        assertThat(EnvironmentKeys.all())
                .containsEntry("SERVER_HOST", "server.host")
                .containsEntry("XPACK_ACTIONS_ALLOWEDHOSTS", "xpack.actions.allowedHosts")
                .containsEntry(
                        "XPACK_ENCRYPTEDSAVEDOBJECTS_ENCRYPTIONKEY",
                        "xpack.encryptedSavedObjects.encryptionKey")
                .doesNotContainValue("xpack.actions.usage");
    }

    @Test
    void overridesAreJsonWherePossible() {
        Settings settings =
                given().environment("WHO", "me")
                        .override("--xpack.actions.allowedHosts=[\"a.example\"]")
                        .override("--server.name=007")
                        .override("--xpack.actions={\"run.maxAttempts\": 2}")
                        .override("--xpack.actions.proxyUrl=http://${WHO}?a=b")
                        .override("--server.basePath=")
                        .settings();
        assertThat(settings.actions().allowedHosts()).containsExactly("a.example");
        assertThat(settings.server().name()).contains("007");
        assertThat(settings.actions().run().maxAttempts()).contains(2);
        assertThat(settings.actions().proxy().orElseThrow().url()).isEqualTo("http://me?a=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.port=1", "--server.port", "--=1", "", "-server.port=1"})
    void otherArgumentsAreRefusedWithoutTheirValue(String argument) {
        SettingsResult.Refused refused = given().override(argument).refused();
        assertThat(refused.exitCode()).isEqualTo(64);
        assertThat(refused.message())
                .isEqualTo(
                        "a setting on the command line has the form --dotted.key=value, which this"
                                + " has not: "
                                + argument.replaceAll("=.*", ""));
    }

    @Test
    void referencesInsideOfLongerStringsListsAndSeveralTimes() {
        Settings settings =
                given().file(
                                """
                                server.name: "a ${A} b ${A}${B} ${B:x}"
                                xpack.actions.proxyBypassHosts: ["${C:host}"]
                                xpack.actions.preconfigured:
                                  "${A}": {name: x, actionTypeId: .slack}
                                """)
                        .environment("A", "1")
                        .environment("B", "${A}$1\\")
                        .settings();
        assertThat(settings.server().name()).contains("a 1 b 1${A}$1\\ ${A}$1\\");
        assertThat(settings.actions().preconfigured()).containsKey("${A}");
    }

    @Test
    void theDirectoryOfTheEnvironmentIsSearched() {
        Given.write(directory.resolve("etc/kibana.yml"), "server.port: 7");
        Given.write(directory.resolve("config/kibana.yml"), "server.port: 8");
        assertThat(given().environment("KBN_PATH_CONF", "etc").settings().server().port())
                .isEqualTo(7);
        assertThat(given().settings().server().port()).isEqualTo(8);
        assertThat(given().file("server.port: 9").settings().server().port()).isEqualTo(9);
        assertThat(given().environment("KBN_PATH_CONF", "no\0ne").message())
                .isEqualTo("KBN_PATH_CONF is not a path");
    }

    @Test
    void filesThatCannotBeRead() throws IOException {
        assertThat(given().config("gone.yml").message())
                .isEqualTo("cannot read " + directory.resolve("gone.yml") + ": no such file");
        assertThat(given().config(".").message())
                .isEqualTo("cannot read " + directory.resolve(".") + ": it is a directory");
        Path large = directory.resolve("large.yml");
        Files.writeString(large, "#".repeat(SettingsFile.LARGEST + 1));
        assertThat(given().config("large.yml").message())
                .isEqualTo("cannot read " + large + ": larger than 4194304 bytes");
        Path latin = directory.resolve("latin.yml");
        Files.write(latin, "server.name: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(given().config("latin.yml").message())
                .isEqualTo("cannot read " + latin + ": it is not valid UTF-8");
        assertThat(given().config("latin.yml").refused().exitCode()).isEqualTo(78);
    }

    @Test
    void aFileThatMayNotBeRead() throws IOException {
        Path file = directory.resolve("closed.yml");
        Files.writeString(file, "server.port: 1");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        org.junit.jupiter.api.Assumptions.assumeFalse(Files.isReadable(file), "runs as root");
        assertThat(given().config("closed.yml").message())
                .isEqualTo("cannot read " + file + ": permission denied");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() {
        assertThat(given().file("\uFEFFserver.port: 7").settings().server().port()).isEqualTo(7);
    }

    @Test
    void deepInputIsRefusedInEverySpelling() {
        String file = directory.resolve("kibana-0.yml").toString();
        assertThat(given().file("telemetry: " + "[".repeat(100) + "]".repeat(100)).message())
                .isEqualTo("cannot read " + file + ": nested deeper than 64 levels at line 1");
        assertThat(given().file("telemetry" + ".a".repeat(100) + ": 1").message())
                .isEqualTo("cannot read " + file + ": keys nest deeper than 64 levels");
        assertThat(given().override("--telemetry" + ".a".repeat(100_000) + "=1").message())
                .isEqualTo("cannot read the command line: keys nest deeper than 64 levels");
        assertThat(given().file("[".repeat(1_000_000)).message())
                .isEqualTo("cannot read " + file + ": nested deeper than 64 levels at line 1");
    }

    @Test
    void aliasesOfAliasesNestNoDeeper() {
        StringBuilder yaml = new StringBuilder("telemetry:\n  a0: &a0 [x]\n");
        for (int i = 1; i < 100; i++) {
            yaml.append("  a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }
        assertThat(given().file(yaml.toString()).message()).contains("nested deeper than 64");
    }
}
