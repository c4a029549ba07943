/// What operators must see. Start at {@link AlertSink}.
@NullMarked
package openbell.runtime.alert;

import org.jspecify.annotations.NullMarked;
