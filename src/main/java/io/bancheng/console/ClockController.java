package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.config.ActiveConfig;
import io.bancheng.security.Caller;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The proof of every deadline of a case, for programs and to be printed. */
@Controller
@RequestMapping({"/api/v1/cases/{caseNo}/clocks", "/console/cases/{caseNo}/clocks"})
class ClockController {
  private final SeenCases cases;
  private final ActiveConfig configuration;

  ClockController(SeenCases cases, ActiveConfig configuration) {
    this.cases = cases;
    this.configuration = configuration;
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
    return new ClockProof(cases.find(caseNo, caller).current(), configuration.current()).json();
  }
}
