package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Case;
import io.bancheng.config.ActiveConfig;
import io.bancheng.ledger.CaseReader;
import io.bancheng.security.Caller;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The proof of every deadline of a case, for programs and to be printed. */
@Controller
@RequestMapping({"/api/v1/cases/{caseNo}/clocks", "/console/cases/{caseNo}/clocks"})
class ClockController {
  private final CaseReader reader;
  private final ActiveConfig configuration;
  private final StaffDesk staff;

  ClockController(CaseReader reader, ActiveConfig configuration, StaffDesk staff) {
    this.reader = reader;
    this.configuration = configuration;
    this.staff = staff;
  }

  /** Each limit with its basis, what changed it, and every day that was counted or not. */
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> json(@PathVariable String caseNo, @AuthenticationPrincipal Caller caller) {
    return ResponseEntity.ok(CanonicalJson.write(proof(caseNo, caller)));
  }

  /** The same as a page to print. */
  @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
  ModelAndView page(@PathVariable String caseNo, @AuthenticationPrincipal Caller caller) {
    var shown = CanonicalJson.MAPPER.convertValue(proof(caseNo, caller), Map.class);
    return new ModelAndView("console/clocks").addObject("proof", shown);
  }

  private Map<String, Object> proof(String caseNo, Caller caller) {
    return new ClockProof(visible(caseNo, caller), configuration.current()).json();
  }

  private Case visible(String caseNo, Caller caller) {
    return reader
        .find(caseNo)
        .filter(found -> staff.sees(caller, found.current()))
        .map(CaseReader.Found::current)
        .orElseThrow(
            () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such case."));
  }
}
