package openbell.notification.render;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openbell.model.message.Notification;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.portfolio.Subscriber;
import openbell.model.signal.TradePlan;
import openbell.notification.render.LetterModel.Row;
import openbell.notification.render.ReaderModel.Foot;
import openbell.notification.render.ReaderModel.Plan;
import openbell.notification.render.ReaderModel.Since;
import openbell.notification.render.ReaderModel.Trade;

/// Writes what one reader is told and no other. Pure.
final class ReaderLetter {

  /// Trades listed one by one.
  private static final int MOST_TRADES = 40;

  /// Trades in the one sentence.
  private static final int MOST_SAID = 6;

  private final MailLinks links;

  ReaderLetter(MailLinks links) {
    this.links = links;
  }

  /// @param history the portfolio's curve, as far back as it is kept
  ReaderModel write(NotificationRequested request, Optional<Curve> history) {
    Words words = Words.of(request.recipient().language());
    Subscriber subscriber = request.subscriber();
    TradePlan plan = request.plan();
    Since since = subscriber == null ? null : Performance.since(subscriber.since(), history, words);
    return new ReaderModel(
        subscriber == null ? "" : Opens.own(request.run(), subscriber.zone(), words),
        plan == null ? null : plan(plan, request.report().currency(), words),
        since,
        foot(request, request.report().portfolioName(), words),
        isTextOnly(request));
  }

  static boolean isTextOnly(Notification request) {
    Subscriber subscriber = request.subscriber();
    return subscriber != null && subscriber.textOnly();
  }

  Foot foot(Notification request, String portfolio, Words words) {
    Subscriber subscriber = request.subscriber();
    String name = Plain.line(portfolio);
    String often = words.say(often(request.recipient().when()));
    return subscriber == null
        ? bare(words.say("why.unlisted", name, often), words)
        : subscribed(
            words.say(
                "why.subscribed",
                words.say("why.portfolio", name, often),
                words.day(subscriber.since())),
            request,
            subscriber,
            words);
  }

  /// With links when there is a subscription that they can change.
  Foot foot(Notification request, Words words, String why) {
    Subscriber subscriber = request.subscriber();
    return subscriber == null ? bare(why, words) : subscribed(why, request, subscriber, words);
  }

  /// Without any links: there is nothing to end yet.
  Foot bare(String why, Words words) {
    return new Foot(why, "", "", sender(words));
  }

  private Foot subscribed(String why, Notification request, Subscriber subscriber, Words words) {
    return new Foot(
        why, links.preferences(subscriber), links.unsubscribe(request, subscriber), sender(words));
  }

  private String sender(Words words) {
    return words.say("foot.sender", links.page().getAuthority());
  }

  static String often(Preference preference) {
    return switch (preference) {
      case EVERY_SESSION -> "often.session";
      case ON_CHANGE -> "often.change";
      case DAILY_DIGEST -> "often.digest";
      case WEEKLY -> "often.week";
    };
  }

  private static Plan plan(TradePlan plan, String currency, Words words) {
    List<Row> rows = new ArrayList<>();
    if (!plan.trades().isEmpty()) {
      rows.add(row("plan.costs", plan.costs(), currency, words));
      rows.add(row("plan.before", plan.cashBefore(), currency, words));
      rows.add(row("plan.after", plan.cashAfter(), currency, words));
    }
    return new Plan(
        summary(plan, words),
        plan.trades().stream()
            .limit(MOST_TRADES)
            .map(trade -> trade(trade, currency, words))
            .toList(),
        rows,
        Plain.sentences(plan.notes()));
  }

  private static Row row(String key, BigDecimal value, String currency, Words words) {
    return new Row(words.say(key), words.money(value.doubleValue(), currency));
  }

  private static Trade trade(TradePlan.Trade trade, String currency, Words words) {
    String units = Formats.units(trade.quantity());
    String symbol = Plain.line(trade.symbol());
    return new Trade(
        Moves.loud(trade.action(), words),
        Moves.key(trade.action()),
        words.say("trade.what", units, symbol),
        words.say(
            "trade.detail",
            Formats.price(trade.close()),
            Formats.units(trade.held()),
            words.money(trade.costs().doubleValue(), currency)),
        words.money(trade.amount().doubleValue(), currency));
  }

  /// `Sell 12 AAPL at about 190.04, then buy 7 SPX at about 2,723.07.`
  static String summary(TradePlan plan, Words words) {
    if (plan.trades().isEmpty()) {
      return words.say("plan.nothing");
    }
    List<String> sells = said(plan, false, words);
    List<String> buys = said(plan, true, words);
    String text =
        sells.isEmpty() || buys.isEmpty()
            ? words.list(Stream.concat(sells.stream(), buys.stream()).toList())
            : words.say("plan.then", words.list(sells), words.list(buys));
    return words.say("sentence", capital(text));
  }

  private static List<String> said(TradePlan plan, boolean buys, Words words) {
    List<TradePlan.Trade> trades =
        plan.trades().stream().filter(trade -> Moves.isBuy(trade.action()) == buys).toList();
    Stream<String> all =
        trades.stream()
            .limit(MOST_SAID)
            .map(
                trade ->
                    words.say(
                        buys ? "plan.buy" : "plan.sell",
                        Formats.units(trade.quantity()),
                        Plain.line(trade.symbol(), SubjectLine.LONGEST_SYMBOL),
                        Formats.price(trade.close())));
    int more = trades.size() - MOST_SAID;
    return more > 0
        ? Stream.concat(all, Stream.of(words.say("more", more))).toList()
        : all.toList();
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
