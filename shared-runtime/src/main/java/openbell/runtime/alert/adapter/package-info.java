/// Ways to reach operators. Start at {@link LogAlertSink}.
@NullMarked
package openbell.runtime.alert.adapter;

import org.jspecify.annotations.NullMarked;
