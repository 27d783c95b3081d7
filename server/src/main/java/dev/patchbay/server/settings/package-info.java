/**
 * kibana.yml and everything that overrides it, read once at start into immutable records
 * (contract/settings.md). {@link dev.patchbay.server.settings.SettingsLoader#load} is the way in.
 */
@NullMarked
package dev.patchbay.server.settings;

import org.jspecify.annotations.NullMarked;
