package io.bancheng.samples;

/** A bad habit of a department's system, for the others to be shown against. */
enum Habit {
  /** Lets in whoever knocks. */
  ANY_KEY,
  /** Takes a message that came before for a new one. */
  FORGETS_KEYS,
  /** Says yes to what it cannot read. */
  TAKES_GARBAGE,
  /** Answers what it cannot read with its own stack trace. */
  BREAKS,
  /** Sends callers to another address. */
  REDIRECTS,
  /** Has no letters but the Latin ones. */
  LATIN_ONLY,
  /** Its replies have no key of their own. */
  KEYLESS,
  /** Its clock is three hours slow. */
  SLOW_CLOCK,
  /** Tries a reply once and never again. */
  GIVES_UP,
  /** Asked for what is new it tells everything. */
  IGNORES_SINCE,
  /** Asked for another page it gives the first. */
  ONE_PAGE_FOR_EVER
}
