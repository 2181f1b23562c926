package io.bancheng.canonical;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a question to a department's own system.
 *
 * @param state how far the hub is once the replies are kept
 * @param walk how far the walk through the pages is, or was when it ended
 * @param over whether it is over
 * @param pause how long until the next question of this walk
 * @param replies what the page said, each by itself
 * @param unreadable a page that is to be parked, null if it could be read
 * @param alerts what a person must know
 */
public record PollStep(
    Poll poll,
    PollState state,
    PollState.Pages walk,
    boolean over,
    Duration pause,
    List<InboundMessage> replies,
    Unreadable unreadable,
    List<String> alerts) {

  /** A page that nobody understands, and why. */
  public record Unreadable(InboundMessage page, Unacceptable why) {}

  /** The walk goes on at once. */
  public static PollStep on(Poll poll, PollState state, PollState.Pages walk) {
    return new PollStep(poll, state, walk, false, Duration.ZERO, List.of(), null, List.of());
  }

  /** The walk is over. */
  public static PollStep over(Poll poll, PollState state, PollState.Pages walk) {
    return new PollStep(poll, state, walk, true, Duration.ZERO, List.of(), null, List.of());
  }

  /** The same with a pause. */
  public PollStep after(Duration wait) {
    return new PollStep(poll, state, walk, over, wait, replies, unreadable, alerts);
  }

  /** The same with what the page said. */
  public PollStep with(List<InboundMessage> said) {
    return new PollStep(poll, state, walk, over, pause, said, unreadable, alerts);
  }

  /** The same with something more that a person must know. */
  public PollStep saying(String alert) {
    var more = Stream.concat(alerts.stream(), Stream.of(alert)).toList();
    return new PollStep(poll, state, walk, over, pause, replies, unreadable, more);
  }

  /** The same with a page that is to be parked. */
  public PollStep parking(Unreadable page) {
    return new PollStep(poll, state, walk, over, pause, replies, page, alerts);
  }
}
