/// "Why did I get no mail?": what every service knows of one portfolio, session and reader. Start
/// at {@link TimelinePart}.
@NullMarked
package openbell.runtime.timeline;

import org.jspecify.annotations.NullMarked;
