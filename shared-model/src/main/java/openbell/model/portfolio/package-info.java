/// Standing instructions: who wants what evaluated, and who hears about it. Start at {@link
/// Portfolio}.
@NullMarked
package openbell.model.portfolio;

import org.jspecify.annotations.NullMarked;
