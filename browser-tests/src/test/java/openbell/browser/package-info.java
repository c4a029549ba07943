/// What a person sees, in a real browser. Start at {@link PageTest}.
@NullMarked
package openbell.browser;

import org.jspecify.annotations.NullMarked;
