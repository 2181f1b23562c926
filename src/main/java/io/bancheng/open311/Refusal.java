package io.bancheng.open311;

import org.springframework.http.HttpStatus;

/** A call of GeoReport v2 that cannot be answered, with the status that its specification names. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;

  Refusal(HttpStatus status, String description) {
    super(description, null, false, false);
    this.status = status;
  }

  Answer answer() {
    return Answer.refused(status, getMessage());
  }
}
