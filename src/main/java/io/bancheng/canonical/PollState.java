package io.bancheng.canonical;

/**
 * How far the hub has read what a department's own system says.
 *
 * @param url which system that is; of another one nothing is known
 * @param cursor everything up to this mark was read: a time, or a token of that system; null before
 * @param walk how far the walk through its pages is that is under way
 * @param failures how many questions in a row went wrong
 * @param seen by which its system says that nothing changed, null if it cannot
 */
public record PollState(String url, String cursor, Pages walk, int failures, Seen seen) {
  /** Nothing was read. */
  public static final PollState NONE = new PollState(null, null, Pages.NONE, 0, null);

  /**
   * A walk.
   *
   * @param next the page to read next, null for the first
   * @param read how many pages were read
   * @param last digest of the last one
   * @param newest the furthest mark on them
   * @param about the assignment that was asked about last
   * @param found replies that the hub did not have
   * @param differences what the hub and the department do not agree about
   */
  public record Pages(
      String next, int read, String last, String newest, String about, int found, int differences) {
    /** Nothing of it is done. */
    public static final Pages NONE = new Pages(null, 0, null, null, null, 0, 0);

    /** One more page is read, and the next is that one. */
    public Pages turned(String next, String last, String newest) {
      return new Pages(next, read + 1, last, newest, about, found, differences);
    }

    /** All about that assignment is read. */
    public Pages answered(String assignmentId, int differing) {
      return new Pages(null, read, null, null, assignmentId, found, differences + differing);
    }

    /** The pages are turned from the first one again. */
    public Pages anew() {
      return new Pages(null, 0, null, null, about, found, differences);
    }

    /** So many were found, and so many more are not agreed about. */
    public Pages and(int more, int differing) {
      return new Pages(next, read, last, newest, about, found + more, differences + differing);
    }
  }

  /**
   * How a system tells that an address gives what it gave before.
   *
   * @param etag its {@code ETag}, null if it gave none
   * @param modified its {@code Last-Modified}, null if it gave none
   */
  public record Seen(String url, String etag, String modified) {}

  /** The same at that address; nothing if it was another one so far. */
  public PollState at(String address) {
    return address.equals(url) ? this : new PollState(address, null, Pages.NONE, 0, null);
  }

  /** A question was answered; so far is the walk. */
  public PollState on(Pages pages) {
    return new PollState(url, cursor, pages, 0, seen);
  }

  /** The walk is over, and everything up to that mark is read. */
  public PollState over(String mark, Seen told) {
    return new PollState(url, mark, Pages.NONE, 0, told);
  }

  /** A question went wrong. */
  public PollState failed() {
    return new PollState(url, cursor, walk, failures + 1, seen);
  }

  /** The same, so far in its walk. */
  public PollState with(Pages pages) {
    return new PollState(url, cursor, pages, failures, seen);
  }
}
