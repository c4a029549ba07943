package openbell.runtime.queue.adapter;

import java.util.List;

/// The names of a queue's keys. One hash tag per queue, so that a cluster keeps them in one slot.
///
/// A job is a hash at `{queue}:j:<id>`. The other keys, in the order of the scripts' prelude:
///
/// - `ready`, by priority and arrival; `delayed`, by start; `lease`, by end; `dead` and `done`, by
/// time
/// - `fence`: the last one given; `probe`: when the queue was touched last
/// - `inbox`: the door, where producers push; `staged`: handed to a waking worker
/// - `sequence`: numbers arrivals; `orphans`: counts index entries without a job
/// - `c:<worker>`: its last claim, for ten minutes
///
/// `{queue}:vt` and `{queue}:v` are kept free for fairness between owners.
record RedisKeys(String queue) {

  /// The list that a producer may push to which knows nothing but `LPUSH`.
  String inbox() {
    return key("inbox");
  }

  String staged() {
    return key("staged");
  }

  /// All keys, in the order in which the prelude names them; the last two are prefixes.
  List<String> all() {
    return List.of(
        key("ready"),
        key("delayed"),
        key("lease"),
        key("dead"),
        key("done"),
        key("fence"),
        key("probe"),
        inbox(),
        staged(),
        key("sequence"),
        key("orphans"),
        key("j:"),
        key("c:"));
  }

  private String key(String name) {
    return "{" + queue + "}:" + name;
  }
}
