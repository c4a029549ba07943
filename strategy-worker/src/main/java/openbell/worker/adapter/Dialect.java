package openbell.worker.adapter;

import java.net.URI;
import java.time.LocalDate;
import java.util.Map;
import openbell.worker.market.Answer;

/// How one kind of provider is asked, and how its answers are read.
public interface Dialect {
  /// What artifacts call the source.
  String name();

  /// Where all bars of a symbol are.
  ///
  /// @param name the provider's name of the symbol
  /// @param from first day, where the provider wants one
  /// @param to last day, where the provider wants one
  URI address(String name, LocalDate from, LocalDate to);

  /// The provider's name of a symbol that the configuration does not name.
  String nameOf(String symbol);

  Map<String, String> headers();

  /// @param symbol for sentences
  /// @throws openbell.model.run.FailureException see {@link openbell.worker.market.BarProvider}
  Answer read(String symbol, byte[] body);
}
