/**
 * Vendor fakes that tests and newcomers share: they check what a vendor's public documentation asks
 * for, keep state, and print what they got.
 */
@NullMarked
package dev.patchbay.demo;

import org.jspecify.annotations.NullMarked;
