package io.bancheng.harness;

import io.bancheng.canonical.Accepted;
import io.bancheng.canonical.Actor;
import io.bancheng.canonical.AnsweredOnSpot;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.CallbackRecorded;
import io.bancheng.canonical.CallbackResult;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.CaseEvent;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.CaseHistory;
import io.bancheng.canonical.CaseKind;
import io.bancheng.canonical.Channel;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.Closed;
import io.bancheng.canonical.DataQualityFlag;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.DepartmentRole;
import io.bancheng.canonical.Dispatched;
import io.bancheng.canonical.DissatisfactionCause;
import io.bancheng.canonical.Due;
import io.bancheng.canonical.ExclusionReason;
import io.bancheng.canonical.ExtensionDecided;
import io.bancheng.canonical.FeedbackAttempted;
import io.bancheng.canonical.FeedbackFailed;
import io.bancheng.canonical.FeedbackGiven;
import io.bancheng.canonical.FeedbackMethod;
import io.bancheng.canonical.FeedbackOutcome;
import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.Merged;
import io.bancheng.canonical.OpinionIssued;
import io.bancheng.canonical.OpinionSubmitted;
import io.bancheng.canonical.Progressed;
import io.bancheng.canonical.Redispatched;
import io.bancheng.canonical.Registered;
import io.bancheng.canonical.Rejected;
import io.bancheng.canonical.Reopened;
import io.bancheng.canonical.RepeatSuspected;
import io.bancheng.canonical.ResultType;
import io.bancheng.canonical.Resumed;
import io.bancheng.canonical.ReturnApproved;
import io.bancheng.canonical.ReturnRefused;
import io.bancheng.canonical.ReturnRequested;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Screened;
import io.bancheng.canonical.Signed;
import io.bancheng.canonical.Solved;
import io.bancheng.canonical.Source;
import io.bancheng.canonical.SupervisionCause;
import io.bancheng.canonical.SupervisionIssued;
import io.bancheng.canonical.SupervisionLevel;
import io.bancheng.canonical.SupervisionLifted;
import io.bancheng.canonical.SupervisionOrder;
import io.bancheng.canonical.SupervisionProposed;
import io.bancheng.canonical.Suspended;
import io.bancheng.canonical.Texts;
import io.bancheng.canonical.TransferredOut;
import io.bancheng.canonical.Urged;
import io.bancheng.canonical.Withdrawn;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cases as a text file tells them, one event a line, with every due time written down: the file is
 * the evidence that figures are computed from.
 */
public final class CaseScript {
  private static final String YEAR = "2026-";
  private static final Map<String, Actor> ACTORS =
      Map.of(
          "hub", Actor.HUB,
          "clerk", new Actor(Role.WINDOW_CLERK, "staff.clerk", null),
          "coordinator", new Actor(Role.DUTY_COORDINATOR, "staff.coordinator", null),
          "office", new Actor(Role.EFFICIENCY_OFFICE, "staff.office", null),
          "reporter", new Actor(Role.REPORTER, "reporter", null),
          "department", new Actor(Role.DEPT_SYSTEM, "department.341881.ybj", null));

  private final String region;
  private final String caseNo;
  private CaseFile file;
  private Instant at;
  private Actor by;
  private Map<String, String> given = Map.of();

  private CaseScript(String region, String caseNo) {
    this.region = region;
    this.caseNo = caseNo;
  }

  /** The files of all cases in a script, each with all its events. */
  public static List<CaseFile> read(String script, String region) {
    var files = new ArrayList<CaseFile>();
    CaseScript current = null;
    for (String line : script.lines().toList()) {
      var words = line.split("#")[0].strip().split("\\s+");
      if (words[0].equals("case")) {
        Optional.ofNullable(current).ifPresent(c -> files.add(c.file));
        current = new CaseScript(region, words[2]);
      } else if (!words[0].isEmpty()) {
        current.tell(words);
      }
    }
    files.add(current.file);
    return files;
  }

  private void tell(String[] words) {
    at = time(words[0]);
    by = ACTORS.get(words[2]);
    given = new HashMap<>();
    Arrays.stream(words).skip(3).forEach(word -> given.put(word.split("=")[0], word.split("=")[1]));
    if (words[1].equals("registered")) {
      file = CaseFile.open(registered());
      add(new Screened(at, Actor.HUB, List.of(), clocks(ClockKind.ACCEPT, caseNo, "accept")));
      return;
    }
    if (words[1].equals("order")) {
      String id = caseNo + "-D" + (current().orders().size() + 1);
      add(proposed(id));
      add(
          new SupervisionIssued(
              at,
              by,
              id,
              List.of(),
              List.of(clock(ClockKind.SUPERVISION_ANSWER, id, at.plusSeconds(1))),
              Texts.NONE));
      return;
    }
    add(event(words[1]));
  }

  private CaseEvent event(String verb) {
    return switch (verb) {
      case "accepted" ->
          new Accepted(at, by, "0103", of("class", IssueClass.class, "GENERAL"), "5wd", List.of());
      case "rejected" ->
          new Rejected(at, by, of("reason", ExclusionReason.class, null), "请另行反映。", at);
      case "suspected" -> new RepeatSuspected(at, by, List.of(given.get("of")), List.of());
      case "merged" -> new Merged(at, by, given.get("into"), "staff");
      case "withdrawn" -> new Withdrawn(at, by, Texts.NONE);
      case "transferred" -> new TransferredOut(at, by, given.get("region"), "R1");
      case "answered" ->
          new AnsweredOnSpot(at, by, Texts.NONE, clocks(ClockKind.FEEDBACK, caseNo, "feedback"));
      case "dispatched" -> dispatched();
      case "redispatched" -> new Redispatched(at, by, List.of());
      case "urged" -> new Urged(at, by, null, Texts.NONE);
      case "lifted" ->
          new SupervisionLifted(at, by, caseNo + "-D" + given.get("order"), Texts.NONE);
      case "suspended" ->
          new Suspended(
              at,
              by,
              "WAIT_THIRD_PARTY",
              at.plusSeconds(9_999_999),
              Set.of(ClockKind.HANDLE),
              Texts.NONE,
              List.of());
      case "resumed" -> new Resumed(at, by, List.of(handle().resume(at, due("due"))));
      case "reopened" -> new Reopened(at, by, current().round() + 1, Texts.NONE, List.of());
      default -> ofDepartment(verb);
    };
  }

  private CaseEvent ofDepartment(String verb) {
    String share = caseNo + "-" + given.get("n");
    return switch (verb) {
      case "signed" -> new Signed(at, by, share, at);
      case "progressed" -> new Progressed(at, by, share, at, Texts.NONE);
      case "returnRequested" ->
          new ReturnRequested(at, by, share, "NOT_OUR_DUTY", "法", null, Texts.NONE, List.of());
      case "returnApproved" -> new ReturnApproved(at, by, share, Texts.NONE);
      case "returnRefused" -> new ReturnRefused(at, by, share, Texts.NONE);
      case "extended" ->
          new ExtensionDecided(
              at,
              by,
              share,
              true,
              Texts.NONE,
              List.of(handle().extend(at, "2wd", null, due("due"))));
      case "opinion" ->
          new OpinionSubmitted(at, by, share, ResultType.SOLVED, null, null, Texts.NONE);
      default -> ending(verb);
    };
  }

  private CaseEvent ending(String verb) {
    int attempt = current().feedback().size() + 1;
    return switch (verb) {
      case "issued" -> new OpinionIssued(at, by, clocks(ClockKind.FEEDBACK, caseNo, "feedback"));
      case "closed" -> new Closed(at, by, ResultType.SOLVED, null, Texts.NONE, List.of());
      case "attempted" ->
          new FeedbackAttempted(at, by, attempt, FeedbackMethod.PHONE, FeedbackOutcome.UNREACHABLE);
      case "told" ->
          new FeedbackGiven(
              at,
              by,
              attempt,
              FeedbackMethod.PHONE,
              of("outcome", FeedbackOutcome.class, null),
              List.of());
      case "undelivered" -> new FeedbackFailed(at, by, FeedbackMethod.MAIL, Texts.NONE);
      case "called" -> new CallbackRecorded(at, by, called(), Texts.NONE);
      default -> throw new IllegalArgumentException("no such event: " + verb);
    };
  }

  private CallbackResult called() {
    return new CallbackResult(
        true,
        of("solved", Solved.class, null),
        Integer.parseInt(given.get("satisfaction")),
        of("cause", DissatisfactionCause.class, null));
  }

  private Registered registered() {
    var source =
        new Source(
            of("channel", Channel.class, "HOTLINE"), "hotline", "script", caseNo, null, null);
    return new Registered(
        at,
        by,
        caseNo,
        source,
        of("kind", CaseKind.class, "HANDLING"),
        region,
        null,
        Arrays.stream(given.getOrDefault("flags", "").split(","))
            .filter(flag -> !flag.isEmpty())
            .map(DataQualityFlag::valueOf)
            .toList(),
        false,
        "0",
        List.of(),
        CaseHistory.submission());
  }

  private Dispatched dispatched() {
    var shares = new ArrayList<Assignment>();
    var clocks = new ArrayList<>(clocks(ClockKind.HANDLE, caseNo, "due"));
    for (String role : List.of("lead", "support")) {
      if (given.containsKey(role)) {
        String id = caseNo + "-" + (current().assignments().size() + shares.size() + 1);
        var a =
            Assignment.dispatched(
                id,
                new DepartmentId(region, given.get(role)),
                role.equals("lead") ? DepartmentRole.LEAD : DepartmentRole.SUPPORT,
                current().round(),
                at);
        shares.add(given.containsKey("final") ? a.designated() : a);
        clocks.addAll(clocks(ClockKind.SIGN, id, "sign"));
        clocks.addAll(
            role.equals("lead")
                ? clocks(ClockKind.FIRST_CONTACT, id, "contact")
                : clocks(ClockKind.SUPPORT_REPLY, id, "supportDue"));
      }
    }
    return new Dispatched(at, by, shares, clocks, Texts.NONE);
  }

  private SupervisionProposed proposed(String id) {
    var order =
        SupervisionOrder.proposed(
            id,
            of("level", SupervisionLevel.class, null),
            of("cause", SupervisionCause.class, null),
            current().assignment(caseNo + "-" + given.get("n")).orElseThrow(),
            at);
    return new SupervisionProposed(at, Actor.HUB, order, null, null);
  }

  private void add(CaseEvent event) {
    file = file.add(event);
  }

  private Case current() {
    return file.current();
  }

  private Clock handle() {
    return current().clock(ClockKind.HANDLE, caseNo).orElseThrow();
  }

  private List<Clock> clocks(ClockKind kind, String subject, String field) {
    return given.containsKey(field)
        ? List.of(clock(kind, subject, time(given.get(field))))
        : List.of();
  }

  private Clock clock(ClockKind kind, String subject, Instant due) {
    return Clock.started(
        kind, subject, current().round(), "1wd", at, new Due(due, "script", false));
  }

  private Due due(String field) {
    return new Due(time(given.get(field)), "script", false);
  }

  private <E extends Enum<E>> E of(String field, Class<E> type, String otherwise) {
    String name = given.getOrDefault(field, otherwise);
    return name == null ? null : Enum.valueOf(type, name);
  }

  private static Instant time(String text) {
    String full = text.contains("T") ? text + ":00" : text + "T23:59:59";
    return LocalDateTime.parse(YEAR + full).atZone(CanonicalJson.ZONE).toInstant();
  }
}
