package io.bancheng.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bancheng.canonical.CanonicalJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Where letters wait until a department fetches them, and until it confirms them by what it asks
 * for next.
 */
final class Shelf {
  private static final int PAGE = 100;

  private final List<Letter> letters = new ArrayList<>();
  private int handedOut;
  private int confirmed;

  /** Puts a letter there; its number. */
  synchronized int put(Letter letter) {
    letters.add(letter);
    notifyAll();
    return letters.size();
  }

  /** Whether the letter of that number is confirmed in time. */
  synchronized boolean confirmed(int number, Duration within) {
    return waited(() -> confirmed >= number, within);
  }

  /**
   * The letters behind that number, as soon as there are some; what was handed out up to there is
   * confirmed.
   */
  synchronized String take(int after, Duration patience) {
    confirmed = Math.max(confirmed, Math.min(after, handedOut));
    notifyAll();
    int from = Math.max(confirmed, Math.min(after, handedOut));
    waited(() -> letters.size() > from, patience);
    int to = Math.min(letters.size(), from + PAGE);
    handedOut = Math.max(handedOut, to);
    ObjectNode page = CanonicalJson.MAPPER.createObjectNode().put("code", "0");
    var messages = page.putArray("messages");
    for (int i = from; i < to; i++) {
      var letter = letters.get(i);
      messages
          .addObject()
          .put("hubSeq", i + 1)
          .put("hubMsgId", letter.messageId())
          .put("messageType", letter.type())
          .put("caseNo", letter.caseNo())
          .set("message", letter.body());
    }
    return CanonicalJson.write(page.put("next", to));
  }

  private boolean waited(BooleanSupplier until, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    while (!until.getAsBoolean()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
