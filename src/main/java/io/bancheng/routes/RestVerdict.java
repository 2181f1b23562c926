package io.bancheng.routes;

/** What an HTTP status says about a letter that was brought. */
enum RestVerdict {
  /** It was taken, if the receipt says so too; 409 says that it is known. */
  TAKEN,
  KNOWN,
  /** It is refused: a person looks at it, it is not sent again by itself. */
  REFUSED,
  /** It was not looked at; it may come again later. */
  LATER,
  /** It was not looked at; nothing at all may come before a while is over. */
  BUSY,
  /** It may or may not have been taken. */
  UNKNOWN;

  static RestVerdict of(int status, boolean saysWhen) {
    return switch (status) {
      case 409 -> KNOWN;
      case 408, 425 -> LATER;
      case 429 -> BUSY;
      case 503 -> saysWhen ? BUSY : LATER;
      default -> status / 100 == 2 ? TAKEN : status / 100 == 4 ? REFUSED : UNKNOWN;
    };
  }

  /** Refusals that are about the hub's own login and not about the letter. */
  static boolean login(int status) {
    return status == 401 || status == 403 || status == 407;
  }
}
