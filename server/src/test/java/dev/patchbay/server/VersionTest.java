package dev.patchbay.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

class VersionTest {

    @Test
    void buildWroteTheVersion() {
        assertThat(Version.current()).matches("\\d+\\.\\d+\\.\\d+(-.+)?");
    }

    @Test
    void versionOptionPrintsNameAndVersion() {
        StringWriter out = new StringWriter();
        int exit = Main.run(new String[] {"--version"}, line -> line.setOut(new PrintWriter(out)));
        assertThat(exit).isZero();
        assertThat(out.toString().strip()).isEqualTo("patchbay " + Version.current());
    }
}
