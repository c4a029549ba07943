package openbell.runtime.queue.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/// What a server says about its memory.
///
/// @param limit in bytes; 0 for none
/// @param policy what it does at the limit; empty when it does not say
record RedisMemory(long used, long limit, String policy) {

  /// @param info the answer to `INFO memory`
  static RedisMemory of(@Nullable Response info) {
    String text = info == null ? "" : info.toString(UTF_8);
    return new RedisMemory(
        number(field(text, "used_memory")),
        number(field(text, "maxmemory")),
        field(text, "maxmemory_policy"));
  }

  /// 0 to 1, and more when the server is over its limit; 0 without a limit.
  double fullness() {
    return limit <= 0 ? 0 : (double) used / limit;
  }

  /// Without a limit a policy does nothing; with one, any but noeviction loses jobs.
  void requireNoEviction() {
    if (limit > 0 && !policy.equals("noeviction")) {
      throw new IllegalStateException(
          "Redis has maxmemory-policy '"
              + policy
              + "' and would throw jobs away when it is full. Set maxmemory-policy to noeviction"
              + " (redis.conf, or CONFIG SET maxmemory-policy noeviction), then start again.");
    }
  }

  private static long number(String text) {
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  private static String field(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }
}
