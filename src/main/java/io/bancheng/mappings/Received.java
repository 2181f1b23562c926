package io.bancheng.mappings;

import io.bancheng.canonical.Channel;
import java.util.Objects;

/**
 * How a source message came in, as far as the message itself does not say it.
 *
 * @param channelCode the connected system's code in {@code config/channels}
 * @param idempotencyKey the sender's key for it, null if it gave none
 * @param contentType as declared by the sender, null if undeclared; its charset is honoured
 */
public record Received(
    String channelCode, Channel channel, String idempotencyKey, String contentType) {
  public Received {
    Objects.requireNonNull(channelCode, "channelCode");
    Objects.requireNonNull(channel, "channel");
  }
}
