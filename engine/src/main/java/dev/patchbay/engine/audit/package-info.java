/**
 * What the audit log is told (contract/actions-api.md, section 11.2; security-and-spaces.md, D16).
 */
@NullMarked
package dev.patchbay.engine.audit;

import org.jspecify.annotations.NullMarked;
