package openbell.notification.render;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openbell.model.message.DigestRequested;
import openbell.model.message.NoticeRequested;
import openbell.model.message.Notification;
import openbell.model.message.NotificationRequested;
import openbell.notification.render.ChartSource.Chart;

/// Makes the whole letter of a notification: words, form and picture.
public final class LetterPress {
  private final Letter letter;
  private final NoticeLetter notices;
  private final Renderer renderer;
  private final ChartSource charts;
  private final DigestItems digests;

  public LetterPress(MailLinks links, Renderer renderer, ChartSource charts, DigestItems digests) {
    this.letter = new Letter(links);
    this.notices = new NoticeLetter(links);
    this.renderer = renderer;
    this.charts = charts;
    this.digests = digests;
  }

  /// @param chart the picture that the HTML refers to, empty when it refers to none
  public record Printed(Rendered content, Optional<byte[]> chart) {}

  /// The same notification is the same letter.
  ///
  /// @param accepted when the notification was taken in
  /// @throws openbell.model.run.FailureException when the artifact cannot be read
  public Printed print(Notification request, Instant accepted) {
    return switch (request) {
      case NotificationRequested signal -> signal(signal);
      case NoticeRequested notice ->
          new Printed(renderer.render(notices.write(notice, accepted)), Optional.empty());
      case DigestRequested digest -> digest(digest);
    };
  }

  private Printed signal(NotificationRequested request) {
    Optional<Chart> chart = charts.chart(request.report().artifact());
    LetterModel model = letter.write(request, chart.map(Chart::curve));
    return new Printed(renderer.render(model), chart.map(Chart::png));
  }

  private Printed digest(DigestRequested request) {
    List<String> lines =
        Stream.concat(
                digests.of(request).stream().map(SubjectLine::of),
                digests.notices(request).stream()
                    .map(notice -> SubjectLine.of(notice) + ". " + notice.detail()))
            .toList();
    NoticeModel model =
        new NoticeModel(
            SubjectLine.of(request),
            SubjectLine.of(request),
            "",
            "Your portfolios today",
            lines,
            "",
            "",
            "You get one mail a day for all your portfolios.");
    return new Printed(renderer.render(model), Optional.empty());
  }
}
