package openbell.notification.render;

import java.util.List;
import openbell.notification.render.LetterModel.Row;
import org.jspecify.annotations.Nullable;

/// What one reader is told and no other, written out.
///
/// @param ownTime the open in the reader's zone, for {@link Slots#OWN_TIME}; may be empty
/// @param plan null when the reader gave no holdings
/// @param since how it went since the reader subscribed; null when there is no subscription
/// @param textOnly no HTML is wanted
public record ReaderModel(
    String ownTime, @Nullable Plan plan, @Nullable Since since, Foot foot, boolean textOnly) {

  /// The reader's own quantities.
  ///
  /// @param summary all trades in one sentence
  /// @param trades one line each
  /// @param rows cash and costs
  public record Plan(String summary, List<Trade> trades, List<Row> rows, List<String> notes) {
    public Plan {
      trades = List.copyOf(trades);
      rows = List.copyOf(rows);
      notes = List.copyOf(notes);
    }
  }

  /// @param tone `buy` or `sell`
  public record Trade(String word, String tone, String what, String detail, String amount) {}

  /// @param value a change in percent; empty when nothing can be measured yet
  /// @param tone `up`, `down` or `plain`
  /// @param note from when to when, and beside what
  public record Since(String value, String tone, String note) {}

  /// The end of every mail.
  ///
  /// @param why why the reader gets it
  /// @param preferences address of the preferences; empty for none
  /// @param unsubscribe address that ends it; empty for none
  /// @param sender who sent it
  public record Foot(String why, String preferences, String unsubscribe, String sender) {

    /// The same for all readers with the same reason.
    public Foot withoutLinks() {
      return new Foot(why, "", unsubscribe.isEmpty() ? "" : "there", sender);
    }

    /// With slots for the links that there are.
    public Foot withSlots() {
      return unsubscribe.isEmpty()
          ? this
          : new Foot(
              why, String.valueOf(Slots.PREFERENCES), String.valueOf(Slots.UNSUBSCRIBE), sender);
    }
  }
}
