package openbell.runtime.pool;

/// Something that runs out: connections, threads.
public interface Pool {
  /// In use now.
  long used();

  /// At most.
  long most();

  /// Who waits for one, as far as it is known.
  default long waiting() {
    return 0;
  }

  default double use() {
    return most() <= 0 ? 0 : (double) used() / most();
  }
}
