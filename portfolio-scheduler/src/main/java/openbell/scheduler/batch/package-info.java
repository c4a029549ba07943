/// The batch of a session: how it stands, what took long, what failed, and another try for that.
/// Start
/// at {@link MarketOpens}.
@NullMarked
package openbell.scheduler.batch;

import org.jspecify.annotations.NullMarked;
