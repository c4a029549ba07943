package openbell.worker.engine.plan;

import openbell.worker.engine.rule.Rule;
import openbell.worker.engine.series.Column;

/// A column of the own bars.
record ReadColumn(Track own, Column column) implements Work {

  @Override
  public void fill(Rule.Inputs in, int from, int to, Values out) {
    out.numbers()[0] = own.bars().column(column);
  }

  @Override
  public Work copy() {
    return this;
  }
}
