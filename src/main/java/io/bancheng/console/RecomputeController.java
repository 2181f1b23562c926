package io.bancheng.console;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseDesk;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.NotYours;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.Turn;
import io.bancheng.ledger.CaseReader;
import io.bancheng.security.Caller;
import io.bancheng.supervise.CalendarDesk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Running limits that a changed calendar puts elsewhere (期限重新计算): first to be looked at, then
 * moved, each in the timeline of its case. Only the service administration does so.
 */
@RestController
@RequestMapping(path = "/api/v1/limits/recomputation", produces = MediaType.APPLICATION_JSON_VALUE)
class RecomputeController {
  private static final int PAGE = 200;
  private static final int SHOWN = 1000;

  private final CaseReader reader;
  private final CaseDesk desk;
  private final Parts parts;

  /** By which calendar and rules, and whose. */
  @Component("recomputeParts")
  record Parts(
      ActiveConfig configuration, CalendarDesk calendar, StaffDesk staff, java.time.Clock clock) {}

  RecomputeController(CaseReader reader, CaseDesk desk, Parts parts) {
    this.reader = reader;
    this.desk = desk;
    this.parts = parts;
  }

  /** What would move, at most the first thousand cases; changes nothing. */
  @GetMapping
  String look(@AuthenticationPrincipal Caller caller) {
    allow(caller);
    var cases = new ArrayList<Map<String, Object>>();
    long[] found = {0};
    each(
        caller,
        turn -> {
          var moved = parts.calendar().moved(turn);
          if (!moved.isEmpty() && ++found[0] <= SHOWN) {
            cases.add(line(turn.current(), moved));
          }
        });
    return CanonicalJson.write(Map.of("found", found[0], "cases", cases));
  }

  /** Moves them all. */
  @PostMapping
  String move(@RequestBody Map<String, Object> said, @AuthenticationPrincipal Caller caller) {
    allow(caller);
    var actor = new Actor(Role.SERVICE_ADMIN, caller.id(), null);
    long[] moved = {0};
    each(
        caller,
        turn -> {
          if (!parts.calendar().moved(turn).isEmpty()
              && moves(new Decision(turn.current().caseNo(), "recompute", actor, null, said))) {
            moved[0]++;
          }
        });
    return CanonicalJson.write(Map.of("moved", moved[0]));
  }

  /** A case that somebody changed in the meantime may have nothing to move any more. */
  private boolean moves(Decision decision) {
    try {
      desk.decide(decision);
      return true;
    } catch (Unacceptable e) {
      if (e.kind() == Unacceptable.Kind.NOT_ALLOWED) {
        return false;
      }
      throw e;
    }
  }

  private void each(Caller caller, Consumer<Turn> visit) {
    var config = parts.configuration().current();
    List<Case> page = reader.limited("", PAGE);
    while (!page.isEmpty()) {
      page.stream()
          .filter(c -> parts.staff().sees(caller, c))
          .map(c -> new Turn(CaseFile.taken(c, null, 0, ""), config, parts.clock().instant()))
          .forEach(visit);
      page = reader.limited(page.get(page.size() - 1).caseNo(), PAGE);
    }
  }

  private static Map<String, Object> line(Case c, List<Clock> moved) {
    var json = new LinkedHashMap<String, Object>();
    json.put("caseNo", c.caseNo());
    json.put(
        "limits",
        moved.stream()
            .map(
                k ->
                    Map.of(
                        "kind", k.kind(),
                        "kindZh", k.kind().zh(),
                        "subject", k.subject(),
                        "dueAt", before(c, k).dueAt(),
                        "newDueAt", k.dueAt()))
            .toList());
    return json;
  }

  private static Clock before(Case c, Clock moved) {
    return c.clocks().stream().filter(moved::same).reduce((a, b) -> b).orElseThrow();
  }

  private void allow(Caller caller) {
    if (!caller.staff() || parts.staff().roles(caller, Role.SERVICE_ADMIN).isEmpty()) {
      throw new NotYours(
          "%s may not compute limits anew: it needs SERVICE_ADMIN.".formatted(caller.id()),
          "账号 %s 无权重新计算期限：需要角色“%s”".formatted(caller.id(), Role.SERVICE_ADMIN.zh()));
    }
  }
}
