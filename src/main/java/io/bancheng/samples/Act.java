package io.bancheng.samples;

import java.time.Duration;
import java.util.Map;

/**
 * One thing that a simulated department does about an assignment.
 *
 * @param after how long after the assignment came
 * @param fields of the reply, in place of the usual ones
 */
record Act(Kind kind, Duration after, Map<String, Object> fields) {
  /** What departments do, and what they should not. */
  enum Kind {
    SIGN,
    PROGRESS,
    OPINION,
    RETURN,
    EXTEND,
    /** Says once more what it said last. */
    AGAIN,
    /** Another result than the one it gave. */
    CONTRADICT,
    /** A reply of a type that nobody knows. */
    UNKNOWN,
    /** A reply about an assignment that is another department's. */
    FOREIGN,
    /** Bytes that are no reply. */
    GARBAGE
  }

  Act {
    fields = Map.copyOf(fields);
  }
}
