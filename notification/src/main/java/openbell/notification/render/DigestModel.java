package openbell.notification.render;

import java.util.List;
import openbell.notification.render.LetterModel.Move;
import openbell.notification.render.ReaderModel.Foot;

/// All portfolios of one reader on one day, written out.
///
/// @param changes of all portfolios, first of all
/// @param moreChanges changes that were left out, in words; empty for none
/// @param blocks portfolios with a change
/// @param quiet portfolios without one
/// @param silent portfolios that have no signal
/// @param missing reports that could not be found, in words; empty for none
public record DigestModel(
    String language,
    String subject,
    String preview,
    String day,
    String portfolio,
    List<String> badges,
    String verdict,
    String tone,
    String comparison,
    List<PortfolioMove> changes,
    String moreChanges,
    List<Block> blocks,
    List<Quiet> quiet,
    List<Silent> silent,
    String missing,
    Foot foot,
    boolean textOnly) {
  public DigestModel {
    badges = List.copyOf(badges);
    changes = List.copyOf(changes);
    blocks = List.copyOf(blocks);
    quiet = List.copyOf(quiet);
    silent = List.copyOf(silent);
  }

  /// A change with the portfolio it belongs to.
  public record PortfolioMove(Move move, String portfolio) {}

  /// A portfolio with changes.
  ///
  /// @param reasons one line per change
  /// @param plan the reader's own quantities in one sentence; empty for none
  /// @param page of the run
  public record Block(
      String name,
      String badges,
      String value,
      String change,
      String changeTone,
      List<String> reasons,
      String plan,
      List<String> notes,
      String page) {
    public Block {
      reasons = List.copyOf(reasons);
      notes = List.copyOf(notes);
    }
  }

  /// A portfolio without a signal, and why.
  public record Silent(String name, String why) {}

  /// A portfolio in one line.
  public record Quiet(
      String name, String holds, String value, String change, String changeTone, String page) {}
}
