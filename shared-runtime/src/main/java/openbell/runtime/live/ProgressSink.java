package openbell.runtime.live;

/// Where services tell what happens to runs. Telling takes no time, waits for nobody and never
/// fails; when there is too much to tell, some of it is dropped and counted.
@FunctionalInterface
public interface ProgressSink {
  void tell(Progress progress);
}
