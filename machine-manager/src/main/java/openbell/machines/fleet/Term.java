package openbell.machines.fleet;

/// Who acts. Of several managers one holds the term; the others watch.
public interface Term {

  /// Takes the term or prolongs it. False when somebody else has it, or nobody can say.
  boolean hold();

  /// Whether the term is still ours, asked right before something is done: a manager that was
  /// stopped and continued must not act on what it decided before.
  boolean held();

  /// Gives the term up, so that another manager need not wait for its end.
  default void release() {}
}
