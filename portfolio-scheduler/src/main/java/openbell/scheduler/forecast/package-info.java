/// What the schedules will ask for, told to whoever keeps machines ready. Start at {@link
/// openbell.scheduler.forecast.WorkForecast}.
@NullMarked
package openbell.scheduler.forecast;

import org.jspecify.annotations.NullMarked;
