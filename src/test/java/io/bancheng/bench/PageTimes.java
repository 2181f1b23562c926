package io.bancheng.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.harness.HubClient;
import io.bancheng.harness.SharedSecrets;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks for every page so and so often, one after the other, and prints how long each took. */
final class PageTimes {
  private static final int WARM = 3;

  private final HubClient hub;
  private final int rounds;

  PageTimes(HubClient hub, int rounds) {
    this.hub = hub;
    this.rounds = rounds;
  }

  void measure(Connection ledger, Path var) throws SQLException, IOException {
    String only = System.getProperty("only", "");
    System.out.println("| page | who | status | KiB | p50 ms | p95 ms | most ms |");
    System.out.println("|---|---|---:|---:|---:|---:|---:|");
    for (var page : addresses(ledger, var).entrySet()) {
      if (page.getKey().contains(only) || only.startsWith("$")) {
        var who = List.of("admin", "clerk", "handler");
        var everybody = page.getValue().matches("/console(/cases)?(\\?kind=\\w+)?");
        for (String account : everybody ? who : List.of("admin")) {
          page(page.getKey(), account, page.getValue());
        }
      }
    }
    for (String audit : List.of("/console/audit", "/console/audit?who=admin")) {
      page(audit, "auditor", audit);
    }
  }

  /** What is asked for is taken from the middle of the ledger. */
  private static Map<String, String> addresses(Connection ledger, Path var)
      throws SQLException, IOException {
    var all = new LinkedHashMap<String, String>();
    all.put("tasks", "/console");
    all.put("tasks of one kind", "/console?kind=HANDLE");
    all.put("cases, the latest", "/console/cases");
    cases(all, ledger, var);
    String closed = "case_no from case_record where status = 'ARCHIVED' order by case_no";
    String middle = PagesMeasure.one(ledger, "select " + closed + " offset 1000 limit 1");
    all.put("a case", "/console/cases/" + middle);
    all.put("a case's record", "/console/cases/" + middle + "/record");
    for (String page :
        List.of("departments", "parked", "alerts", "flow", "nodes", "configuration", "codes")) {
      all.put(page, "/console/" + page);
    }
    all.put("supervision", "/api/v1/supervision");
    all.put("calls to make", "/api/v1/feedback/call-list");
    indicators(all);
    all.put("open311, the latest", "/open311/v2/requests.json");
    all.put("open311, updates", "/open311/v2/servicerequestupdates.json");
    return all;
  }

  private static void cases(Map<String, String> all, Connection ledger, Path var)
      throws SQLException, IOException {
    String one = "select %s from %s order by 1 offset 500 limit 1";
    String source = PagesMeasure.one(ledger, one.formatted("source_case_id", "case_record"));
    String rare = "select department from assignment group by 1 order by count(*) limit 1";
    String common = "select department from assignment group by 1 order by count(*) desc limit 1";
    String list = "/console/cases?";
    all.put("cases by the sender's number", list + "q=" + encoded(source));
    all.put("cases by telephone", list + "q=" + phone(ledger, var));
    all.put("cases by a number nobody has", list + "q=19400000000");
    all.put("cases by words, common", list + "text=" + encoded("医保"));
    all.put("cases by words, none", list + "text=" + encoded("没有这样的话"));
    all.put("cases by state, common", list + "status=ARCHIVED");
    all.put("cases by state, rare", list + "status=PRE_REVIEW");
    all.put("cases by state, none", list + "status=REGISTERED");
    all.put("cases of a rare department", list + "department=" + PagesMeasure.one(ledger, rare));
    all.put("cases of a busy department", list + "department=" + PagesMeasure.one(ledger, common));
    all.put("cases of a city", list + "region=3408");
    all.put("cases of a county without any", list + "region=341899");
    all.put("cases of a month a year ago", list + "from=2025-11-01&to=2025-11-30");
    all.put("cases of a year, one state", list + "status=REJECTED&from=2025-01-01&to=2025-12-31");
    all.put("cases by channel", list + "channel=hotline");
    all.put(
        "cases, all together",
        list + "status=ARCHIVED&region=3408&channel=hotline&from=2025-01-01&to=2025-06-30");
  }

  private static void indicators(Map<String, String> all) {
    var today = LocalDate.now(java.time.Clock.systemDefaultZone());
    String year = "?from=" + today.minusYears(1) + "&to=" + today;
    all.put("indicators, this month", "/console/indicators");
    all.put("indicators, a month by department", "/console/indicators?by=department");
    all.put("indicators, a year", "/console/indicators" + year);
    all.put("indicators, a year by region", "/console/indicators" + year + "&by=region");
    all.put("indicators, a year by month", "/console/indicators" + year + "&by=month");
    all.put("indicators, a year's cases", "/console/indicators/onTime" + year);
  }

  private static String phone(Connection ledger, Path var) throws SQLException, IOException {
    try (var asked = ledger.createStatement();
        var row =
            asked.executeQuery("select case_no, words from person_data where seq = 1 limit 20")) {
      while (row.next()) {
        var seal = SharedSecrets.seal(var);
        byte[] words = seal.open("person_data/" + row.getString(1) + "/1", row.getBytes(2));
        String value = new ObjectMapper().readTree(words).at("/reporter/contacts/0/value").asText();
        if (!value.isEmpty()) {
          return value;
        }
      }
    }
    return "19400000001";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void page(String name, String account, String address) {
    double[] millis = new double[rounds];
    int status = 0;
    int size = 0;
    for (int i = -WARM; i < rounds; i++) {
      long start = System.nanoTime();
      var answer = hub.get("staff." + account, address);
      status = answer.status();
      size = answer.raw() == null ? 0 : answer.raw().body().length();
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
      } else if (status != 200 && status != 302) {
        break;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "| %s | %s | %d | %d | %.0f | %.0f | %.0f |%n",
        name, account, status, size / 1024, at(millis, 0.5), at(millis, 0.95), millis[rounds - 1]);
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
