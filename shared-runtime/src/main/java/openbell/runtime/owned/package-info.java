/// What each service keeps of an owner, to be taken along. Start at
/// {@link openbell.runtime.owned.OwnedPart}.
@NullMarked
package openbell.runtime.owned;

import org.jspecify.annotations.NullMarked;
