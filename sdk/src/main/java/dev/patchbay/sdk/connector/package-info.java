/**
 * What a connector type is: a declaration plus functions, and what one call of a function is given.
 */
@NullMarked
package dev.patchbay.sdk.connector;

import org.jspecify.annotations.NullMarked;
