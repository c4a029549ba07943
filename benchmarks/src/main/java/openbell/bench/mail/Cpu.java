package openbell.bench.mail;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// What this process worked. On a machine that has other things to do it says more than the clock.
final class Cpu {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Cpu() {}

  /// Seconds of all cores together since the process began, its compilers and collectors included.
  static double seconds() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }
}
