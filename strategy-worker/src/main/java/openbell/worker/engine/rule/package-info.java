/// Rules that turn number series into three-valued signals. Start at {@link Rules}.
@NullMarked
package openbell.worker.engine.rule;

import org.jspecify.annotations.NullMarked;
