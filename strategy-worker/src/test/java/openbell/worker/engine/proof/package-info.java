/// The proof of the engine: a second, slow evaluator and everything that is compared with it. Start
/// at {@link Reference}.
@NullMarked
package openbell.worker.engine.proof;

import org.jspecify.annotations.NullMarked;
