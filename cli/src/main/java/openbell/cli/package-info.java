/// The `openbell` command: one class per verb. Start at {@link OpenbellCommand}.
@NullMarked
package openbell.cli;

import org.jspecify.annotations.NullMarked;
