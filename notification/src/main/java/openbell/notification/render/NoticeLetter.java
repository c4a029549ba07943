package openbell.notification.render;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import openbell.model.message.NoticeRequested;
import openbell.model.portfolio.Subscriber;
import openbell.notification.render.LetterModel.Row;
import openbell.notification.render.ReaderModel.Foot;

/// Writes the letters that are not signals. Pure.
final class NoticeLetter {
  private final MailLinks links;
  private final ReaderLetter readers;

  NoticeLetter(MailLinks links) {
    this.links = links;
    this.readers = new ReaderLetter(links);
  }

  /// @param asked when the notice was taken in
  NoticeModel write(NoticeRequested notice, Instant asked) {
    Words words = Words.of(notice.recipient().language());
    return switch (notice.kind()) {
      case CONFIRM -> confirm(notice, asked, words);
      case TEST -> test(notice, asked, words);
      case NO_SIGNAL -> noSignal(notice, words);
    };
  }

  private NoticeModel confirm(NoticeRequested notice, Instant asked, Words words) {
    Subscriber subscriber = notice.subscriber();
    String until = moment(asked.plus(MailLinks.CONFIRM_WITHIN), notice, words);
    Foot foot = readers.bare(words.say("confirm.why"), words);
    return model(
        notice,
        "confirm",
        List.of(
            words.say("confirm.asked", Plain.line(notice.portfolioName())),
            words.say("confirm.otherwise")),
        List.of(
            portfolio(notice, words),
            new Row(
                words.say("fact.often"), words.say(ReaderLetter.often(notice.recipient().when()))),
            new Row(words.say("fact.until"), until)),
        subscriber == null ? "" : links.confirm(subscriber, asked),
        foot);
  }

  private NoticeModel test(NoticeRequested notice, Instant asked, Words words) {
    List<String> paragraphs = new ArrayList<>(List.of(words.say("test.works")));
    addDetail(paragraphs, notice);
    return model(
        notice,
        "test",
        paragraphs,
        List.of(
            portfolio(notice, words),
            new Row(
                words.say("fact.often"), words.say(ReaderLetter.often(notice.recipient().when()))),
            new Row(words.say("fact.sent"), moment(asked, notice, words))),
        "",
        readers.foot(notice, words, words.say("test.why")));
  }

  private NoticeModel noSignal(NoticeRequested notice, Words words) {
    List<String> paragraphs = new ArrayList<>();
    addDetail(paragraphs, notice);
    paragraphs.add(words.say("noSignal.means"));
    List<Row> facts = new ArrayList<>();
    facts.add(portfolio(notice, words));
    facts.add(
        new Row(
            words.say("fact.session"),
            words.say(
                "data.session",
                words.day(notice.session().date()),
                words.market(notice.session().market()))));
    if (notice.run() != null) {
      facts.add(new Row(words.say("fact.prices"), words.day(notice.run().asOf())));
    }
    return model(
        notice,
        "noSignal",
        paragraphs,
        facts,
        notice.run() == null ? "" : links.run(notice.run().runId()),
        readers.foot(notice, notice.portfolioName(), words));
  }

  private static void addDetail(List<String> paragraphs, NoticeRequested notice) {
    String detail = Plain.sentence(notice.detail());
    if (!detail.isEmpty()) {
      paragraphs.add(detail);
    }
  }

  private static Row portfolio(NoticeRequested notice, Words words) {
    return new Row(words.say("fact.portfolio"), Plain.line(notice.portfolioName()));
  }

  /// On the reader's clock, or in UTC.
  private static String moment(Instant instant, NoticeRequested notice, Words words) {
    Subscriber subscriber = notice.subscriber();
    ZoneId zone = subscriber == null ? ZoneOffset.UTC : subscriber.zone();
    ZonedDateTime moment = instant.atZone(zone);
    String city = zone.equals(ZoneOffset.UTC) ? "UTC" : words.city(zone);
    return words.say("moment", words.day(moment.toLocalDate()), words.time(moment), city);
  }

  /// @param key of the words for this kind
  private static NoticeModel model(
      NoticeRequested notice,
      String key,
      List<String> paragraphs,
      List<Row> facts,
      String link,
      Foot foot) {
    Words words = Words.of(notice.recipient().language());
    return new NoticeModel(
        words.tag(),
        SubjectLine.of(notice),
        paragraphs.getFirst(),
        words.weekday(notice.session().date()),
        Plain.line(notice.portfolioName()),
        List.of(),
        words.say(key + ".title"),
        notice.kind() == NoticeRequested.Kind.NO_SIGNAL ? "warn" : "mixed",
        paragraphs,
        facts,
        link.isEmpty() ? "" : words.say(key + ".button"),
        link,
        foot,
        ReaderLetter.isTextOnly(notice));
  }
}
