package openbell.bench.mail;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import openbell.bench.Machine;
import openbell.model.message.Notification;
import openbell.model.message.NotificationRequested;
import openbell.model.run.ArtifactRef;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.Delivery;
import openbell.notification.deliver.Email;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.SendOutcome;

/// `./openbell bench mail`: letters per second with pictures kept, beside the same letters with
/// their pictures drawn each time; and ten thousand mails from the ledger in PostgreSQL to an SES
/// endpoint on loopback, with the memory they take.
///
/// Arguments: the project's root, and optionally how many mails (10000) and rounds of rendering
/// (3).
/// Writes the figures to `target/bench-mail/mail.json`, too.
public final class MailBench {
  private static final int PORTFOLIOS = 200;
  private static final double GOAL_RENDERS = 2_000;
  private static final double GOAL_SECONDS = 30;
  private static final int STEP = 200;

  private final PrintStream out;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  private MailBench(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    // Outside a Quarkus application its log handler keeps every record, traces of Qute included.
    Logger.getLogger("").setLevel(Level.WARNING);
    // The client asks for some; the endpoint on loopback does not.
    System.setProperty("aws.accessKeyId", "none");
    System.setProperty("aws.secretAccessKey", "none");
    Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
    int mails = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    if (mails < STEP || mails % STEP != 0) {
      System.err.println("bench mail: the number of mails must be a multiple of " + STEP);
      System.exit(2);
    }
    new MailBench(System.out).run(root, mails, rounds);
  }

  private void run(Path root, int mails, int rounds) throws IOException, InterruptedException {
    out.printf(
        "%s%nJava %s%nload before: %s%n%n", Machine.hardware(), Machine.java(), Machine.loadText());
    figures.put("hardware", Machine.hardware());
    figures.put("java", Machine.java());
    figures.put("loadBefore", Machine.load());
    figures.put("mails", mails);
    try (Post post = Post.open()) {
      List<Notification> made = new MadeUpMails(PORTFOLIOS).make(mails);
      List<String> ids = rendering(accepted(post, made), rounds);
      Set<ArtifactRef> artifacts =
          made.stream()
              .map(mail -> ((NotificationRequested) mail).report().artifact())
              .collect(Collectors.toSet());
      sending(post, ids, artifacts);
    }
    out.printf("%nload after: %s%n", Machine.loadText());
    figures.put("loadAfter", Machine.load());
    Path file = root.resolve("target/bench-mail/mail.json");
    Files.createDirectories(file.getParent());
    new JsonMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
    out.printf("The same as JSON: %s%n", file);
  }

  private List<LedgerEntry> accepted(Post post, List<Notification> made) {
    Delivery door = post.delivery(post.ledger(), new Unused(), Post.press(_ -> Optional.empty()));
    int mails = made.size();
    long start = System.nanoTime();
    List<LedgerEntry> entries = made.parallelStream().map(m -> door.accept(m).entry()).toList();
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(
        Locale.ROOT,
        "%,d mails of %d portfolios taken into the ledger in %.1f s, %,.0f/s%n%n",
        mails,
        PORTFOLIOS,
        seconds,
        mails / seconds);
    figures.put("acceptedPerSecond", mails / seconds);
    return entries;
  }

  private List<String> rendering(List<LedgerEntry> entries, int rounds)
      throws InterruptedException {
    Rendering rendering = new Rendering(entries, rounds);
    out.printf(
        "%-44s %12s %24s %14s%n",
        "rendering, 2 threads", "mails/s", "slowest to fastest", "CPU us a mail");
    double rate = row(rendering.withKeptCharts(), "renders");
    double rival = row(rendering.withChartsDrawnEachTime(), "rendersDrawnEachTime");
    out.printf(
        Locale.ROOT,
        "goal %,.0f/s: %s; %.1f times the rival%n%n",
        GOAL_RENDERS,
        rate >= GOAL_RENDERS ? "met" : "missed",
        rate / rival);
    return entries.stream().map(LedgerEntry::id).toList();
  }

  private double row(Rendering.Rates rates, String name) {
    out.printf(
        Locale.ROOT,
        "%-44s %,12.0f %,11.0f to %,9.0f %,14.0f%n",
        rates.title(),
        rates.median(),
        rates.rates().getFirst(),
        rates.rates().getLast(),
        rates.cpuMicros());
    figures.put(name, rates.median());
    figures.put(name + "Rounds", rates.rates());
    figures.put(name + "CpuMicros", rates.cpuMicros());
    return rates.median();
  }

  private void sending(Post post, List<String> ids, Set<ArtifactRef> artifacts)
      throws IOException, InterruptedException {
    Sending.Sent sent = Sending.run(post, ids, artifacts);
    List<String> states = post.states();
    out.printf(
        Locale.ROOT,
        "ledger to SES on loopback: %,d mails in %.1f s, %,.0f/s, %.1f s of CPU, %,d bytes a request%n",
        sent.mails(),
        sent.seconds(),
        sent.mails() / sent.seconds(),
        sent.cpu(),
        sent.bytes() / sent.mails());
    out.printf(
        "came exactly once: %,d; twice or unknown: %,d; ledger: %s%n",
        sent.once(), sent.wrong(), String.join(", ", states));
    boolean met = sent.seconds() < GOAL_SECONDS && sent.once() == ids.size() && sent.wrong() == 0;
    out.printf(Locale.ROOT, "goal %.0f s: %s%n", GOAL_SECONDS, met ? "met" : "missed");
    List<String> heap = new ArrayList<>();
    sent.heap().forEach(bytes -> heap.add("%.1f".formatted(bytes / 1e6)));
    out.printf(
        "heap after collection, MB, at the start and after each quarter: %s%n",
        heap.stream().collect(Collectors.joining(", ")));
    figures.put("seconds", sent.seconds());
    figures.put("sendingCpuSeconds", sent.cpu());
    figures.put("sentPerSecond", sent.mails() / sent.seconds());
    figures.put("cameOnce", sent.once());
    figures.put("cameWrong", sent.wrong());
    figures.put("heapBytes", sent.heap());
    figures.put("states", states);
  }

  /// Named like the channel that sends later; nothing goes by it.
  private static final class Unused implements Channel {
    @Override
    public String name() {
      return "ses";
    }

    @Override
    public SendOutcome send(Email email) {
      throw new UnsupportedOperationException("nothing is sent here");
    }
  }
}
