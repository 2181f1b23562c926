package io.bancheng.mappings;

/** What a department's system said when it was brought a letter, or asked about one (回执). */
public enum Receipt {
  /** It has the letter. */
  TAKEN,
  /** It does not want the letter. */
  REFUSED,
  /** It says that it does not have the letter. */
  ABSENT,
  /** Nobody can tell. */
  UNCLEAR
}
