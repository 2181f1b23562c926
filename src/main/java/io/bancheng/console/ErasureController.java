package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.NotYours;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.Erasure;
import io.bancheng.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Erases what was said about a case that is over; the service administration decides it. */
@RestController
class ErasureController {
  private static final String REASON = "[A-Z0-9_./-]{1,60}";

  private final Erasure erasure;
  private final CaseReader reader;
  private final StaffDesk staff;
  private final Clock clock;

  ErasureController(Erasure erasure, CaseReader reader, StaffDesk staff, Clock clock) {
    this.erasure = erasure;
    this.reader = reader;
    this.staff = staff;
    this.clock = clock;
  }

  /**
   * {@code {"reason": "PERSON_ASKED"}}: a code or file number, for it stays.
   *
   * @throws Unacceptable (NOT_ALLOWED) while work on the case may go on
   */
  @PostMapping(path = "/api/v1/cases/{caseNo}/erasure", produces = MediaType.APPLICATION_JSON_VALUE)
  String erase(
      @PathVariable String caseNo,
      @RequestBody Map<String, String> said,
      @AuthenticationPrincipal Caller caller) {
    var found = reader.find(caseNo);
    boolean theirs =
        caller.staff()
            && staff.account(caller).roles().contains(Role.SERVICE_ADMIN)
            && found.filter(case_ -> staff.sees(caller, case_.current())).isPresent();
    if (!theirs) {
      throw new NotYours(
          "%s may not erase case %s: it needs SERVICE_ADMIN in its region."
              .formatted(caller.id(), caseNo),
          "账号 %s 无权删除该办件的个人信息".formatted(caller.id()));
    }
    String reason = said.getOrDefault("reason", "");
    if (!reason.matches(REASON)) {
      throw new Unacceptable(
          Unacceptable.Kind.INVALID,
          "The reason is no code.",
          List.of(
              new Unacceptable.Fault(
                  "/reason",
                  "must be a code or file number of capitals, digits and _./-",
                  "reason 应为大写字母、数字组成的代码或文号")));
    }
    boolean first = erasure.erase(caseNo, caller.id(), reason, clock.instant());
    return CanonicalJson.write(Map.of("caseNo", caseNo, "erased", true, "before", !first));
  }
}
