package dev.patchbay.connectors.shared;

/**
 * URLs made of a configured address and of parts that are not the operator's. Texts only: the
 * client's parser reads the result. Stateless.
 */
public final class UrlReference {

    private static final String CHANGES_THE_URL = "/\\?#%";

    private UrlReference() {}

    /**
     * A relative path resolved against an address as browsers do it: what follows the last slash of
     * the address's path is replaced, its query and fragment are dropped.
     */
    public static String resolve(String base, String path) {
        String address = base.strip().split("[?#]", 2)[0];
        int scheme = address.indexOf("://");
        int from = scheme < 0 ? 0 : scheme + 3;
        int slash = address.lastIndexOf('/');
        return (slash < from ? address + "/" : address.substring(0, slash + 1)) + path;
    }

    /**
     * A text as one segment of a path: only what would change the URL is encoded, so that what
     * Kibana sends rightly is sent as Kibana sends it.
     *
     * @throws IllegalArgumentException for a dot or two, which no encoding makes a segment
     */
    public static String segment(String text) {
        if (dots(text)) {
            throw new IllegalArgumentException("no segment of a path: " + text);
        }
        StringBuilder encoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || CHANGES_THE_URL.indexOf(c) >= 0) {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }

    /** Whether a text names the folder itself or the one above, in a path. */
    public static boolean dots(String text) {
        return text.equals(".") || text.equals("..");
    }
}
