package openbell.runtime.messaging;

import openbell.runtime.queue.Claim;

/// Whether a queue hands out to a channel, as of the last claim.
enum Giving {
  ON("", "the queue hands out again"),
  DRAINED("draining", "the queue is drained: it hands out nothing"),
  RESTING("resting", "this machine rests: the queue hands it nothing");

  /// For people; empty while all is as usual.
  final String word;

  final String sentence;

  Giving(String word, String sentence) {
    this.word = word;
    this.sentence = sentence;
  }

  static Giving of(Claim claim) {
    if (claim.resting()) {
      return RESTING;
    }
    return claim.draining() ? DRAINED : ON;
  }
}
