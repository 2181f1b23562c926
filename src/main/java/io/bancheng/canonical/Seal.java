package io.bancheng.canonical;

/**
 * Closes what people said before it is kept, and opens it again. What was closed for one row opens
 * for that row only.
 */
public interface Seal {
  /**
   * Closes bytes.
   *
   * @param row names the row they are kept in
   */
  byte[] seal(String row, byte[] clear);

  /**
   * Opens what was sealed for that row.
   *
   * @throws IllegalStateException if its key is missing, it was changed, or it is another row's
   */
  byte[] open(String row, byte[] sealed);

  /** The beginning of whatever is sealed now; rows that begin otherwise were sealed before. */
  byte[] mark();
}
