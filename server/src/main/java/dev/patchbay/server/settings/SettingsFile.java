package dev.patchbay.server.settings;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads one kibana.yml; everything that can be wrong with it is one line. */
final class SettingsFile {

    /** Greatest file in bytes. */
    static final int LARGEST = 4 * 1024 * 1024;

    private static final String BOM = "\uFEFF";

    private SettingsFile() {}

    /** The tree as written: keys not expanded, references not replaced. */
    static ObjectNode read(Path file) throws RefusedException {
        String name = Keys.shown(file.toString());
        String text = decode(name, bytes(name, file));
        return YamlReader.mapping(name, YamlReader.read(name, text));
    }

    private static byte[] bytes(String name, Path file) throws RefusedException {
        if (Files.isDirectory(file)) {
            throw refused(name, "it is a directory");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw refused(name, "larger than " + LARGEST + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw refused(name, "no such file");
        } catch (AccessDeniedException e) {
            throw refused(name, "permission denied");
        } catch (IOException e) {
            throw refused(name, "input/output error");
        }
    }

    private static String decode(String name, byte[] bytes) throws RefusedException {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith(BOM) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw refused(name, "it is not valid UTF-8");
        }
    }

    private static RefusedException refused(String name, String problem) {
        return RefusedException.invalid("cannot read " + name + ": " + problem);
    }
}
