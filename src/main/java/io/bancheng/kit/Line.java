package io.bancheng.kit;

import java.util.Optional;

/** The way to a department and back. */
interface Line extends AutoCloseable {
  /** What the sheet calls it, without secrets. */
  String name();

  /** Brings a letter as the hub would. */
  Answer deliver(Letter letter);

  /** Its server, if the department has one of its own. */
  Optional<RestEndpoint> server();

  /** Where replies come in by HTTP, if they do. */
  Optional<Callback> callback();

  @Override
  void close();
}
