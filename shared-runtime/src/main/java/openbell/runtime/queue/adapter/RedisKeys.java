package openbell.runtime.queue.adapter;

import java.util.List;

/// The names of a queue's keys. One hash tag per queue, so that a cluster keeps them in one slot.
///
/// A job is a hash at `{queue}:j:<id>`. The other keys, in the order of the scripts' prelude:
///
/// - `ready`, by priority and turn; `delayed`, by start; `lease`, by end; `dead` and `done`, by
/// time
/// - `queue`: when it was touched last (`probe`), the last fence given, whether it is `draining`,
/// what went wrong (`crashes`, `amnesties`, `orphans`), the clock of each priority (`clocks`),
/// which
/// machines rest (`resting`), and the last claim of each worker (`c:<worker>`)
/// - `since`: all ready jobs by age, whether let in or not
/// - `vt`: virtual time, the end of each owner's last job by priority; gone when nothing is ready
/// - `inbox`: the door, where producers push; `staged`: handed to a waking worker
/// - `rest:<machine>`: has an element for a minute after the machine is handed out to again
record RedisKeys(String queue) {

  /// The list that a producer may push to which knows nothing but `LPUSH`.
  String inbox() {
    return key("inbox");
  }

  String staged() {
    return key("staged");
  }

  /// What the workers of a machine wait on while it rests.
  String rest(String machine) {
    return key("rest:" + machine);
  }

  /// All keys that every script gets, in the order in which the prelude names them; the last is a
  /// prefix.
  List<String> all() {
    return List.of(
        key("ready"),
        key("delayed"),
        key("lease"),
        key("dead"),
        key("done"),
        key("queue"),
        key("since"),
        key("vt"),
        inbox(),
        staged(),
        key("j:"));
  }

  private String key(String name) {
    return "{" + queue + "}:" + name;
  }
}
