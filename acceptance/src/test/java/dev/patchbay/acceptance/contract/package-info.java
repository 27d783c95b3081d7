/**
 * Which texts of the wire contract are held by which test: makes and checks {@code
 * docs/contract-coverage.tsv}.
 */
@NullMarked
package dev.patchbay.acceptance.contract;

import org.jspecify.annotations.NullMarked;
