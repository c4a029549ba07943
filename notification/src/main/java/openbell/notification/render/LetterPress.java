package openbell.notification.render;

import java.util.Optional;
import openbell.model.message.NotificationRequested;
import openbell.notification.render.ChartSource.Chart;

/// Makes the whole letter of a notification: words, form and picture.
public final class LetterPress {
  private final Letter letter;
  private final Renderer renderer;
  private final ChartSource charts;

  public LetterPress(Letter letter, Renderer renderer, ChartSource charts) {
    this.letter = letter;
    this.renderer = renderer;
    this.charts = charts;
  }

  /// @param chart the picture that the HTML refers to, empty when it refers to none
  public record Printed(Rendered content, Optional<byte[]> chart) {}

  /// @throws openbell.model.run.FailureException when the artifact cannot be read
  public Printed print(NotificationRequested request) {
    Optional<Chart> chart = charts.chart(request.report().artifact());
    LetterModel model = letter.write(request, chart.map(Chart::curve));
    return new Printed(renderer.render(model), chart.map(Chart::png));
  }
}
