@NullMarked
package openbell.machines.simulate;

import org.jspecify.annotations.NullMarked;
