package openbell.notification.render;

import java.time.Instant;
import java.util.List;
import openbell.model.message.NoticeRequested;
import openbell.model.portfolio.Subscriber;

/// Writes the letters that are not signals. Pure.
final class NoticeLetter {
  private final MailLinks links;

  NoticeLetter(MailLinks links) {
    this.links = links;
  }

  /// @param asked when the notice was taken in
  NoticeModel write(NoticeRequested notice, Instant asked) {
    Subscriber subscriber = notice.subscriber();
    return switch (notice.kind()) {
      case CONFIRM ->
          model(
              notice,
              "Please confirm",
              List.of(
                  "Somebody asked us to tell this address when the portfolio “%s” changes."
                      .formatted(notice.portfolioName()),
                  "If that was you, confirm within 48 hours. If not, do nothing: you will not hear"
                      + " from us again."),
              "Confirm",
              subscriber == null ? "" : links.confirm(subscriber, asked));
      case TEST ->
          model(
              notice,
              "Mail reaches you",
              List.of("This is a test. Signals of this portfolio come to this address."),
              "",
              "");
      case NO_SIGNAL ->
          model(
              notice,
              "No signal today",
              List.of(notice.detail()),
              notice.run() == null ? "" : "Open the run",
              notice.run() == null ? "" : links.run(notice.run().runId()));
    };
  }

  private static NoticeModel model(
      NoticeRequested notice, String title, List<String> paragraphs, String button, String link) {
    return new NoticeModel(
        SubjectLine.of(notice),
        paragraphs.getFirst(),
        notice.portfolioName(),
        title,
        paragraphs,
        link.isEmpty() ? "" : button,
        link,
        "You get this because the portfolio names this address.");
  }
}
