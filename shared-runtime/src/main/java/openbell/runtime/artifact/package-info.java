/// Immutable, verifiable results of runs. Start at {@link ArtifactStore}.
@NullMarked
package openbell.runtime.artifact;

import org.jspecify.annotations.NullMarked;
