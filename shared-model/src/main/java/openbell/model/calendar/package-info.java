/// Which days an exchange trades, and when. Pure. Start at {@link TradingCalendar}.
@NullMarked
package openbell.model.calendar;

import org.jspecify.annotations.NullMarked;
