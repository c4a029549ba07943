package openbell.notification.render;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.message.DigestRequested;
import openbell.model.message.NoticeRequested;
import openbell.model.message.Notification;
import openbell.model.message.NotificationRequested;
import openbell.model.run.RunRef;
import openbell.model.signal.SessionChanges;
import openbell.model.signal.SignalReport;
import openbell.notification.render.ChartSource.Chart;
import openbell.notification.render.Renderer.Form;

/// Makes the whole letter of a notification: words, form and picture.
///
/// What all readers of a report share is made once and kept; each reader's own part is made for
/// each. A letter made of kept parts has the same bytes as one that was not.
public final class LetterPress {

  /// Reports kept, in each language: about 60 KB each.
  private static final int MOST_KEPT = 128;

  private final Letter letter;
  private final ReaderLetter readers;
  private final NoticeLetter notices;
  private final DigestLetter digestLetter;
  private final Renderer renderer;
  private final ChartSource charts;
  private final DigestItems digests;
  private final Map<Key, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
          return size() > MOST_KEPT;
        }
      };

  public LetterPress(MailLinks links, Renderer renderer, ChartSource charts, DigestItems digests) {
    this.letter = new Letter(links);
    this.readers = new ReaderLetter(links);
    this.notices = new NoticeLetter(links);
    this.digestLetter = new DigestLetter(links);
    this.renderer = renderer;
    this.charts = charts;
    this.digests = digests;
  }

  /// @param chart the picture that the HTML refers to, empty when it refers to none
  public record Printed(Rendered content, Optional<byte[]> chart) {}

  /// What a shared part depends on besides its report, which is compared, not hashed.
  private record Key(RunRef run, String language, boolean weekly, List<SessionChanges> week) {
    static Key of(NotificationRequested request) {
      return new Key(
          request.run(),
          Words.of(request.recipient().language()).tag(),
          Weeks.isWeekly(request),
          request.week());
    }
  }

  private record Kept(SignalReport report, Form form) {}

  /// The same notification is the same letter.
  ///
  /// @param accepted when the notification was taken in
  /// @throws openbell.model.run.FailureException when the artifact cannot be read
  public Printed print(Notification request, Instant accepted) {
    return switch (request) {
      case NotificationRequested signal -> signal(signal);
      case NoticeRequested notice -> plain(renderer.render(notices.write(notice, accepted)));
      case DigestRequested digest ->
          plain(
              renderer.render(
                  digestLetter.write(digest, digests.of(digest), digests.notices(digest))));
    };
  }

  private static Printed plain(Rendered rendered) {
    return new Printed(rendered, Optional.empty());
  }

  private Printed signal(NotificationRequested request) {
    Optional<Chart> chart = charts.chart(request.report().artifact());
    ReaderModel reader = readers.write(request, chart.map(Chart::history));
    Rendered rendered = form(request, chart).fill(reader);
    return new Printed(rendered, reader.textOnly() ? Optional.empty() : chart.map(Chart::png));
  }

  private Form form(NotificationRequested request, Optional<Chart> chart) {
    Key key = Key.of(request);
    Kept known;
    synchronized (kept) {
      known = kept.get(key);
    }
    if (known != null && known.report().equals(request.report())) {
      return known.form();
    }
    // Two threads may make the same part at once; that costs less than waiting for each other.
    Form made = renderer.form(letter.write(request, chart.map(Chart::curve)));
    synchronized (kept) {
      kept.put(key, new Kept(request.report(), made));
    }
    return made;
  }
}
