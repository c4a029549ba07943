package openbell.worker.intake.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A strategy without a portfolio around it.
class BareStrategyTest {
  private static final String STRATEGY =
      """
      {
        "trade_strategy": {
          "indicators": [
            {"id": "fast", "type": "SMA", "params": {"period": 20, "field": "Close"}},
            {"id": "slow", "type": "SMA", "params": {"period": 60}}
          ],
          "signals": [
            {"id": "up", "type": "Crossover", "inputs": [{"ref": "fast"}, {"ref": "slow"}]},
            {"id": "down", "type": "Crossunder", "inputs": [{"ref": "fast"}, %s]}
          ],
          "outputs": {"buy_signal": "up", "sell_signal": "down"}
        },
        "capital_strategy": {
          "name": "PercentCapitalStrategy", "params": {"initial_capital": 100000, "percents": 45}
        }
      }
      """;

  @TempDir Path directory;

  private final Call call = new Call();
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file =
        Files.writeString(
            directory.resolve("averages.json"), STRATEGY.formatted("{\"ref\": \"slow\"}"));
  }

  @Test
  void runsOnTheSymbolsItIsGiven() {
    // When
    int code =
        call.run("backtest", file.toString(), "--symbols", "AAPL,SPX", "--start", "2015-01-02");
    // Then
    assertThat(call.err()).isEmpty();
    assertThat(code).isZero();
    assertThat(call.out()).contains("averages", "AAPL SPX, 2015-01-02 to ", "I301");
  }

  @Test
  void asksForSymbolsAndAStart() {
    // When
    int code = call.run("backtest", file.toString(), "--start", "2015-01-02");
    // Then
    assertThat(code).isEqualTo(2);
    assertThat(call.err())
        .contains("is a strategy that stands alone", "--symbols SPY,IWM --start 2005-01-03");
  }

  @Test
  void namesTheSymbolThatWasMeant() {
    // When
    int code = call.run("backtest", file.toString(), "--symbols", "aapl", "--start", "2015-01-02");
    // Then
    assertThat(code).isEqualTo(2);
    assertThat(call.err()).contains("'aapl' is not a symbol; did you mean AAPL?");
  }

  @Test
  void mayOnlyReadSymbolsItHolds() throws IOException {
    // Given
    Files.writeString(file, STRATEGY.formatted("{\"symbol\": \"TLT\", \"column\": \"Close\"}"));
    // When
    int code = call.run("backtest", file.toString(), "--symbols", "AAPL", "--start", "2015-01-02");
    // Then
    assertThat(code).isEqualTo(1);
    assertThat(call.err()).contains("averages.json is refused", "TLT is not in the universe");
  }

  @Test
  void aPortfolioHasSymbolsOfItsOwn() {
    // When
    int code = call.run("backtest", Call.sample("golden-cross"), "--symbols", "AAPL");
    // Then
    assertThat(code).isEqualTo(2);
    assertThat(call.err()).contains("golden-cross.json is a portfolio and has its own");
  }
}
