package io.bancheng.open311;

import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.config.ActiveConfig;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.CaseReader.Entry;
import io.bancheng.ledger.CaseReader.Listed;
import io.bancheng.ledger.Scope;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cases that came from civic apps, as these may know them: where each stands, who handles it,
 * when it is due, the public reply. Nobody's name, number, address or words.
 */
final class Requests {
  static final String CHANNEL = "open311";
  static final String KEY = "api_key";

  /** The hub's number of a case. */
  static final String ID = "service_request_id";

  private static final int MOST = 1000;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
  private static final Set<String> TOLD =
      Set.of(
          "Accepted",
          "Rejected",
          "Dispatched",
          "Suspended",
          "Resumed",
          "Closed",
          "AnsweredOnSpot",
          "FeedbackGiven",
          "Reopened",
          "Withdrawn",
          "Merged",
          "TransferredOut");

  private final CaseReader cases;
  private final ActiveConfig config;
  private final Services services;

  Requests(CaseReader cases, ActiveConfig config, Services services) {
    this.cases = cases;
    this.config = config;
    this.services = services;
  }

  /** The case of that number, if it came by this channel. */
  List<Map<String, Object>> one(String caseNo) {
    return cases.find(caseNo).stream()
        .filter(found -> found.current().source().channelCode().equals(CHANNEL))
        .map(found -> request(found.current(), found.changedAt()))
        .toList();
  }

  /**
   * Those registered in a span, the latest first; at most a thousand.
   *
   * @param service null for any
   * @param status open, closed or null for any
   */
  List<Map<String, Object>> all(Instant from, Instant to, String service, String status) {
    return cases.registered(CHANNEL, from, to, MOST).stream()
        .filter(listed -> service == null || service.equals(category(listed.current())))
        .filter(
            listed -> status == null || status.equals(Services.status(listed.current().status())))
        .map(listed -> request(listed.current(), listed.changedAt()))
        .toList();
  }

  /** What changed in a span, the earliest first. */
  List<Map<String, Object>> updates(Instant from, Instant to) {
    var updates = new ArrayList<Map<String, Object>>();
    var changed =
        new CaseReader.Filter(null, CHANNEL, null, null, from, Scope.ALL, null, null, MOST);
    for (Listed listed : cases.page(changed)) {
      updates(listed.current().caseNo(), from, to, updates);
    }
    updates.sort(
        java.util.Comparator.comparing(update -> update.get("updated_datetime").toString()));
    return updates;
  }

  private void updates(String caseNo, Instant from, Instant to, List<Map<String, Object>> updates) {
    Case current = null;
    for (Entry entry : cases.events(caseNo)) {
      current = entry.event().applyTo(current);
      var at = entry.event().at();
      if (TOLD.contains(entry.event().type()) && !at.isBefore(from) && at.isBefore(to)) {
        updates.add(update(current, entry));
      }
    }
  }

  private static Map<String, Object> update(Case after, Entry entry) {
    var json = new LinkedHashMap<String, Object>();
    json.put(RequestForm.UPDATE, after.caseNo() + "-" + entry.seq());
    json.put(ID, after.caseNo());
    json.put("status", Services.status(after.status()));
    json.put("updated_datetime", local(entry.event().at()));
    json.put("description", notes(after));
    return json;
  }

  private Map<String, Object> request(Case c, Instant changedAt) {
    String service = category(c);
    var json = new LinkedHashMap<String, Object>();
    json.put(ID, c.caseNo());
    json.put("status", Services.status(c.status()));
    json.put("status_notes", notes(c));
    json.put("service_name", service == null ? "" : services.name(service));
    json.put("service_code", service == null ? "" : service);
    json.put("agency_responsible", agency(c));
    json.put("requested_datetime", local(c.registeredAt()));
    json.put("updated_datetime", local(changedAt));
    c.clock(ClockKind.HANDLE, c.caseNo())
        .map(Clock::dueAt)
        .ifPresent(due -> json.put("expected_datetime", local(due)));
    return json;
  }

  /** The public reply once there is one, before it the state in words. */
  private static String notes(Case c) {
    boolean closed = Services.status(c.status()).equals("closed");
    return closed ? c.publicReply().orElse(c.status().zh()) : c.status().zh();
  }

  private String agency(Case c) {
    return c.lead()
        .map(Assignment::department)
        .map(config.current().departments()::nameZh)
        .orElse("");
  }

  private static String category(Case c) {
    return c.classification() == null ? null : c.classification().categoryCode();
  }

  private static String local(Instant at) {
    return TIME.format(at.atZone(CanonicalJson.ZONE).toOffsetDateTime().withNano(0));
  }
}
