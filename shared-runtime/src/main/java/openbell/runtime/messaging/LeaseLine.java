package openbell.runtime.messaging;

import java.time.Duration;

/// The line from a consumer to whoever keeps its lease.
interface LeaseLine {

  LeaseLine ENDLESS =
      new LeaseLine() {
        @Override
        public Duration remaining() {
          return Duration.ofDays(1);
        }

        @Override
        public void progress(byte[] checkpoint) {
          // nobody resumes
        }

        @Override
        public boolean lost() {
          return false;
        }

        @Override
        public void enter() {
          // nobody interrupts
        }
      };

  Duration remaining();

  void progress(byte[] checkpoint);

  boolean lost();

  /// The calling thread handles the job; it is interrupted when the lease is lost.
  void enter();
}
