package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.security.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shadow mode for programs and {@code bin/hub shadow}. */
@RestController
@RequestMapping(path = "/api/v1/configuration/shadow", produces = MediaType.APPLICATION_JSON_VALUE)
class ShadowController {
  private final ShadowDesk desk;

  ShadowController(ShadowDesk desk) {
    this.desk = desk;
  }

  /** Begins a run with a zip of the candidate's folders. */
  @PostMapping(consumes = "application/zip")
  @ResponseStatus(HttpStatus.CREATED)
  String start(
      @RequestBody byte[] files, @RequestParam int days, @AuthenticationPrincipal Caller caller) {
    desk.start(files, days, caller.id());
    return report();
  }

  /** What the latest run's rules would have decided otherwise. */
  @GetMapping
  String report() {
    return CanonicalJson.write(
        desk.report()
            .orElseThrow(
                () ->
                    new Unacceptable(
                        Unacceptable.Kind.UNKNOWN_SUBJECT, "No rules ever ran in the shadow.")));
  }

  /** Ends the run; its report stays. */
  @DeleteMapping
  String stop() {
    desk.stop();
    return report();
  }
}
