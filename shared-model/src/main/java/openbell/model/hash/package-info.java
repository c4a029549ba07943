/// How bytes are known again.
@NullMarked
package openbell.model.hash;

import org.jspecify.annotations.NullMarked;
