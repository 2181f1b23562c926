package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.Role;
import io.bancheng.harness.Orders;
import io.bancheng.security.Callers;
import io.bancheng.security.SystemKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Every call that the hub answers, and who may make it: {@code access-matrix.txt} has a row for
 * each, as the real mappings and routes have them, and each row is tried for every role, for nobody
 * and for systems.
 */
class AccessMatrixTest extends HubTest {
  private static final String OWN = "department.340882.ybj";
  private static final String OTHER = "department.341522.gaj";

  @Autowired ApplicationContext context;
  @Autowired CamelContext camel;
  @Autowired SystemKeys keys;
  @Autowired WebInvocationPrivilegeEvaluator rights;

  @BeforeEach
  void morning() {
    CLOCK.turnTo("2026-10-20T09:00:00");
  }

  @Test
  void every_call_has_its_row_and_every_row_its_call() throws IOException {
    assertThat(AccessMatrix.read().keySet()).containsExactlyInAnyOrderElementsOf(calls());
  }

  @Test
  void every_call_is_open_to_those_of_its_row_and_to_nobody_else() throws IOException {
    var wrong = new ArrayList<String>();
    AccessMatrix.read()
        .forEach(
            (call, allowed) ->
                Callers.all()
                    .forEach(
                        (who, caller) -> {
                          boolean may = may(call, caller);
                          if (may != allowed.contains(who)) {
                            wrong.add(call + (may ? " lets in " : " refuses ") + who);
                          }
                        }));
    assertThat(wrong).isEmpty();
  }

  @Test
  void who_is_refused_by_the_table_is_refused_over_http() throws IOException {
    var wrong = new ArrayList<String>();
    var keys = Map.of("channel", "channel.hotline", "department", OWN, "AUDITOR", "staff.auditor");
    AccessMatrix.read()
        .forEach(
            (call, allowed) ->
                keys.forEach(
                    (who, key) -> {
                      if (!allowed.contains(who)) {
                        int status = ask(call, key);
                        if (status != 403) {
                          wrong.add("%s by %s: %d".formatted(call, who, status));
                        }
                      }
                    }));
    assertThat(wrong).isEmpty();
  }

  @Test
  void administrators_see_no_case_and_are_three_people() throws IOException {
    var cases = List.of("GET /api/v1/audit", "GET /api/v1/parked", "GET /api/v1/nodes");
    assertThat(AccessMatrix.read()).containsKeys(cases.toArray(String[]::new));
    assertThat(Stream.of(Role.values()).filter(Role::administers))
        .containsExactly(Role.OPERATIONS, Role.SECURITY_ADMIN, Role.AUDITOR);
    assertThat(AccessMatrix.read().get("GET /api/v1/audit")).containsExactly("AUDITOR");
    String caseNo = hub().push("hotline", Orders.numbered("MATRIX-1")).text("caseNo");
    assertThat(hub().get("staff.auditor", "/api/v1/cases/" + caseNo).status()).isEqualTo(404);
    assertThat(hub().get("staff.auditor", "/api/v1/cases").raw().body()).doesNotContain(caseNo);
  }

  @Test
  void no_department_reads_or_answers_for_another() {
    String caseNo = hub().push("hotline", Orders.numbered("MATRIX-2")).text("caseNo");
    String share = hub().find(caseNo).at("/assignments/0/assignmentId").asText();
    for (String path :
        List.of("/api/v1/departments/340882:ybj/assignments", "/api/v1/departments/340882:ybj/x")) {
      assertThat(hub().get(OTHER, path).status()).as(path).isEqualTo(403);
    }
    for (String path : List.of("", "/events", "/clocks", "/attachments")) {
      assertThat(hub().get(OTHER, "/api/v1/cases/" + caseNo + path).status())
          .as(path)
          .isIn(403, 404);
    }
    assertThat(hub().get(OTHER, "/api/v1/cases").raw().body()).doesNotContain(caseNo);
    byte[] forged =
        """
        {"eventType":"SIGNED","assignmentId":"%s","occurredAt":"2026-10-20T09:00:00+08:00",\
        "actor":"x","idempotencyKey":"forged"}"""
            .formatted(share)
            .getBytes(StandardCharsets.UTF_8);
    String json = "application/json";
    assertThat(hub().reply(OTHER, "340882:ybj", json, forged).status()).isEqualTo(403);
    hub().reply(OTHER, "341522:gaj", json, forged);
    assertThat(hub().find(caseNo).at("/assignments/0/state").asText()).isEqualTo("PENDING_SIGN");
    assertThat(hub().get("channel.web", "/api/v1/cases/" + caseNo).status()).isEqualTo(404);
    assertThat(hub().get("channel.web", "/api/v1/cases").raw().body()).doesNotContain(caseNo);
  }

  @Test
  void a_system_that_only_listens_reads_no_case() {
    keys.ensure(List.of("events.listener"));
    String caseNo = hub().push("hotline", Orders.numbered("MATRIX-3")).text("caseNo");
    assertThat(hub().get("events.listener", "/api/v1/cases/" + caseNo).status()).isEqualTo(404);
    assertThat(hub().get("events.listener", "/api/v1/cases").body().path("cases")).isEmpty();
  }

  private int ask(String call, String key) {
    var parts = call.split(" ");
    var request = hub().request(key, path(parts[1]));
    return hub()
        .send(request.method(parts[0], java.net.http.HttpRequest.BodyPublishers.noBody()))
        .status();
  }

  private boolean may(String call, Authentication caller) {
    var parts = call.split(" ");
    return rights.isAllowed("", path(parts[1]), parts[0], caller);
  }

  /** A path of that pattern; own ids where an id says whose it is. */
  private static String path(String pattern) {
    return pattern
        .replace("/channels/{channel}", "/channels/hotline")
        .replaceAll("departments/\\{[a-z]+\\}", "departments/340882:ybj")
        .replace("{format:json|xml}", "json")
        .replaceAll("\\{[^}]+\\}", "1")
        .replace("/**", "/x");
  }

  private TreeSet<String> calls() {
    var calls = new TreeSet<String>();
    context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .forEach(info -> calls.addAll(calls(info)));
    camel.getRoutes().stream()
        .map(route -> route.getEndpoint().getEndpointUri())
        .filter(uri -> uri.startsWith("platform-http:"))
        .map(uri -> uri.replaceFirst("platform-http:(//)?", "").replaceAll("\\?.*", ""))
        .map(path -> "POST " + anybodys(path))
        .forEach(calls::add);
    return calls;
  }

  private static List<String> calls(RequestMappingInfo info) {
    var methods = info.getMethodsCondition().getMethods();
    var names =
        methods.isEmpty() ? List.of("GET") : methods.stream().map(Enum::name).sorted().toList();
    return info.getPatternValues().stream()
        .flatMap(path -> names.stream().map(name -> name + " " + anybodys(path)))
        .toList();
  }

  /** Doors that the flow opens for each channel and department by name are one call. */
  private static String anybodys(String path) {
    return path.replaceFirst("/channels/[a-z][^/]*/", "/channels/{channel}/")
        .replaceFirst("/departments/\\d[^/]*/", "/departments/{department}/");
  }
}
