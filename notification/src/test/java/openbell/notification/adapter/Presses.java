package openbell.notification.adapter;

import java.time.Instant;
import java.util.Optional;
import openbell.model.message.Notification;
import openbell.notification.render.ChartSource;
import openbell.notification.render.EquityCsv;
import openbell.notification.render.LetterPress;
import openbell.notification.render.LetterPress.Printed;
import openbell.notification.render.Letters;
import openbell.notification.render.MoreLetters;
import openbell.notification.render.TestLinks;

/// A press whose charts are drawn of curves that never were.
final class Presses {
  static final Instant ACCEPTED = Instant.parse("2018-05-11T13:30:05Z");

  private Presses() {}

  static LetterPress of() {
    byte[] csv = Letters.equityCsv(7, 700, true);
    var history = EquityCsv.tail(csv, 700).orElseThrow();
    var shown = history.last(250);
    var chart = Optional.of(new ChartSource.Chart(shown, history, Java2dChart.png(shown)));
    return new LetterPress(
        TestLinks.links(), new QuteRenderer(), _ -> chart, _ -> MoreLetters.items());
  }

  static Printed print(Notification request) {
    return of().print(request, ACCEPTED);
  }
}
