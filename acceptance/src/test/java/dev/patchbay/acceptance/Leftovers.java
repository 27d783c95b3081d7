package dev.patchbay.acceptance;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What fuzzed requests created. */
final class Leftovers {

    private Leftovers() {}

    /** Removes it, so that lists stay as long as they were. */
    static void removeFrom(Api api) throws IOException {
        for (String space : names(api.get("/api/spaces/space").json(), "id")) {
            String at = space.equals("default") ? "" : "/s/" + encoded(space);
            for (String id : names(api.get(at + "/api/actions/connectors").json(), "id")) {
                api.delete(at + "/api/actions/connector/" + encoded(id));
            }
            api.delete("/api/spaces/space/" + encoded(space));
        }
        for (String role : names(api.get("/api/security/role").json(), "name")) {
            api.delete("/api/security/role/" + encoded(role));
        }
        for (String user : api.get("/_security/user").json().propertyNames()) {
            if (!user.equals("elastic")) {
                api.delete("/_security/user/" + encoded(user));
            }
        }
    }

    private static List<String> names(JsonNode list, String member) {
        return list.values().stream().map(each -> each.path(member).stringValue("")).toList();
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
