package io.bancheng.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Keeps every reply that came, by whichever way, and waits for those that are expected. */
final class Ear {
  private final List<Heard> heard = new ArrayList<>();
  private final Hearing hearing;

  Ear(Hearing hearing) {
    this.hearing = hearing;
  }

  /** The replies in one message, not kept yet. */
  List<Heard> read(byte[] raw, String contentType) {
    return hearing.hear(raw, contentType);
  }

  /** A reply that was taken from a page, not kept yet. */
  List<Heard> item(byte[] item) {
    return hearing.item(item);
  }

  synchronized void hear(Heard reply) {
    heard.add(reply);
    notifyAll();
  }

  synchronized List<Heard> all() {
    return List.copyOf(heard);
  }

  List<Heard> about(String assignmentId) {
    return all().stream().filter(reply -> reply.about(assignmentId)).toList();
  }

  /** Whether the replies about that assignment become as expected in time. */
  synchronized boolean await(
      String assignmentId, Predicate<List<Heard>> expected, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    while (!expected.test(about(assignmentId))) {
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

  /** Lets that time pass; replies go on coming in. */
  void pause(Duration time) {
    await("", none -> false, time);
  }
}
