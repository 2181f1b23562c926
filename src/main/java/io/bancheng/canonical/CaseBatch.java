package io.bancheng.canonical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The messages of one request, and what has become of each of them so far (批量). */
public final class CaseBatch {
  private final List<Item> items;
  private final Object[] results;
  private List<Held> held = new ArrayList<>();

  /**
   * One of the messages.
   *
   * @param index its place, from 0
   */
  public record Item(int index, InboundMessage message) {}

  /** A new case that is decided about and not yet in the ledger. */
  public record Held(Item item, CaseFile file) {}

  public CaseBatch(List<InboundMessage> messages) {
    this.items =
        IntStream.range(0, messages.size()).mapToObj(i -> new Item(i, messages.get(i))).toList();
    this.results = new Object[messages.size()];
  }

  public List<Item> items() {
    return items;
  }

  /** Keeps a new case until several are written together. */
  public void hold(Item item, CaseFile file) {
    held.add(new Held(item, file));
  }

  /** The new cases that wait to be written; they wait no longer. */
  public List<Held> toWrite() {
    var now = held;
    held = new ArrayList<>();
    return now;
  }

  /**
   * Notes what has become of an item.
   *
   * @param result a {@link Receipt}, a {@link NoteReceipt}, an {@link Unacceptable} or any other
   *     exception; anything else where nothing follows from it
   */
  public void ended(Item item, Object result) {
    results[item.index()] = result;
  }

  /** What has become of each, in order. */
  public List<Object> results() {
    return Collections.unmodifiableList(Arrays.asList(results));
  }
}
