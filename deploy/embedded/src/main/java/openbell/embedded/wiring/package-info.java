/// What the embedded application's own programs are built of.
@NullMarked
package openbell.embedded.wiring;

import org.jspecify.annotations.NullMarked;
