/// The declarative strategy and the primitives it is made of. Start at {@link StrategyDefinition}.
@NullMarked
package openbell.model.strategy;

import org.jspecify.annotations.NullMarked;
