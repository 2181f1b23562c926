package io.bancheng.config;

/**
 * What one kind of adapter needs to know to reach a department's system; each kind has a record of
 * its own, read from the key of its name in the department's file.
 */
public interface AdapterSettings {
  /** The department's own system reads its queue; there is nothing to set. */
  AdapterSettings QUEUE = () -> false;

  /** Whether the hub itself empties the department's queue. */
  boolean carried();
}
