package io.bancheng.canonical;

/** A channel takes nothing for now: nothing was kept, and its sender sends it again later. */
public final class ChannelPaused extends RuntimeException {
  /** When it is worth asking again, in seconds. */
  public static final int AGAIN_SECONDS = 60;

  private static final long serialVersionUID = 1L;

  ChannelPaused(String channel) {
    super("The channel " + channel + " is paused.");
  }
}
