package openbell.scheduler.proof;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.scheduler.reconcile.RunRecord;
import org.jspecify.annotations.Nullable;

/// Which runs repeat which. Another owner's run does not exist.
public interface RepetitionBook {

  /// Writes down runs that repeat others, and the requests for them, together. What is there
  /// already stays as it is.
  void request(List<Wish> wishes, Instant at);

  /// The newest repetition of each run that has one, by the id of the run that is repeated.
  Map<RunId, RunRecord> newest(Owner owner, Collection<RunId> originals);

  /// The run that this one repeats; empty when it repeats none.
  Optional<RunRecord> original(Owner owner, RunId repetition);

  /// Runs of a session that have a result and repeat no other, in the order of their ids.
  ///
  /// @param after the last run of the page before
  List<RunRecord> completed(Owner owner, Session session, @Nullable RunId after, int limit);

  /// @param run whose revision counts the repetitions of `original` from 1
  record Wish(RunRef run, RunId original) {}
}
