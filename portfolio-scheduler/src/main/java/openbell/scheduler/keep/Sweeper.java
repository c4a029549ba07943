package openbell.scheduler.keep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import openbell.runtime.artifact.StoreUpkeep;
import openbell.runtime.artifact.StoreUpkeep.Page;
import openbell.runtime.artifact.StoreUpkeep.Stored;
import openbell.scheduler.keep.KeepLedger.Amount;
import openbell.scheduler.keep.KeepLedger.Place;
import openbell.scheduler.keep.KeepLedger.Turn;
import openbell.scheduler.keep.KeepLedger.Use;

/// Walks through the store once a day, a piece per beat: removes what no rule wants kept, and
/// counts
/// the rest.
///
/// A beat that is cut short is done again from where the one before ended: what it removed is gone,
/// and what it counted was not written down.
public final class Sweeper {
  /// Longer than any beat takes; then another process may go on.
  private static final Duration TURN = Duration.ofMinutes(15);

  private final StoreUpkeep store;
  private final KeepLedger ledger;
  private final Verdicts verdicts;
  private final KeepRules rules;

  public Sweeper(StoreUpkeep store, KeepLedger ledger, Verdicts verdicts, KeepRules rules) {
    this.store = store;
    this.ledger = ledger;
    this.verdicts = verdicts;
    this.rules = rules;
  }

  /// One piece of today's walk; nothing when it is done or under way elsewhere.
  public Swept beat(Instant now) {
    Optional<Turn> turn = ledger.take(now, now.plus(TURN));
    return turn.map(mine -> beat(mine, now)).orElse(Swept.NOTHING);
  }

  private Swept beat(Turn turn, Instant now) {
    Beat beat = new Beat(now);
    if (turn.place().equals(Place.START)) {
      beat.drafts = store.sweepDrafts(now.minus(rules.drafts()));
    }
    Optional<Place> next = beat.walk(turn.place());
    boolean ours =
        next.isPresent()
            ? ledger.advance(turn, next.get(), beat.found)
            : ledger.finish(turn, beat.found, now);
    return new Swept(beat.seen, beat.removed, beat.drafts, ours && next.isEmpty());
  }

  /// @param seen objects that were looked at
  /// @param removed objects of them that are gone now
  /// @param drafts what writes had left that never ended
  /// @param done true when this beat ended the walk
  public record Swept(int seen, int removed, int drafts, boolean done) {
    static final Swept NOTHING = new Swept(0, 0, 0, false);
  }

  private final class Beat {
    private final Instant now;
    private final Map<Use, Amount> found = new HashMap<>();
    private int seen;
    private int removed;
    private int drafts;

    Beat(Instant now) {
      this.now = now;
    }

    /// @return where to go on; empty at the end of the store
    Optional<Place> walk(Place from) {
      Place place = from;
      while (seen < rules.objectsPerBeat()) {
        Optional<Place> next = step(place);
        if (next.isEmpty()) {
          return next;
        }
        place = next.get();
      }
      return Optional.of(place);
    }

    /// One page, and as many more as the run needs that it ends in.
    private Optional<Place> step(Place place) {
      List<Stored> objects = new ArrayList<>();
      String after = place.after();
      int whole;
      Page page;
      do {
        page = store.list(place.area().prefix(), after, StoreUpkeep.LARGEST_PAGE);
        objects.addAll(page.objects());
        after = objects.isEmpty() ? null : objects.getLast().key();
        whole = page.more() ? startOfLastGroup(place.area(), objects) : objects.size();
      } while (page.more() && whole == 0);
      judge(place.area(), objects.subList(0, whole));
      if (page.more()) {
        return Optional.of(new Place(place.area(), objects.get(whole - 1).key()));
      }
      return place.area().next().map(area -> new Place(area, null));
    }

    private void judge(Area area, List<Stored> objects) {
      int start = 0;
      for (int i = 1; i <= objects.size(); i++) {
        String group = area.group(objects.get(start).key());
        if (i == objects.size() || !area.group(objects.get(i).key()).equals(group)) {
          judgeGroup(area, group, objects.subList(start, i));
          start = i;
        }
      }
    }

    private void judgeGroup(Area area, String group, List<Stored> objects) {
      List<Stored> going = verdicts.going(area, group, objects, now);
      store.delete(going.stream().map(Stored::key).toList());
      seen += objects.size();
      removed += going.size();
      Set<Stored> gone = Set.copyOf(going);
      objects.stream().filter(object -> !gone.contains(object)).forEach(o -> count(area, o));
    }

    private void count(Area area, Stored object) {
      String owner = area.owner(object.key());
      if (!owner.isEmpty()) {
        found.merge(new Use(owner, area), new Amount(1, object.bytes()), Amount::plus);
      }
    }
  }

  private static int startOfLastGroup(Area area, List<Stored> objects) {
    String last = area.group(objects.getLast().key());
    int start = objects.size() - 1;
    while (start > 0 && area.group(objects.get(start - 1).key()).equals(last)) {
      start--;
    }
    return start;
  }
}
