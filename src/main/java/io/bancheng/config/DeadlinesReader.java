package io.bancheng.config;

import io.bancheng.calendar.TimeLimit;
import io.bancheng.calendar.TimeLimit.Unit;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.SupervisionLevel;
import io.bancheng.config.SupervisionStep.Office;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code config/deadlines.yaml}. */
final class DeadlinesReader {
  private static final String FILE = "config/deadlines.yaml";
  private static final Map<ClockKind, String> KEYS =
      Map.of(
          ClockKind.ACCEPT, "accept",
          ClockKind.DISPATCH, "dispatch",
          ClockKind.SIGN, "sign",
          ClockKind.FIRST_CONTACT, "firstContact",
          ClockKind.HANDLE, "handle",
          ClockKind.REVIEW, "review",
          ClockKind.FEEDBACK, "feedback",
          ClockKind.CALLBACK, "callback");

  private DeadlinesReader() {}

  static Limits read(ConfigFiles files, Findings findings) {
    var root = YamlTree.read(files.need(FILE, findings), findings);
    root.keys("limits", "askForInfo", "return", "extension", "suspend", "reopen", "supervision");
    var limits = root.need("limits");
    limits.keys(
        "accept",
        "dispatch",
        "sign",
        "firstContact",
        "handle",
        "supportReply",
        "review",
        "feedback",
        "callback",
        "rehandle");
    var byClock = new EnumMap<ClockKind, Map<IssueClass, TimeLimit>>(ClockKind.class);
    KEYS.forEach((clock, key) -> byClock.put(clock, byClass(limits.need(key))));
    return new Limits(
        byClock,
        limits.need("handle").need("CONSULTATION").limit(),
        infoRequests(root.need("askForInfo")),
        byClass(limits.need("rehandle")),
        supportBeforeLead(limits.need("supportReply")),
        returns(root.need("return")),
        extensions(root.need("extension")),
        suspensions(root.need("suspend")),
        reopenings(root.need("reopen")),
        root.need("supervision").items().stream().map(DeadlinesReader::step).toList(),
        bases(limits));
  }

  private static Map<IssueClass, TimeLimit> byClass(YamlTree row) {
    row.keys("GENERAL", "COMPLEX", "DIFFICULT", "URGENT", "CONSULTATION", "all", "basis");
    var limits = new EnumMap<IssueClass, TimeLimit>(IssueClass.class);
    for (IssueClass issueClass : IssueClass.values()) {
      var own = row.find(issueClass.name()).or(() -> row.find("all"));
      limits.put(issueClass, own.orElseGet(() -> row.need(issueClass.name())).limit());
    }
    return Map.copyOf(limits);
  }

  private static Map<ClockKind, String> bases(YamlTree limits) {
    var bases = new EnumMap<ClockKind, String>(ClockKind.class);
    KEYS.forEach((clock, key) -> basis(limits, key).ifPresent(text -> bases.put(clock, text)));
    basis(limits, "supportReply").ifPresent(text -> bases.put(ClockKind.SUPPORT_REPLY, text));
    return bases;
  }

  private static Optional<String> basis(YamlTree limits, String key) {
    return limits.find(key).flatMap(row -> row.find("basis")).map(YamlTree::text);
  }

  private static int supportBeforeLead(YamlTree row) {
    var limit = row.keys("beforeLead", "basis").need("beforeLead").limit();
    if (limit.unit() != Unit.WORKING_DAYS) {
      row.problem("beforeLead is %s.".formatted(limit), "Write working days, for example 1wd.");
    }
    return limit.amount();
  }

  private static Limits.InfoRequests infoRequests(YamlTree row) {
    row.keys("within", "attempts");
    return new Limits.InfoRequests(row.need("within").limit(), row.need("attempts").number(1, 9));
  }

  private static Limits.Returns returns(YamlTree row) {
    row.keys(
        "requestWithin", "maxPerCase", "decideWithin", "reasonRequired", "suggestedDeptRequired");
    return new Limits.Returns(
        row.need("requestWithin").limit(),
        row.need("maxPerCase").number(0, 9),
        row.need("decideWithin").limit(),
        row.need("reasonRequired").flag(),
        row.need("suggestedDeptRequired").flag());
  }

  private static Limits.Extensions extensions(YamlTree row) {
    row.keys("requestBefore", "maxCount", "maxLength", "approver", "tellReporter");
    var approver = row.need("approver").keys("first", "second");
    var counts = row.need("maxCount").keys("GENERAL", "COMPLEX", "DIFFICULT", "URGENT", "all");
    var maxCount = new EnumMap<IssueClass, Integer>(IssueClass.class);
    for (IssueClass issueClass : IssueClass.values()) {
      var own = counts.find(issueClass.name()).or(() -> counts.find("all"));
      maxCount.put(issueClass, own.orElseGet(() -> counts.need(issueClass.name())).number(0, 9));
    }
    return new Limits.Extensions(
        row.need("requestBefore").limit(),
        Map.copyOf(maxCount),
        row.need("maxLength").limit(),
        approver.need("first").choice(Role.class),
        approver.need("second").choice(Role.class),
        row.need("tellReporter").flag());
  }

  private static Limits.Suspensions suspensions(YamlTree row) {
    row.keys("reasons", "maxLength", "approver", "clocksPaused");
    var paused = EnumSet.noneOf(ClockKind.class);
    paused.addAll(row.need("clocksPaused").choices(ClockKind.class));
    return new Limits.Suspensions(
        row.need("reasons").items().stream().map(YamlTree::text).toList(),
        row.need("maxLength").limit(),
        row.need("approver").choice(Role.class),
        Set.copyOf(paused));
  }

  private static Limits.Reopenings reopenings(YamlTree row) {
    row.keys("within", "maxRounds");
    return new Limits.Reopenings(row.need("within").limit(), row.need("maxRounds").number(1, 9));
  }

  private static SupervisionStep step(YamlTree row) {
    row.keys(
        "level",
        "remainingPercent",
        "remainingWorkdays",
        "overdueWorkdays",
        "unansweredWorkdays",
        "repeatedWithinDays",
        "onBuckPassing",
        "tells",
        "issuedBy");
    var level = row.need("level").choice(SupervisionLevel.class);
    var issuedBy = row.need("issuedBy");
    var office = issuedBy.choice(Office.class);
    if (level.needsPerson() && office == Office.HUB) {
      issuedBy.problem(
          "%s cannot be issued by the hub.".formatted(level),
          "Name an office; the hub only proposes it.");
    }
    return new SupervisionStep(
        level,
        number(row, "remainingPercent", 99),
        number(row, "remainingWorkdays", 99),
        number(row, "overdueWorkdays", 99),
        number(row, "unansweredWorkdays", 99),
        number(row, "repeatedWithinDays", 366),
        row.find("onBuckPassing").map(YamlTree::flag).orElse(false),
        List.copyOf(row.need("tells").choices(Office.class)),
        office);
  }

  private static Optional<Integer> number(YamlTree row, String key, int most) {
    return row.find(key).map(value -> value.number(0, most));
  }
}
