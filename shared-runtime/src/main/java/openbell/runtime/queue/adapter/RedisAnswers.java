package openbell.runtime.queue.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.runtime.queue.Claim;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.Mishaps;
import openbell.runtime.queue.QueueDepth;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Turnover;
import org.jspecify.annotations.Nullable;

/// Reads what the scripts answer.
final class RedisAnswers {
  private RedisAnswers() {}

  static Turnover turnover(Response response) {
    Response leased = response.get(3);
    List<Leased> jobs = new ArrayList<>(leased.size());
    for (Response job : leased) {
      jobs.add(
          new Leased(
              text(job, 0),
              text(job, 8),
              number(job, 1),
              (int) number(job, 2),
              (int) number(job, 3),
              (int) number(job, 4),
              number(job, 5) == 1,
              job.get(6).toBytes(),
              job.get(7).toBytes()));
    }
    Claim claim =
        new Claim(
            jobs,
            untilDue(number(response, 1)),
            number(response, 2) == 1,
            number(response, 4) == 1);
    return new Turnover(words(Settled.class, response.get(0)), claim);
  }

  static QueueDepth depth(Response response) {
    return new QueueDepth(
        number(response, 0),
        number(response, 1),
        number(response, 2),
        number(response, 3),
        number(response, 4),
        number(response, 5),
        Duration.ofMillis(number(response, 6)),
        untilDue(number(response, 7)),
        number(response, 8) == 1,
        machines(text(response, 12)),
        new Mishaps(number(response, 9), number(response, 10), number(response, 11)));
  }

  /// From `m-1:1700 m-2:1701 `: with each machine when it was heard of last.
  private static Set<String> machines(String resting) {
    return Arrays.stream(resting.split(" ", -1))
        .filter(one -> !one.isEmpty())
        .map(one -> one.substring(0, one.lastIndexOf(':')))
        .collect(Collectors.toSet());
  }

  /// One word per job.
  static <E extends Enum<E>> List<E> words(Class<E> type, Response response) {
    List<E> answers = new ArrayList<>(response.size());
    for (Response one : response) {
      answers.add(Enum.valueOf(type, one.toString(UTF_8)));
    }
    return answers;
  }

  static List<JobView> views(Response response) {
    List<JobView> views = new ArrayList<>(response.size());
    for (Response job : response) {
      views.add(
          new JobView(
              text(job, 0),
              text(job, 1),
              JobState.valueOf(text(job, 2).toUpperCase(Locale.ROOT)),
              (int) number(job, 8),
              (int) number(job, 3),
              (int) number(job, 4),
              (int) number(job, 5),
              text(job, 9),
              claimed(number(job, 12)),
              Instant.ofEpochMilli(number(job, 10)),
              Instant.ofEpochMilli(number(job, 11)),
              text(job, 6),
              job.get(7).toBytes()));
    }
    return views;
  }

  private static @Nullable Duration untilDue(long millis) {
    return millis < 0 ? null : Duration.ofMillis(millis);
  }

  private static @Nullable Instant claimed(long millis) {
    return millis < 0 ? null : Instant.ofEpochMilli(millis);
  }

  private static String text(Response response, int index) {
    return response.get(index).toString(UTF_8);
  }

  private static long number(Response response, int index) {
    return Long.parseLong(text(response, index));
  }
}
