@NullMarked
package openbell.machines.intake.offline;

import org.jspecify.annotations.NullMarked;
