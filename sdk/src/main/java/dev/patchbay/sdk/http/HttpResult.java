package dev.patchbay.sdk.http;

/** What came of a call. */
public sealed interface HttpResult permits HttpReply, HttpFailure {}
