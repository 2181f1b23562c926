package io.bancheng.canonical;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lies at the hub's entrances and has not been taken yet, for people to look at. */
public interface SourceWatch {
  /**
   * What lies there.
   *
   * @param oldest since when the oldest of them does, null if there are none
   */
  record Waiting(long messages, Instant oldest) {}

  /** What waits on these queues of the broker, without those of which it does not say it. */
  Map<String, Waiting> queues(List<String> names);

  /** What waits in a folder of files, by its path below the hub's own; empty if it is not there. */
  Optional<Waiting> folder(String at);
}
