package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.CaseDesk;
import io.bancheng.ledger.CaseReader;
import io.bancheng.security.Caller;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Cases for staff and, each their own, for channels and departments. */
@RestController
@RequestMapping(path = "/api/v1/cases", produces = MediaType.APPLICATION_JSON_VALUE)
class CaseController {
  private static final int MOST = 200;

  private final SeenCases cases;
  private final CaseReader reader;
  private final CaseDesk desk;
  private final StaffDesk staff;

  CaseController(SeenCases cases, CaseReader reader, CaseDesk desk, StaffDesk staff) {
    this.cases = cases;
    this.reader = reader;
    this.desk = desk;
    this.staff = staff;
  }

  /**
   * The case as it stands, with assignments, deadlines, deliveries and timeline. What the reporter
   * said is for staff and for the channel it came by; departments have it in their queue.
   */
  @GetMapping("/{caseNo}")
  String one(@PathVariable String caseNo, @AuthenticationPrincipal Caller caller) {
    var found = cases.find(caseNo, caller);
    var json = CaseJson.detail(found, reader.events(caseNo), reader.letters(caseNo), caller);
    if (found.submission() != null && caller.department().isEmpty()) {
      var said = found.submission();
      json.put("reporter", CaseJson.reporter(said));
      json.put("matter", said.matter());
      json.put("demand", said.demand());
    }
    return CanonicalJson.write(json);
  }

  /** The append-only timeline with its hash chain. */
  @GetMapping("/{caseNo}/events")
  String events(@PathVariable String caseNo, @AuthenticationPrincipal Caller caller) {
    cases.find(caseNo, caller);
    var json = new LinkedHashMap<String, Object>();
    json.put("caseNo", caseNo);
    json.put("chainHolds", reader.chainHolds(caseNo));
    json.put("events", reader.events(caseNo).stream().map(e -> CaseJson.entry(e, caller)).toList());
    return CanonicalJson.write(json);
  }

  /** Every attempt to bring the case's letters to departments' systems; for staff. */
  @GetMapping("/{caseNo}/deliveries")
  String deliveries(@PathVariable String caseNo, @AuthenticationPrincipal Caller caller) {
    cases.find(caseNo, caller);
    return CanonicalJson.write(Map.of("caseNo", caseNo, "attempts", reader.attempts(caseNo)));
  }

  /** One page of cases, newest change first; {@code next} is the cursor of the page after. */
  @GetMapping
  String list(
      @RequestParam(required = false) String status,
      @RequestParam(required = false) String department,
      @RequestParam(required = false) String channel,
      @RequestParam(required = false) String region,
      @RequestParam(required = false) OffsetDateTime updatedSince,
      @RequestParam(required = false) String cursor,
      @RequestParam(defaultValue = "50") int limit,
      @AuthenticationPrincipal Caller caller) {
    var from = Cursor.parse(cursor);
    int size = Math.max(1, Math.min(limit, MOST));
    var page =
        reader.page(
            new CaseReader.Filter(
                status,
                caller.channel().orElse(channel),
                region,
                caller.department().orElse(department),
                updatedSince == null ? null : updatedSince.toInstant(),
                staff.scope(caller),
                from.at(),
                from.caseNo(),
                size));
    var json = new LinkedHashMap<String, Object>();
    json.put(
        "cases", page.stream().map(l -> CaseJson.summary(l.current(), l.changedAt())).toList());
    if (page.size() == size) {
      json.put("next", Cursor.of(page.get(size - 1)).toString());
    }
    return CanonicalJson.write(json);
  }

  /** What a person decides, by the transition tables' action names. */
  @PostMapping("/{caseNo}/actions/{action}")
  ResponseEntity<String> act(
      @PathVariable String caseNo,
      @PathVariable String action,
      @RequestBody(required = false) Map<String, Object> data,
      @AuthenticationPrincipal Caller caller) {
    var c = cases.find(caseNo, caller).current();
    var given = data == null ? Map.<String, Object>of() : data;
    var after = desk.decide(staff.decision(caller, c, action, given));
    return ResponseEntity.ok(CanonicalJson.write(CaseJson.summary(after, null)));
  }
}
