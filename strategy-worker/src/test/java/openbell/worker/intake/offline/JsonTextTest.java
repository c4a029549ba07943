package openbell.worker.intake.offline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void writesWhatAnyReaderUnderstands() {
    // Given
    JsonText json = new JsonText().open("", '{').text("a", "\"\\\n\ud800é").number("b", 50);
    json.number("c", Double.NaN).number("d", 0.25).flag("e", true);
    json.open("f", '[').open("", '{').close('}').number("", 1).close(']').open("g", '{').close('}');
    // Then
    assertThat(json.close('}').toString())
        .isEqualTo(
            """
            {
              "a": "\\"\\\\\\u000a\\ud800é",
              "b": 50,
              "c": null,
              "d": 0.25,
              "e": true,
              "f": [
                {},
                1
              ],
              "g": {}
            }""");
  }
}
