/// One evaluation of one portfolio as of one session. Start at {@link RunRef}.
@NullMarked
package openbell.model.run;

import org.jspecify.annotations.NullMarked;
