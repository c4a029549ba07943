/// Which days an exchange trades, and when. Pure. Start at {@link TradingCalendar}.
@NullMarked
package openbell.scheduler.calendar;

import org.jspecify.annotations.NullMarked;
