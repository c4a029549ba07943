package openbell.scheduler.keep;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import org.jspecify.annotations.Nullable;

/// Remembers how far today's walk through the store has come, and what was found.
///
/// Every operation throws {@link openbell.model.run.FailureException} with `DATABASE_UNAVAILABLE`
/// when the database does not answer.
public interface KeepLedger {

  /// Takes the next beat of today's walk for this process. Empty when today's is done, or another
  /// process has a beat under way. Begins a new walk on a new day (UTC).
  ///
  /// @param until when another may take over, should this process vanish
  Optional<Turn> take(Instant now, Instant until);

  /// Writes down how far a beat came and what it counted, and gives the turn back.
  ///
  /// @param place where the next beat goes on
  /// @return false when another has taken over meanwhile; nothing is written then
  boolean advance(Turn turn, Place place, Map<Use, Amount> found);

  /// Ends today's walk: what it counted is from now on what owners are told.
  ///
  /// @return false when another has taken over meanwhile; nothing is written then
  boolean finish(Turn turn, Map<Use, Amount> found, Instant at);

  /// What an owner used when it was last measured, in the order of areas; empty before that.
  List<Measured> use(Owner owner);

  /// @param number one more for every beat; whoever has an older one has lost it
  record Turn(long number, Place place) {}

  /// @param after the key that was seen last; null at the beginning of the area
  record Place(Area area, @Nullable String after) {
    /// Where every walk begins.
    static final Place START = new Place(Area.first(), null);
  }

  /// Whose objects in which part of the store.
  record Use(String owner, Area area) {}

  /// How many and how large.
  record Amount(long objects, long bytes) {
    Amount plus(Amount other) {
      return new Amount(objects + other.objects, bytes + other.bytes);
    }
  }

  /// @param at when the walk ended that counted it
  record Measured(Area area, Amount amount, Instant at) {}
}
