package io.bancheng.console;

import io.bancheng.ledger.CaseReader;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Where a page of cases ended: the change time and number of its last case. */
record Cursor(Instant at, String caseNo) {
  static Cursor of(CaseReader.Listed last) {
    return new Cursor(last.changedAt(), last.current().caseNo());
  }

  static Cursor parse(String text) {
    if (text == null) {
      return new Cursor(null, null);
    }
    try {
      var parts = List.of(text.split("_", 2));
      return new Cursor(Instant.parse(parts.get(0)), parts.get(1));
    } catch (RuntimeException e) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "cursor must be the \"next\" of a page before.", e);
    }
  }

  @Override
  public String toString() {
    return at + "_" + caseNo;
  }
}
