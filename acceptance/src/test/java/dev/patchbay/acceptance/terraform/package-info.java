/** What the {@code elastic/elasticstack} provider of Terraform does, without Terraform. */
@NullMarked
package dev.patchbay.acceptance.terraform;

import org.jspecify.annotations.NullMarked;
