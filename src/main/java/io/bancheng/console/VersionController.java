package io.bancheng.console;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.Bundle;
import io.bancheng.config.VersionSwitch;
import io.bancheng.ledger.ConfigVersions;
import io.bancheng.security.Caller;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The versions of the operators' files: who put which into force, what they changed, and back. */
@RestController
@RequestMapping("/api/v1/configuration/versions")
class VersionController {
  private static final int MOST = 1000;

  private final ConfigVersions versions;
  private final ProposalDesk desk;

  VersionController(ConfigVersions versions, ProposalDesk desk) {
    this.versions = versions;
    this.desk = desk;
  }

  /** What came into force when, the latest first; the first one is in force. */
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  String list(@RequestParam(defaultValue = "50") int limit) {
    return CanonicalJson.write(
        Map.of("changes", versions.list(Math.max(1, Math.min(limit, MOST)))));
  }

  /** One version's files as a zip. */
  @GetMapping(path = "/{version}/files", produces = "application/zip")
  byte[] files(@PathVariable String version) {
    return bundle(version).pack();
  }

  /** What changed from one version to another, as a unified diff. */
  @GetMapping(path = "/{version}/diff", produces = "text/plain;charset=UTF-8")
  String diff(@PathVariable String version, @RequestParam String from) {
    return bundle(version).diffSince(bundle(from));
  }

  /**
   * Puts a kept version into force, unless the one in {@code If-Match} no longer is; or proposes it
   * (202) where a second person has to agree.
   */
  @PostMapping(path = "/{version}/use", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<String> use(
      @PathVariable String version,
      @RequestHeader(HttpHeaders.IF_MATCH) String inForce,
      @AuthenticationPrincipal Caller caller) {
    String wanted = whole(version);
    try {
      var waits = desk.use(wanted, whole(inForce.replace("\"", "")), caller);
      return waits
          .map(p -> ResponseEntity.accepted().body(CanonicalJson.write(p)))
          .orElseGet(() -> ResponseEntity.ok(CanonicalJson.write(Map.of("version", wanted))));
    } catch (VersionSwitch.Overtaken e) {
      return problem(
          HttpStatus.CONFLICT,
          Map.of("code", "OVERTAKEN", "msg", "配置已被他人修改", "version", e.inForce()),
          e.getMessage());
    }
  }

  private static ResponseEntity<String> problem(
      HttpStatus status, Map<String, Object> more, String detail) {
    var body = new java.util.LinkedHashMap<String, Object>(more);
    body.put("title", more.get("code"));
    body.put("status", status.value());
    body.put("detail", detail);
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(CanonicalJson.write(body));
  }

  private Bundle bundle(String version) {
    return versions.files(whole(version)).map(Bundle::unpack).orElseThrow(() -> unknown(version));
  }

  /** The version whose hash begins so. */
  private String whole(String start) {
    List<String> found =
        start.matches("[0-9a-f]{6,64}") ? versions.beginningWith(start) : List.of();
    if (found.size() != 1) {
      throw unknown(start);
    }
    return found.get(0);
  }

  private static Unacceptable unknown(String version) {
    return new Unacceptable(
        Unacceptable.Kind.UNKNOWN_SUBJECT,
        "No version, or more than one, begins with \"%s\".".formatted(version));
  }
}
