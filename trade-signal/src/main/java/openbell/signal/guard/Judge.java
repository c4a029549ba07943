package openbell.signal.guard;

/// Says whether a report may leave.
@FunctionalInterface
public interface Judge {
  Verdict judge(Guard.Case one);
}
