package openbell.runtime.queue.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import openbell.runtime.queue.Claim;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.Mishaps;
import openbell.runtime.queue.QueueDepth;
import org.jspecify.annotations.Nullable;

/// Reads what the scripts answer.
final class RedisAnswers {
  private RedisAnswers() {}

  static Claim claim(Response response) {
    List<Leased> jobs = new ArrayList<>(response.size());
    for (int i = 1; i < response.size(); i++) {
      Response job = response.get(i);
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
    return new Claim(jobs, untilDue(number(response, 0)), false);
  }

  static QueueDepth depth(Response response) {
    return new QueueDepth(
        number(response, 0),
        number(response, 1),
        number(response, 2),
        number(response, 3),
        number(response, 4),
        number(response, 7),
        Duration.ofMillis(number(response, 5)),
        untilDue(number(response, 6)),
        false,
        new Mishaps(0, 0, 0));
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

  private static String text(Response response, int index) {
    return response.get(index).toString(UTF_8);
  }

  private static long number(Response response, int index) {
    return Long.parseLong(text(response, index));
  }
}
