/// The doors of the worker: run jobs and the backtest command. Start at {@link RunJobConsumer}.
@NullMarked
package openbell.worker.intake;

import org.jspecify.annotations.NullMarked;
