/// What the tests of every module share: a clock to turn, real servers. Start at
/// {@link Backends} for a service test, at {@link RealPostgres} for an adapter test.
@NullMarked
package openbell.runtime.testing;

import org.jspecify.annotations.NullMarked;
