package io.bancheng;

/**
 * What the ledger is wanted for (分道). Each has connections of its own: reports that take them all,
 * or a broker that makes the relay wait, leave those of intake alone.
 */
enum Lane {
  /** What channels and departments say over HTTP, and whether this node is ready. */
  INTAKE(8),
  /** Queues, limits and everything that goes on by itself. */
  WORK(7),
  /** Letters to the broker. */
  RELAY(4),
  /** Letters that the hub brings itself. */
  DELIVERY(3),
  /** Asking departments' systems. */
  POLLING(3),
  /** People who look, and figures for them. */
  CONSOLE(5);

  /** Connections of all together where each has as many as it says. */
  static final int ALL = 30;

  private static final int LEAST = 2;
  private static final ThreadLocal<Lane> REQUESTED = new ThreadLocal<>();

  private final int share;

  Lane(int share) {
    this.share = share;
  }

  /** How many connections it has of so many. */
  int of(int all) {
    return Math.max(LEAST, all * share / ALL);
  }

  /** That of the request that this thread serves, or else of the thread itself. */
  static Lane current() {
    var requested = REQUESTED.get();
    return requested == null ? of(Thread.currentThread().getName()) : requested;
  }

  /** That of a thread which serves no request. */
  static Lane of(String thread) {
    if (thread.contains("timer://poll-")) {
      return POLLING;
    }
    return switch (thread) {
      case "relay", "event-relay" -> RELAY;
      case "courier" -> DELIVERY;
      case "fact-keeper" -> CONSOLE;
      default -> WORK;
    };
  }

  /** This thread serves a request of that lane from now on; null for none. */
  static void request(Lane lane) {
    if (lane == null) {
      REQUESTED.remove();
    } else {
      REQUESTED.set(lane);
    }
  }
}
