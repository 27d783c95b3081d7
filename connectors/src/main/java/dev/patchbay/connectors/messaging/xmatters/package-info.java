/** {@code .xmatters}: starts a flow of xMatters. */
@NullMarked
package dev.patchbay.connectors.messaging.xmatters;

import org.jspecify.annotations.NullMarked;
