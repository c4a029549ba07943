package openbell.notification.adapter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import openbell.model.message.DigestRequested;
import openbell.model.message.NoticeRequested;
import openbell.model.message.Notification;
import openbell.model.message.NotificationRequested;
import openbell.notification.render.ChartSource;
import openbell.notification.render.DigestItems;
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
    return new LetterPress(TestLinks.links(), new QuteRenderer(), _ -> chart, new Items());
  }

  static Printed print(Notification request) {
    return of().print(request, ACCEPTED);
  }

  private static final class Items implements DigestItems {
    @Override
    public List<NotificationRequested> of(DigestRequested digest) {
      return MoreLetters.items(digest);
    }

    @Override
    public List<NoticeRequested> notices(DigestRequested digest) {
      return MoreLetters.notices(digest);
    }
  }
}
