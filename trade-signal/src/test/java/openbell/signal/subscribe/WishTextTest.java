package openbell.signal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import openbell.model.portfolio.OwnHoldings;
import openbell.model.portfolio.Recipient.Preference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WishTextTest {
  private final WishText text = new WishText();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nobody",
        "a@b@c",
        "eve@example.com\r\nBcc: all@example.com",
        "eve@example.com\n",
        "eve@exa\u2028mple.com",
        "\u202Emoc.elpmaxe@eve",
        "<eve@example.com>",
        "\"eve\"@example.com",
        "eve@[127.0.0.1]",
        "eve@example.com,bob@example.com",
        "<script>@example.com",
        "javascript:alert(1)@"
      })
  void refusesAddressesThatCouldBecomeSomethingElse(String hostile) {
    // When
    String address = text.address(hostile);
    // Then
    assertThat(address).isEmpty();
    assertThat(text.flaws()).extracting(Flaw::field).containsExactly("email");
    assertThat(text.flaws().getFirst().fix()).isNotEmpty();
  }

  @Test
  void keepsAnAddressInOneSpelling() {
    // When, Then
    assertThat(text.address(" Eve@B\u00fccher.Example ")).isEqualTo("eve@xn--bcher-kva.example");
    assertThat(text.address("x".repeat(250) + "@example.com")).isEmpty();
    assertThat(text.flaws()).hasSize(1);
  }

  @Test
  void namesEveryFieldThatCannotBeUsed() {
    // When
    text.when("sometimes", Preference.WEEKLY);
    text.language("English", "en");
    text.zone("Mars/Olympus", ZoneOffset.UTC);
    text.quiet("22:00-22:00", null);
    // Then
    assertThat(text.flaws())
        .extracting(Flaw::field)
        .containsExactly("when", "language", "zone", "quiet");
  }

  @Test
  void readsHoldingsAsAPersonTypesThem() {
    // When
    OwnHoldings read =
        HoldingsText.read("2500.50", "AAPL 12 lot 1\n\n 600519.SS  300 lot 100", text);
    // Then
    assertThat(text.flaws()).isEmpty();
    assertThat(read).isNotNull();
    assertThat(read.cash()).isEqualTo(new BigDecimal("2500.50"));
    assertThat(read.quantities()).hasSize(2);
    assertThat(HoldingsText.lines(read)).isEqualTo("600519.SS 300 lot 100\nAAPL 12 lot 1\n");
    assertThat(HoldingsText.read(HoldingsText.cash(read), HoldingsText.lines(read), text))
        .isEqualTo(read);
    assertThat(HoldingsText.read(" ", "", text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"-1, ''", "1e9, ''", "0, AAPL", "0, AAPL -1", "0, AAPL 1 lot 0", "0, <b> 1"})
  void refusesHoldingsThatAreNone(String cash, String lines) {
    // When
    OwnHoldings read = HoldingsText.read(cash, lines, text);
    // Then
    assertThat(read).isNull();
    assertThat(text.flaws()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "anna@example.com, a...a@example.com",
    "al@example.com, a...@example.com",
    "a@example.com, a...@example.com"
  })
  void showsOnlyTheEndsOfAnAddress(String email, String shown) {
    // When, Then
    assertThat(Masked.address(email)).isEqualTo(shown);
  }
}
