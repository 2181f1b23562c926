package io.bancheng.console;

import io.bancheng.ledger.CaseReader;
import io.bancheng.security.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** The cases that are the caller's to see; another's looks like one that does not exist. */
@Component
class SeenCases {
  private final CaseReader reader;
  private final StaffDesk staff;

  SeenCases(CaseReader reader, StaffDesk staff) {
    this.reader = reader;
    this.staff = staff;
  }

  /**
   * The case of that number.
   *
   * @throws ResponseStatusException (404) if there is none, or it is not theirs
   */
  CaseReader.Found find(String caseNo, Caller caller) {
    return reader
        .find(caseNo)
        .filter(found -> staff.sees(caller, found.current()))
        .orElseThrow(
            () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such case."));
  }
}
