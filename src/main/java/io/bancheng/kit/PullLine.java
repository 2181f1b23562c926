package io.bancheng.kit;

import java.time.Duration;
import java.util.Optional;

/** To a department that calls the hub; a letter counts as taken when the department confirms it. */
final class PullLine implements Line {
  private final Callback door;
  private final Shelf shelf;
  private final Duration within;
  private volatile Duration patience;

  /**
   * Waits to be called.
   *
   * @param patience how long the department may take to fetch the first letter
   */
  PullLine(Callback door, Shelf shelf, Duration within, Duration patience) {
    this.door = door;
    this.shelf = shelf;
    this.within = within;
    this.patience = patience;
  }

  @Override
  public String name() {
    return "GET " + door.url().replace("/replies", "/assignments");
  }

  @Override
  public String kind() {
    return "pull";
  }

  @Override
  public Answer deliver(Letter letter) {
    long begun = System.nanoTime();
    boolean taken = shelf.confirmed(shelf.put(letter), patience);
    long millis = (System.nanoTime() - begun) / 1_000_000;
    if (!taken) {
      return Answer.none(millis, "not confirmed");
    }
    patience = within;
    return new Answer(true, 0, millis, "confirmed", 0);
  }

  @Override
  public Optional<Callback> callback() {
    return Optional.of(door);
  }

  @Override
  public void close() {
    door.close();
  }
}
