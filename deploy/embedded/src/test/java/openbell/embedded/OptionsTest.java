package openbell.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  private static final Path HOME = Path.of("/opt/openbell");

  @Test
  void staysBelowTheProjectWhenNothingIsSaid() {
    // When
    Options options = Options.parse(List.of(), Map.of(), HOME);
    // Then
    assertThat(options.port()).isEqualTo(8080);
    assertThat(options.var()).isEqualTo(HOME.resolve("var"));
    assertThat(options.data()).isEqualTo(HOME.resolve("sample-data/bars"));
    assertThat(options.ownSamples()).isTrue();
    assertThat(options.demo()).isTrue();
    assertThat(options.demoSession()).isEqualTo(Options.DEFAULT_SESSION);
    assertThat(options.queue()).isEqualTo(Options.Queue.REDIS);
  }

  @Test
  void believesArgumentsMoreThanTheEnvironment() {
    // Given
    Map<String, String> environment =
        Map.of("OPENBELL_PORT", "9000", "OPENBELL_VAR", "/srv/var", "OPENBELL_DATA", "/srv/bars");
    // When
    Options options =
        Options.parse(List.of("up", "--port=9001", "--data", "/bars"), environment, HOME);
    // Then
    assertThat(options.port()).isEqualTo(9001);
    assertThat(options.data()).isEqualTo(Path.of("/bars"));
    assertThat(options.var()).isEqualTo(Path.of("/srv/var"));
    assertThat(options.ownSamples()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "redis, --port 8081, REDIS",
    "postgres, --port 8081, POSTGRES",
    "redis, --queue postgres, POSTGRES",
    "postgres, --queue=redis, REDIS",
    "postgres, --queue postgres --no-demo --session 2018-05-11 --var /srv/var, POSTGRES"
  })
  void keepsJobsWhereItIsTold(String environment, String line, Options.Queue queue) {
    // When
    Options options =
        Options.parse(List.of(line.split(" ", -1)), Map.of("OPENBELL_QUEUE", environment), HOME);
    // Then
    assertThat(options.queue()).isEqualTo(queue);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--port 0 | '0' is not a port",
        "--port http | 'http' is not a port",
        "--port | --port needs a value",
        "--queue | --queue needs a value",
        "--queue kafka | 'kafka' is not a queue; use redis or postgres",
        "--port --no-demo | --port needs a value",
        "--session tomorrow | 'tomorrow' is not a date",
        "--colour | '--colour' is not an option",
        "sideways | 'sideways' is not an option",
      })
  void refusesWhatItDoesNotUnderstandAndSaysWhy(String line, String message) {
    // Given
    List<String> arguments = List.of(line.split(" ", -1));
    // When
    var parsing = assertThatThrownBy(() -> Options.parse(arguments, Map.of(), HOME));
    // Then
    parsing.isInstanceOf(Options.Misuse.class).hasMessageContaining(message);
  }
}
