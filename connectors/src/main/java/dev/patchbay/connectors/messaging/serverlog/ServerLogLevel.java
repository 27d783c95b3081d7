package dev.patchbay.connectors.messaging.serverlog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Kibana's log levels. */
enum ServerLogLevel {
    @JsonProperty("trace")
    TRACE,
    @JsonProperty("debug")
    DEBUG,
    @JsonProperty("info")
    INFO,
    @JsonProperty("warn")
    WARN,
    @JsonProperty("error")
    ERROR,
    @JsonProperty("fatal")
    FATAL
}
