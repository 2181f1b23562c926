package io.bancheng.config;

/**
 * What one kind of adapter needs to know to reach a department's system; each kind has a record of
 * its own, read from the key of its name in the department's file.
 */
public interface AdapterSettings {
  /** The department's own system reads its queue; there is nothing to set. */
  AdapterSettings QUEUE = () -> false;

  /** The department fetches its letters over HTTP; there is nothing to set. */
  AdapterSettings PULL =
      new AdapterSettings() {
        @Override
        public boolean carried() {
          return false;
        }

        @Override
        public boolean held() {
          return true;
        }
      };

  /** Whether the letters wait in the ledger until the department fetches them. */
  default boolean held() {
    return false;
  }

  /** Whether the hub itself empties the department's queue. */
  boolean carried();
}
