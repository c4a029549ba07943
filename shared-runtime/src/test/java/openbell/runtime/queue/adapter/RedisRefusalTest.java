package openbell.runtime.queue.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.impl.types.ErrorType;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which answers make a worker leave a server, and which it only waits out.
class RedisRefusalTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "READONLY You can't write against a read only replica.",
        "READONLY You can't write against a read only replica. script: 3a, on @user_script:103.",
        "ERR Error running script (call to f_3a): @user_script:103: @user_script: 103: -READONLY You"
            + " can't write against a read only replica. ",
        "LOADING Redis is loading the dataset in memory",
        "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
        "UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)",
        "CLUSTERDOWN The cluster is down",
        "MOVED 3999 127.0.0.1:6381"
      })
  void leavesAServerThatCannotServe(String text) {
    // When
    RedisRefusal refusal = refusal(text);
    // Then
    assertThat(refusal.cannotServe()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
        "TRYAGAIN Multiple keys request during rehashing of slot",
        "ASK 3999 127.0.0.1:6381",
        "NOSCRIPT No matching script. Please use EVAL.",
        "OOM command not allowed when used memory > 'maxmemory'.",
        "ERR Error running script: READONLY-like text of a job"
      })
  void waitsOutWhatPasses(String text) {
    // When
    RedisRefusal refusal = refusal(text);
    // Then
    assertThat(refusal.cannotServe()).isFalse();
    assertThat(refusal.movedTo()).isNull();
  }

  @Test
  void knowsWhereAQueueHasMoved() {
    // When
    RedisRefusal refusal = refusal("MOVED 3999 ::1:6381");
    // Then
    assertThat(refusal.movedTo()).isEqualTo("::1:6381");
    assertThat(RedisServers.told(RedisServers.Kind.CLUSTER, "rediss://u:p@h:1/2", "::1", 6381))
        .isEqualTo("rediss://u:p@[::1]:6381/2");
    assertThat(RedisServers.told(RedisServers.Kind.SENTINEL, "redis://:p@h:1/2", "m", 6379))
        .isEqualTo("redis://m:6379/2");
    assertThat(RedisServers.told(RedisServers.Kind.CLUSTER, "redis://h:1", "", 2))
        .isEqualTo("redis://h:2");
  }

  private static RedisRefusal refusal(String text) {
    return Objects.requireNonNull(RedisRefusal.of(ErrorType.create(text)));
  }
}
