package openbell.machines.adapter;

import java.time.Instant;

/// Names a manager by host, process and start, so that another one on the same host can tell that
/// it has ended, and need not wait for the end of its term.
public final class ManagerName {
  private ManagerName() {}

  /// @param host as the operating system names it
  public static String own(String host) {
    return name(host, ProcessHandle.current());
  }

  /// Whether a manager on this host has ended. False for another host's: nobody here can say.
  public static boolean gone(String host, String name) {
    String[] parts = name.split("/", -1);
    if (parts.length != 3 || !parts[0].equals(host) || !parts[1].matches("[0-9]{1,9}")) {
      return false;
    }
    return ProcessHandle.of(Long.parseLong(parts[1]))
        .filter(ProcessHandle::isAlive)
        .map(process -> !name(host, process).equals(name))
        .orElse(true);
  }

  private static String name(String host, ProcessHandle process) {
    Instant started = process.info().startInstant().orElse(Instant.EPOCH);
    return "%s/%d/%s".formatted(host.replace('/', '-'), process.pid(), started);
  }
}
