package io.bancheng.console;

import io.bancheng.canonical.Problems;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.Bundle;
import io.bancheng.config.VersionSwitch;
import io.bancheng.ledger.ConfigVersions;
import io.bancheng.security.Caller;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Which version of the operators' files is in force, what each changed, and the way back (配置版本).
 */
@Controller
@RequestMapping("/console/configuration")
class ConfigurationPage {
  private static final int MOST = 100;
  private static final int SHOWN_LINES = 2000;

  private final ConfigVersions versions;
  private final ProposalDesk desk;
  private final ActiveConfig configuration;

  ConfigurationPage(ConfigVersions versions, ProposalDesk desk, ActiveConfig configuration) {
    this.versions = versions;
    this.desk = desk;
    this.configuration = configuration;
  }

  @GetMapping
  ModelAndView list() {
    return page(null, List.of());
  }

  /** What a version changed against the one that was in force before it. */
  @GetMapping("/{version}")
  ModelAndView diff(@PathVariable String version, @RequestParam(required = false) String from) {
    var after = bundle(version).orElseThrow(ConfigurationPage::unknown);
    String diff = Optional.ofNullable(from).flatMap(this::bundle).map(after::diffSince).orElse("");
    return new ModelAndView("console/version")
        .addObject("version", version)
        .addObject("from", from == null || from.isBlank() ? null : from)
        .addObject("inForce", configuration.current().version())
        .addObject("lines", diff.lines().limit(SHOWN_LINES).toList())
        .addObject("cut", diff.lines().count() > SHOWN_LINES);
  }

  /** Puts a version into force again, unless somebody was faster or it has problems. */
  @PostMapping("/{version}/use")
  ModelAndView use(
      @PathVariable String version,
      @RequestParam String inForce,
      @AuthenticationPrincipal Caller caller) {
    try {
      var waits = desk.use(version, inForce, caller);
      return new ModelAndView(
          "redirect:/console/" + (waits.isPresent() ? "proposals" : "configuration"));
    } catch (VersionSwitch.Overtaken e) {
      return page("console.overtaken", List.of());
    } catch (Problems e) {
      return page("console.problems", e.list().stream().map(Object::toString).toList());
    }
  }

  private ModelAndView page(String refused, List<String> problems) {
    var page =
        new ModelAndView("console/configuration")
            .addObject("changes", versions.list(MOST))
            .addObject("inForce", configuration.current().version())
            .addObject("rejected", configuration.rejected().orElse(null))
            .addObject("waiting", desk.waitingVersions())
            .addObject("refused", refused)
            .addObject("problems", problems);
    if (refused != null) {
      page.setStatus(HttpStatus.CONFLICT);
    }
    return page;
  }

  private Optional<Bundle> bundle(String version) {
    return versions.files(version).map(Bundle::unpack);
  }

  private static ResponseStatusException unknown() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, "No such version is kept.");
  }
}
