package dev.patchbay.connectors.spec;

import dev.patchbay.connectors.shared.SecretUrls;
import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.secret.SecretValues;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request goes. Scheme and host come from the file, the config or the secrets, never from
 * params; the number of segments of the path is the file's, whatever is put into one of them.
 *
 * @param base the operator's whole address, or scheme and host with placeholders
 * @param segments of the path below it
 */
record SpecUrl(Base base, List<Template> segments) {

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9-]+)*(:\\d+)?");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");
    private static final Pattern SEGMENT =
            Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*");

    SpecUrl {
        segments = List.copyOf(segments);
    }

    /** What the path is below. */
    sealed interface Base {

        /** An address that is a field of config or secrets. */
        record Field(Ref ref) implements Base {}

        /** Scheme and host. */
        record Origin(String scheme, Template host) implements Base {}
    }

    /** An address, or why there is none. */
    sealed interface Address {
        record Found(String url) implements Address {}

        record Refused(String why) implements Address {}
    }

    static SpecUrl parse(String text, Scope scope, Path where) {
        if (text.contains("?") || text.contains("#") || text.contains("\\")) {
            throw new SpecFault(where, "a URL has no query and no fragment here: use query");
        }
        int scheme = text.indexOf("://");
        if (scheme >= 0) {
            int slash = text.indexOf('/', scheme + 3);
            String host =
                    slash < 0 ? text.substring(scheme + 3) : text.substring(scheme + 3, slash);
            return new SpecUrl(
                    origin(text.substring(0, scheme), Template.parse(host, scope, where), where),
                    path(slash < 0 ? "" : text.substring(slash), scope, where));
        }
        int end = text.indexOf("}}");
        String first = end < 0 ? text : text.substring(0, end + 2);
        Optional<Ref> field = Template.parse(first, scope, where).single();
        if (field.isEmpty() || !field.get().operators() || field.get().names().size() != 1) {
            throw new SpecFault(
                    where, "a URL begins with https:// or with a field of config or secrets");
        }
        return new SpecUrl(
                new Base.Field(field.get()), path(text.substring(first.length()), scope, where));
    }

    private static Base origin(String scheme, Template host, Path where) {
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new SpecFault(where, "the scheme is https or http");
        }
        StringBuilder sample = new StringBuilder();
        for (Template.Part part : host.parts()) {
            switch (part) {
                case Template.Literal(String text) -> sample.append(text);
                case Template.Placeholder(Ref ref) -> {
                    if (!ref.operators()) {
                        throw new SpecFault(where, "the host cannot come from " + ref);
                    }
                    sample.append('x');
                }
            }
        }
        if (!HOST.matcher(sample).matches()) {
            throw new SpecFault(where, "not a host");
        }
        return new Base.Origin(scheme, host);
    }

    private static List<Template> path(String text, Scope scope, Path where) {
        List<Template> segments = new ArrayList<>();
        if (text.isEmpty()) {
            return segments;
        }
        if (!text.startsWith("/")) {
            throw new SpecFault(where, "a path begins with a slash");
        }
        for (String segment : text.substring(1).split("/", -1)) {
            Template template = Template.parse(segment, scope, where);
            for (Template.Part part : template.parts()) {
                if (part instanceof Template.Literal(String literal)
                        && !SEGMENT.matcher(literal).matches()) {
                    throw new SpecFault(where, "not a path: " + literal);
                }
            }
            if (segment.equals(".") || segment.equals("..")) {
                throw new SpecFault(where, "a path goes down");
            }
            segments.add(template);
        }
        return segments;
    }

    /** The field that holds the whole address. */
    Optional<Ref> field() {
        return base instanceof Base.Field(Ref ref) ? Optional.of(ref) : Optional.empty();
    }

    /** The address, when nothing in it hangs on the connector. */
    Optional<String> literalOrigin() {
        return base instanceof Base.Origin(String scheme, Template host) && host.refs().isEmpty()
                ? Optional.of(
                        scheme
                                + "://"
                                + host.parts().stream()
                                        .map(part -> ((Template.Literal) part).text())
                                        .reduce("", String::concat))
                : Optional.empty();
    }

    /** The address of one request; secrets in it, as they are spelled there, become known. */
    Address resolve(Values values, Map<String, String> query, SecretValues secrets) {
        String address;
        String ownQuery = "";
        switch (base) {
            case Base.Field(Ref ref) -> {
                String url = Values.text(values.of(ref)).strip();
                if (!url.regionMatches(true, 0, "https://", 0, 8)
                        && !url.regionMatches(true, 0, "http://", 0, 7)) {
                    return new Address.Refused(ref + " is not an address");
                }
                if (ref.root().equals("secrets")) {
                    SecretUrls.hide(url, secrets);
                }
                String whole = url.split("#", 2)[0];
                int question = whole.indexOf('?');
                address = question < 0 ? whole : whole.substring(0, question);
                ownQuery = question < 0 ? "" : whole.substring(question + 1);
                if (address.endsWith("/") && !segments.isEmpty()) {
                    address = address.substring(0, address.length() - 1);
                }
            }
            case Base.Origin(String scheme, Template host) -> {
                for (Ref ref : host.refs()) {
                    if (!LABEL.matcher(Values.text(values.of(ref))).matches()) {
                        return new Address.Refused(ref + " is not a part of a host name");
                    }
                }
                address = scheme + "://" + host.text(values).orElse("");
            }
        }
        StringBuilder url = new StringBuilder(address);
        for (Template segment : segments) {
            String rendered = segment(segment, values, secrets);
            if (!segment.refs().isEmpty()
                    && (rendered.isEmpty() || rendered.equals(".") || rendered.equals(".."))) {
                return new Address.Refused(segment.refs().getFirst() + " is not a part of a path");
            }
            url.append('/').append(rendered);
        }
        String more = encoded(query);
        String all = ownQuery.isEmpty() || more.isEmpty() ? ownQuery + more : ownQuery + "&" + more;
        return new Address.Found(all.isEmpty() ? url.toString() : url + "?" + all);
    }

    private static String segment(Template segment, Values values, SecretValues secrets) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : segment.parts()) {
            switch (part) {
                case Template.Literal(String literal) -> text.append(literal);
                case Template.Placeholder(Ref ref) -> {
                    String value = encodedSegment(Values.text(values.of(ref)));
                    if (ref.root().equals("secrets")) {
                        secrets.add(value);
                    }
                    text.append(value);
                }
            }
        }
        return text.toString();
    }

    /** All but the unreserved characters and the colon (RFC 3986, section 3.3). */
    private static String encodedSegment(String text) {
        return encode(text)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~")
                .replace("%3A", ":");
    }

    private static String encoded(Map<String, String> query) {
        List<String> pairs = new ArrayList<>();
        query.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
        return String.join("&", pairs);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
