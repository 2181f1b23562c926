package io.bancheng.window;

import io.bancheng.canonical.Receipt;
import org.springframework.http.HttpStatus;

/** What became of a form that was sent. */
sealed interface Outcome {
  /**
   * It is a case.
   *
   * @param before true if that was so before it was sent this time
   */
  record Received(Receipt receipt, boolean before) implements Outcome {}

  /** It is none yet: the person sees it again, with what they wrote. */
  record Again(Sheet sheet, HttpStatus status) implements Outcome {}
}
