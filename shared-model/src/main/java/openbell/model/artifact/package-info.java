/// What a run leaves behind, and the proof of it. Start at {@link Manifest}.
@NullMarked
package openbell.model.artifact;

import org.jspecify.annotations.NullMarked;
