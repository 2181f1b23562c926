package io.bancheng.embedded;

/**
 * How one role gets into the database.
 *
 * @param url JDBC address
 */
public record DatabaseAccess(String url, String username, String password) {
  /** Without the password, which must not reach a log. */
  @Override
  public String toString() {
    return username + " at " + url;
  }
}
