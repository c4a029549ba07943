/// The whole of it: five services in one JVM and as five processes, with crashes. Start at {@link
/// openbell.embedded.OneJvmIT}.
@NullMarked
package openbell.embedded;

import org.jspecify.annotations.NullMarked;
