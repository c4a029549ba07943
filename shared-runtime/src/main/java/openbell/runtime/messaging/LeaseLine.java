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
      };

  Duration remaining();

  void progress(byte[] checkpoint);

  boolean lost();
}
