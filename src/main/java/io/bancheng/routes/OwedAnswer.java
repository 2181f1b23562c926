package io.bancheng.routes;

import io.bancheng.canonical.InboundMessage;
import java.time.Instant;

/** An answer that a channel's own system is to take over HTTP, on its way there. */
public final class OwedAnswer {
  private final String system;
  private final String messageId;
  private final byte[] body;
  private boolean owed = true;
  private int attempts;
  private int status;

  OwedAnswer(String system, String messageId, byte[] body) {
    this.system = system;
    this.messageId = messageId;
    this.body = body;
  }

  /** Id of the system that is to take it: {@code channel.city}. */
  public String system() {
    return system;
  }

  /** Its {@code hubMsgId}. */
  public String messageId() {
    return messageId;
  }

  /** Whether it is still to be taken. */
  public boolean owed() {
    return owed;
  }

  /** The last HTTP status it was answered with, 0 before there was one. */
  public int status() {
    return status;
  }

  /** The answer as a message to be parked, at that time. */
  InboundMessage parked(Instant at) {
    return new InboundMessage(
        null, InboundMessage.REFUSED + system, messageId, "application/json", null, body, at);
  }

  byte[] body() {
    return body;
  }

  void answered(int with) {
    status = with;
  }

  void done() {
    owed = false;
  }

  /** How often it was tried in vain, this time included. */
  int inVain() {
    return ++attempts;
  }
}
