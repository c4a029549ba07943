package openbell.scheduler.submit;

import java.util.SortedSet;

/// The symbols that have bars, as far as the scheduler can see.
public interface InstrumentList {
  SortedSet<String> symbols();
}
