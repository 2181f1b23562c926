package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.CodeDesk;
import io.bancheng.canonical.CodeMeaning;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.canonical.Unacceptable.Fault;
import io.bancheng.canonical.Unacceptable.Kind;
import io.bancheng.config.ActiveConfig;
import io.bancheng.ledger.WaitingCodes;
import io.bancheng.security.Caller;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Codes of departments that no code list has (待对照). Operations say what one means; every message
 * that waits for it is then tried again.
 */
@RestController
@RequestMapping(path = "/api/v1/needs-mapping", produces = MediaType.APPLICATION_JSON_VALUE)
class NeedsMappingController {
  private static final int MOST = 500;

  private final Parts parts;

  /** What it asks and tells. */
  @Component("needsMappingParts")
  record Parts(WaitingCodes codes, CodeDesk desk, ActiveConfig configuration, Clock clock) {}

  NeedsMappingController(Parts parts) {
    this.parts = parts;
  }

  /** The codes with how many messages wait for each, the latest first. */
  @GetMapping
  String list() {
    return CanonicalJson.write(Map.of("needsMapping", all()));
  }

  List<Map<String, Object>> all() {
    return parts.codes().list(MOST).stream().map(this::json).toList();
  }

  /**
   * Says what a code means: {@code {"mapping", "codeList", "code", "meaning"}}, as the list shows
   * them.
   */
  @PostMapping
  String take(
      @RequestBody(required = false) Map<String, Object> said,
      @AuthenticationPrincipal Caller caller) {
    Map<String, Object> given = said == null ? Map.of() : said;
    var missing =
        Stream.of("mapping", "codeList", "code", "meaning")
            .filter(name -> !(given.get(name) instanceof String text) || text.isBlank())
            .map(name -> new Fault("/" + name, "is missing", "缺少 " + name))
            .toList();
    if (!missing.isEmpty()) {
      throw new Unacceptable(Kind.INVALID, "No meaning of a code.", missing);
    }
    return taken(
        new CodeMeaning(
            given.get("mapping").toString(),
            given.get("codeList").toString(),
            given.get("code").toString(),
            given.get("meaning").toString()),
        caller);
  }

  private String taken(CodeMeaning code, Caller caller) {
    String version = parts.desk().take(code, caller.id());
    var now = parts.clock().instant();
    int retried = parts.codes().taken(code, caller.id(), version, now);
    return CanonicalJson.write(Map.of("version", version, "retried", retried));
  }

  private Map<String, Object> json(WaitingCodes.Waiting waiting) {
    var code = waiting.code();
    var departments = parts.configuration().current().departments();
    var json = new LinkedHashMap<String, Object>();
    json.put("department", code.department().toString());
    json.put("nameZh", departments.nameZh(code.department()));
    json.put("mapping", code.mapping());
    json.put("codeList", code.list());
    json.put("field", code.field());
    json.put("code", code.code());
    json.put("waiting", waiting.waiting());
    json.put("firstAt", waiting.firstAt());
    json.put("lastAt", waiting.lastAt());
    json.put("parkedId", waiting.example());
    json.put(
        "meanings",
        code.list() == null ? List.of() : parts.desk().meanings(code.mapping(), code.list()));
    return json;
  }
}
