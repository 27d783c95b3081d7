package dev.patchbay.sdk.schema;

/** How a template escapes an inserted value (contract/templating.md, section 4). */
public enum EscapeMode {
    /** As it is. */
    NONE,
    /** As the inside of a JSON string. */
    JSON,
    /** For Slack's mrkdwn. */
    SLACK,
    /** For Markdown. */
    MARKDOWN,
    /** For HTML. */
    HTML
}
