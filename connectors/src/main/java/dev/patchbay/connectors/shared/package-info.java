/**
 * What several types do alike: URL checks, facts of HTTP failures, dates and base64 as JavaScript
 * reads them.
 */
@NullMarked
package dev.patchbay.connectors.shared;

import org.jspecify.annotations.NullMarked;
