package io.bancheng.kit;

import java.util.Optional;

/** To a department's own server, and back by the hub's address for replies. */
record RestLine(RestEndpoint endpoint, Callback replies) implements Line {
  @Override
  public String name() {
    return "REST " + endpoint.address().method() + " " + endpoint.address().url();
  }

  @Override
  public String kind() {
    return "rest";
  }

  @Override
  public String contentType() {
    return endpoint.shape().contentType();
  }

  @Override
  public Answer deliver(Letter letter) {
    return endpoint.deliver(letter);
  }

  @Override
  public Optional<RestEndpoint> server() {
    return Optional.of(endpoint);
  }

  @Override
  public Optional<Callback> callback() {
    return Optional.of(replies);
  }

  @Override
  public void close() {
    replies.close();
  }
}
