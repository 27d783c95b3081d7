package dev.patchbay.engine.template;

/**
 * Something that the author of a template should know; logged with rule, action and path.
 *
 * @param path where in the params, such as {@code documents[0].host}
 * @param text what happened
 */
public record RenderWarning(String path, String text) {}
