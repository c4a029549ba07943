package openbell.scheduler.intake;

import java.util.List;
import openbell.runtime.timeline.TimelineEvent;
import openbell.scheduler.dispatch.PortfolioLine;
import openbell.scheduler.timeline.Timeline.Told;
import org.jspecify.annotations.Nullable;

/// The timeline as a page.
///
/// @param portfolios that can be chosen
/// @param portfolio chosen one, or an empty text
/// @param session chosen day, `2018-05-11`, or an empty text
/// @param recipient chosen one, or an empty text
/// @param summary what came of it, in a sentence
/// @param asked false while nothing is chosen
/// @param trouble why nothing is told, or an empty text
public record TimelineView(
    List<PortfolioLine> portfolios,
    String portfolio,
    String session,
    String recipient,
    String summary,
    boolean asked,
    List<Line> lines,
    String trouble) {

  /// One event.
  public record Line(String at, String service, String what, String detail, String css) {
    static Line of(TimelineEvent event) {
      return new Line(
          event.at() == null ? "" : Show.moment(event.at()),
          event.service(),
          event.what(),
          event.detail(),
          switch (event.tone()) {
            case GOOD -> "ok";
            case CALM -> "off";
            case WAIT -> "warning";
            case BAD -> "error";
          });
    }
  }

  static TimelineView of(
      List<PortfolioLine> portfolios,
      String portfolio,
      String session,
      String recipient,
      @Nullable Told told,
      String trouble) {
    return new TimelineView(
        portfolios,
        portfolio,
        session,
        recipient,
        told == null ? "" : told.summary(),
        told != null,
        told == null ? List.of() : told.events().stream().map(Line::of).toList(),
        trouble);
  }
}
