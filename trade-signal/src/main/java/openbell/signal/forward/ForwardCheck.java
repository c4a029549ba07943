package openbell.signal.forward;

import java.util.List;
import openbell.model.portfolio.Owner;
import openbell.model.record.ForwardChain;
import openbell.model.record.ForwardTip;
import openbell.signal.forward.ForwardRecord.Row;
import org.jspecify.annotations.Nullable;

/// Computes a whole chain again and compares it with its head.
public final class ForwardCheck {

  /// Rows read at a time.
  private static final int PAGE = 500;

  private final ForwardRecord forward;

  public ForwardCheck(ForwardRecord forward) {
    this.forward = forward;
  }

  /// @param whole up to where every entry is as it was written
  /// @param flaw the first thing wrong, or null
  public record Checked(ForwardTip whole, ForwardChain.@Nullable Flaw flaw) {}

  /// Entries may be added meanwhile. The head is read after the entries, so that it never names
  /// fewer of them than there were.
  public Checked check(Owner owner) {
    ForwardChain chain = new ForwardChain();
    long read = read(owner, chain, 0);
    ForwardTip head = forward.head(owner);
    while (head.number() > read) {
      long further = read(owner, chain, read);
      if (further == read) {
        break;
      }
      read = further;
      head = forward.head(owner);
    }
    chain.endsAt(head);
    return new Checked(chain.tip(), chain.flaw().orElse(null));
  }

  /// @return the number of the last row
  private long read(Owner owner, ForwardChain chain, long after) {
    long last = after;
    List<Row> rows = forward.rows(owner, last, PAGE);
    while (!rows.isEmpty()) {
      rows.forEach(row -> add(chain, row));
      last = rows.getLast().number();
      rows = forward.rows(owner, last, PAGE);
    }
    return last;
  }

  private static void add(ForwardChain chain, Row row) {
    row.line().ifPresentOrElse(chain::add, () -> chain.unreadable(row.flaw()));
  }
}
