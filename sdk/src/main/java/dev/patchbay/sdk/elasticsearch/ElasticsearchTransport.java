package dev.patchbay.sdk.elasticsearch;

import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;

import java.util.Optional;

/**
 * Requests to the cluster of {@code elasticsearch.*} with the service account (contract README,
 * decisions 7 and 16); Elasticsearch and OpenSearch alike. The caller judges index names by {@link
 * AllowedIndices} first. Blocking, for virtual threads; thread-safe.
 */
public interface ElasticsearchTransport {

    /** There is no cluster. */
    ElasticsearchTransport NONE =
            (_, _, _, _) ->
                    new HttpFailure(
                            Reason.CONFIGURATION,
                            Effect.NONE,
                            Optional.empty(),
                            "No Elasticsearch or OpenSearch cluster is configured: set"
                                    + " elasticsearch.hosts");

    /**
     * Sends one request to one of the hosts; the next is tried when a host cannot be connected to.
     * Never throws for what a network or a cluster does.
     *
     * @param path with query, beginning with {@code /}, percent-encoded
     * @param contentType of the body; not sent without one
     */
    HttpResult send(String method, String path, String contentType, Optional<byte[]> body);
}
