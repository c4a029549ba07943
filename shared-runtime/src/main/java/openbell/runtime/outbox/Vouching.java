package openbell.runtime.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import openbell.runtime.outbox.Outbox.Pending;

/// Answers for messages until their readers have settled them: what the carrier has lost is sent
/// again. Readers take the same key once, so that once too often is harmless.
public final class Vouching {

  /// Messages looked at per page.
  static final int PAGE = 100;

  /// Ten thousand messages per look; the rest waits for the next one.
  static final int MOST_PAGES = 100;

  private final Vouched outbox;
  private final Receipts receipts;

  public Vouching(Vouched outbox, Receipts receipts) {
    this.outbox = outbox;
    this.receipts = receipts;
  }

  /// What one look found. What was lost is pending again: the relay sends it.
  public record Seen(int waiting, int settled, int lost) {}

  /// @param patience how long a message may take before it is looked for, and how long until it is
  /// looked for again
  /// @throws openbell.model.run.FailureException when carrier or database do not answer
  public Seen look(Instant now, Duration patience) {
    Seen seen = new Seen(0, 0, 0);
    for (int page = 0; page < MOST_PAGES; page++) {
      List<Pending> sent = outbox.unsettled(now, patience, PAGE);
      Seen more = look(sent);
      seen =
          new Seen(seen.waiting + more.waiting, seen.settled + more.settled, seen.lost + more.lost);
      if (sent.size() < PAGE) {
        break;
      }
    }
    return seen;
  }

  private Seen look(List<Pending> sent) {
    List<Long> settled = new ArrayList<>();
    List<Long> lost = new ArrayList<>();
    for (Pending message : sent) {
      switch (receipts.of(message.channel(), message.message())) {
        case WAITING -> {}
        case SETTLED -> settled.add(message.id());
        case LOST -> lost.add(message.id());
      }
    }
    outbox.settled(settled);
    outbox.lost(lost);
    return new Seen(sent.size() - settled.size() - lost.size(), settled.size(), lost.size());
  }
}
