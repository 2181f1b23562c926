package io.bancheng.canonical;

/**
 * What shows how an attempt to bring a letter ended. It is kept for people who look into it and
 * never logged.
 *
 * @param requestSha256 of the bytes that were to be sent, null if none were made
 * @param bytesSent whether any of them may have left the hub
 * @param status HTTP or SMTP status, null if nothing was answered
 * @param detail what was seen, in words
 */
public record DeliveryEvidence(
    String requestSha256, boolean bytesSent, Integer status, String detail) {
  private static final int MOST = 1000;

  public DeliveryEvidence {
    String clean = detail == null ? "" : detail.replace("\u0000", "");
    detail = clean.length() > MOST ? clean.substring(0, MOST) : clean;
  }
}
