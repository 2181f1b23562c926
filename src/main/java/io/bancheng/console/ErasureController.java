package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.NotYours;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.security.Caller;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Erases what was said about a case that is over; the service administration decides it. */
@RestController
class ErasureController {
  private static final String REASON = "[A-Z0-9_./-]{1,60}";

  private final ProposalDesk desk;

  ErasureController(ProposalDesk desk) {
    this.desk = desk;
  }

  /**
   * {@code {"reason": "PERSON_ASKED"}}: a code or file number, for it stays. Where a second person
   * has to agree it is proposed (202).
   *
   * @throws Unacceptable (NOT_ALLOWED) while work on the case may go on
   */
  @PostMapping(path = "/api/v1/cases/{caseNo}/erasure", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> erase(
      @PathVariable String caseNo,
      @RequestBody Map<String, String> said,
      @AuthenticationPrincipal Caller caller) {
    if (!desk.mayErase(caller, caseNo)) {
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
    var outcome = desk.erase(caseNo, reason, caller);
    return ResponseEntity.status(outcome.proposal().isPresent() ? 202 : 200)
        .body(CanonicalJson.write(told(caseNo, outcome)));
  }

  private static Map<String, Object> told(String caseNo, ProposalDesk.Erased outcome) {
    return outcome
        .proposal()
        .<Map<String, Object>>map(
            p -> Map.of("caseNo", caseNo, "erased", false, "proposal", p.id()))
        .orElseGet(() -> Map.of("caseNo", caseNo, "erased", true, "before", outcome.before()));
  }
}
