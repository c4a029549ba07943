package openbell.worker.engine.plan;

import openbell.worker.engine.rule.Rule;
import openbell.worker.engine.series.AsOf;

/// Joins the values of another symbol to the own bars, as of.
///
/// @param others the bars that the input stands on
record Join(Track own, Track others) implements Work {

  @Override
  public void fill(Rule.Inputs in, int from, int to, Values out) {
    AsOf.join(own.bars(), others.bars(), in.numbers()[0], from, out.numbers()[0]);
  }

  @Override
  public Work copy() {
    return this;
  }
}
