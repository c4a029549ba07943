/// Artifacts on a file system and in an S3-compatible store. Start at {@link ManifestLast}, which
/// both share.
@NullMarked
package openbell.runtime.artifact.adapter;

import org.jspecify.annotations.NullMarked;
