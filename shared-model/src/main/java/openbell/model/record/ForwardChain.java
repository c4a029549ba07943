package openbell.model.record;

import java.util.Optional;
import openbell.model.portfolio.Owner;
import org.jspecify.annotations.Nullable;

/// Checks a chain link by link, in the order of its numbers, without keeping it.
///
/// After the first flaw nothing more is judged: everything behind it hangs in the air.
public final class ForwardChain {

  /// What the first entry names as the hash before it.
  public static final String START = "0".repeat(64);

  private ForwardTip tip = ForwardTip.EMPTY;
  private @Nullable Owner owner;
  private @Nullable Flaw flaw;

  /// Where a chain is broken.
  ///
  /// @param number of the first entry that is not as it was written; one behind the last when
  /// entries are missing at the end
  /// @param reason a sentence
  public record Flaw(long number, String reason) {}

  /// @return false when the chain is broken here or was broken before
  public boolean add(ForwardLine line) {
    if (flaw != null) {
      return false;
    }
    ForwardEntry entry = line.entry();
    long expected = tip.number() + 1;
    String reason = reason(line, expected);
    if (!reason.isEmpty()) {
      flaw = new Flaw(Math.min(entry.number(), expected), reason);
      return false;
    }
    owner = entry.owner();
    tip = new ForwardTip(entry.number(), line.computed());
    return true;
  }

  private String reason(ForwardLine line, long expected) {
    ForwardEntry entry = line.entry();
    if (entry.number() > expected) {
      return "Entry %d is missing; %d comes next.".formatted(expected, entry.number());
    }
    if (entry.number() < expected) {
      return "Entry %d comes where %d should.".formatted(entry.number(), expected);
    }
    if (!line.computed().equals(line.stated())) {
      return "Entry %d was changed: its hash is not that of its content.".formatted(expected);
    }
    if (!entry.previous().equals(tip.hash())) {
      return "Entry %d does not follow the one before it.".formatted(expected);
    }
    if (owner != null && !owner.equals(entry.owner())) {
      return "Entry %d is of another owner.".formatted(expected);
    }
    return "";
  }

  /// Says that what comes next cannot even be read.
  public void unreadable(String why) {
    if (flaw == null) {
      flaw = new Flaw(tip.number() + 1, why);
    }
  }

  /// Ends the check at the head that somebody else names.
  public void endsAt(ForwardTip head) {
    if (flaw != null || head.equals(tip)) {
      return;
    }
    if (head.number() > tip.number()) {
      flaw =
          new Flaw(
              tip.number() + 1,
              "Entry %d is missing; the head names %d.".formatted(tip.number() + 1, head.number()));
    } else if (head.number() < tip.number()) {
      flaw =
          new Flaw(
              head.number() + 1,
              "The head names %d as the last entry; there are %d."
                  .formatted(head.number(), tip.number()));
    } else {
      flaw = new Flaw(tip.number(), "The head names another hash of the last entry.");
    }
  }

  /// The last entry that is as it was written.
  public ForwardTip tip() {
    return tip;
  }

  public Optional<Flaw> flaw() {
    return Optional.ofNullable(flaw);
  }
}
