package io.bancheng.kit;

import java.util.Optional;

/** The way to a department and back. */
interface Line extends AutoCloseable {
  /** What the sheet calls it, without secrets. */
  String name();

  /** The kind in one word, for what does not apply to it. */
  String kind();

  /** Brings a letter as the hub would. */
  Answer deliver(Letter letter);

  /** The media type of its letters, with the charset. */
  default String contentType() {
    return "application/json; charset=UTF-8";
  }

  /** Its server, if the department has one of its own. */
  default Optional<RestEndpoint> server() {
    return Optional.empty();
  }

  /** Where replies come in by HTTP, if they do. */
  default Optional<Callback> callback() {
    return Optional.empty();
  }

  @Override
  void close();
}
