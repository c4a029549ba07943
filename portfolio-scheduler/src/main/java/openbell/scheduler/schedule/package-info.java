/// Which portfolios are due. Start at {@link DueTicks}, then {@link DuePortfolios}.
@NullMarked
package openbell.scheduler.schedule;

import org.jspecify.annotations.NullMarked;
