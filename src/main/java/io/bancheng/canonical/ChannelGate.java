package io.bancheng.canonical;

/** Whether the entrances of a channel take anything at this moment (渠道启停). */
@FunctionalInterface
public interface ChannelGate {
  /** True unless operations have paused that channel, or it drains. */
  boolean open(String channel);

  /**
   * Lets a message of that channel in.
   *
   * @throws ChannelPaused if it is paused: its sender keeps the message
   */
  default void admit(String channel) {
    if (!open(channel)) {
      throw new ChannelPaused(channel);
    }
  }
}
