/// The verbs of the worker that need no server: backtest, sweep, compare. Start at {@link
/// OfflineVerbs}.
@NullMarked
package openbell.worker.intake.offline;

import org.jspecify.annotations.NullMarked;
