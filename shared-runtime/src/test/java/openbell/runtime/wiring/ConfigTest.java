package openbell.runtime.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigTest {

  @Test
  void isSafeOnALaptopWithoutASetting() {
    // When
    SmallRyeConfig config = config(Map.of());
    // Then
    ArtifactConfig artifact = config.getConfigMapping(ArtifactConfig.class);
    assertThat(artifact.kind()).isEqualTo(ArtifactConfig.Kind.FILE);
    assertThat(artifact.directory()).isEqualTo(Path.of("var/artifacts"));
    AlertConfig alert = config.getConfigMapping(AlertConfig.class);
    assertThat(alert.kind()).isEqualTo(AlertConfig.Kind.LOG);
    SecurityConfig security = config.getConfigMapping(SecurityConfig.class);
    assertThat(security.localOwner()).isEmpty();
    assertThat(security.maxBodyBytes()).isEqualTo(262_144);
    assertThat(security.requestsPerMinute()).isEqualTo(600);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("openbell.artifact.knd", "file"),
        Arguments.of("openbell.artifact.kind", "ftp"),
        Arguments.of("openbell.artifact.s3.bukket", "b"),
        Arguments.of("openbell.artifact.s3.call-timeout", "soon"),
        Arguments.of("openbell.alert.slack-web-hook", "https://example.org"),
        Arguments.of("openbell.security.max-body-byte", "1"),
        Arguments.of("openbell.security.requests-per-minute", "many"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesToStartWithAMistake(String key, String value) {
    assertThatThrownBy(() -> config(Map.of(key, value))).hasMessageContaining(key);
  }

  private static SmallRyeConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(values, "test", 1_000))
        .withMapping(ArtifactConfig.class)
        .withMapping(AlertConfig.class)
        .withMapping(SecurityConfig.class)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withValidateUnknown(true)
        .build();
  }
}
