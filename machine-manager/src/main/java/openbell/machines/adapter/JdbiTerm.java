package openbell.machines.adapter;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import openbell.machines.fleet.Term;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// The term as a row in PostgreSQL, by the database's clock alone. Its number grows with every
/// change of hands, so that a manager that slept through its term sees that it is over.
public final class JdbiTerm implements Term {
  private static final System.Logger LOG = System.getLogger(JdbiTerm.class.getName());

  /// Room for what is done after the question whether the term is still held.
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private static final String HOLDER =
      """
      select holder from machines.term where fleet = :fleet
      """;
  private static final String TAKE =
      """
      insert into machines.term as t (fleet, holder, number, ends_at)
      values (:fleet, :me, 1, clock_timestamp() + make_interval(secs => :seconds))
      on conflict (fleet) do update set
        number = case when t.holder = :me and t.ends_at > clock_timestamp()
          then t.number else t.number + 1 end,
        holder = :me,
        ends_at = clock_timestamp() + make_interval(secs => :seconds)
      where t.holder = :me or t.holder = :gone or t.ends_at <= clock_timestamp()
      returning number
      """;
  private static final String HELD =
      """
      select count(*) from machines.term
      where fleet = :fleet and holder = :me and number = :number
        and ends_at > clock_timestamp() + make_interval(secs => :margin)
      """;
  private static final String RELEASE =
      """
      update machines.term set ends_at = clock_timestamp()
      where fleet = :fleet and holder = :me
      """;

  private final Jdbi jdbi;
  private final String fleet;
  private final String me;
  private final Duration length;
  private final Predicate<String> gone;
  private volatile long number;

  /// @param fleet which fleet is acted upon
  /// @param me unique among all managers that ever were
  /// @param length how long a term lasts unless it is prolonged
  /// @param gone whether a holder is known to have ended; false when nobody can say
  public JdbiTerm(Jdbi jdbi, String fleet, String me, Duration length, Predicate<String> gone) {
    this.jdbi = jdbi;
    this.fleet = fleet;
    this.me = me;
    this.length = length;
    this.gone = gone;
  }

  @Override
  public boolean hold() {
    try {
      Optional<Long> taken = jdbi.withHandle(this::take);
      number = taken.orElse(0L);
      return taken.isPresent();
    } catch (JdbiException e) {
      LOG.log(System.Logger.Level.WARNING, "nobody can say who acts: {0}", e.getMessage());
      number = 0;
      return false;
    }
  }

  private Optional<Long> take(Handle handle) {
    String holder =
        handle.createQuery(HOLDER).bind("fleet", fleet).mapTo(String.class).findOne().orElse("");
    boolean ended = !holder.isEmpty() && !holder.equals(me) && gone.test(holder);
    return handle
        .createQuery(TAKE)
        .bind("fleet", fleet)
        .bind("me", me)
        .bind("gone", ended ? holder : "")
        .bind("seconds", length.toMillis() / 1e3)
        .mapTo(Long.class)
        .findOne();
  }

  @Override
  public boolean held() {
    if (number == 0) {
      return false;
    }
    try {
      return jdbi.withHandle(
          handle ->
              handle
                      .createQuery(HELD)
                      .bind("fleet", fleet)
                      .bind("me", me)
                      .bind("number", number)
                      .bind("margin", MARGIN.toMillis() / 1e3)
                      .mapTo(Long.class)
                      .one()
                  == 1);
    } catch (JdbiException e) {
      LOG.log(System.Logger.Level.WARNING, "nobody can say who acts: {0}", e.getMessage());
      return false;
    }
  }

  @Override
  public void release() {
    try {
      jdbi.useHandle(
          handle -> handle.createUpdate(RELEASE).bind("fleet", fleet).bind("me", me).execute());
      number = 0;
    } catch (JdbiException e) {
      LOG.log(System.Logger.Level.WARNING, "the term ends by itself: {0}", e.getMessage());
    }
  }
}
