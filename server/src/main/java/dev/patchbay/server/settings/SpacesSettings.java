package dev.patchbay.server.settings;

/**
 * {@code xpack.spaces.*} and {@code patchbay.spaces.*}.
 *
 * @param maxSpaces number of spaces
 * @param lenient whether an unknown space can be written, as in Kibana
 */
public record SpacesSettings(int maxSpaces, boolean lenient) {}
