package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.config.ActiveConfig;
import java.util.LinkedHashMap;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which version of the operators' files is in force, and why a later one is not. */
@RestController
class ConfigurationController {
  private final ActiveConfig configuration;
  private final ProposalDesk desk;

  ConfigurationController(ActiveConfig configuration, ProposalDesk desk) {
    this.configuration = configuration;
    this.desk = desk;
  }

  @GetMapping(path = "/api/v1/configuration", produces = MediaType.APPLICATION_JSON_VALUE)
  String configuration() {
    var json = new LinkedHashMap<String, Object>();
    json.put("version", configuration.current().version());
    configuration.rejected().ifPresent(rejected -> json.put("rejected", rejected));
    var waiting = desk.waitingVersions();
    if (!waiting.isEmpty()) {
      json.put("waiting", waiting);
    }
    return CanonicalJson.write(json);
  }
}
