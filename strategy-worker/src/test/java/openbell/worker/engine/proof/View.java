package openbell.worker.engine.proof;

import java.util.List;
import java.util.stream.IntStream;
import openbell.model.strategy.Params;

/// What a rule looks at: its inputs on the bars of one symbol.
///
/// @param place index of the symbol in the universe
/// @param days of the bars
record View(Params params, List<Line> inputs, int place, int[] days) {
  int count() {
    return inputs.size();
  }

  int size() {
    return days.length;
  }

  /// A numeric input at bar `t`; before the first bar there is no number.
  Doubtful number(int input, int t) {
    return t < 0 ? Doubtful.MISSING : inputs.get(input).asNumbers().at(t);
  }

  /// A signal at bar `t`; before the first bar it is not known.
  Truth truth(int input, int t) {
    return t < 0 ? Truth.UNDEFINED : ((Line.Truths) inputs.get(input)).values().get(t);
  }

  List<Truth> truths(int t) {
    return IntStream.range(0, count()).mapToObj(input -> truth(input, t)).toList();
  }

  /// The same inputs as a draw has them: numbers shaken, open signals settled.
  View shaken(Shake draw, String salt) {
    List<Line> shaken =
        inputs.stream()
            .<Line>map(
                line ->
                    switch (line) {
                      case Line.Numbers numbers ->
                          Line.Numbers.exact(draw.of(numbers, salt, Formula.CALCULATED));
                      case Line.Truths(List<Truth> truths) ->
                          new Line.Truths(truths.stream().map(one -> one.settled(draw)).toList());
                    })
            .toList();
    return new View(params, shaken, place, days);
  }
}
