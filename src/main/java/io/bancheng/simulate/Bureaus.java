package io.bancheng.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Reply;
import io.bancheng.canonical.ReplyType;
import io.bancheng.canonical.ResultType;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Texts;
import io.bancheng.config.DepartmentKind;
import io.bancheng.config.DepartmentType;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The departments: each has a temper. They sign, tell how it goes, give back, ask for more time or
 * a rest, answer, and forget; a reminder, an urge or a card brings most of them back to it.
 */
final class Bureaus {
  private static final Duration TRANSPORT = Duration.ofMinutes(3);
  private static final double FORGETS = 0.03;
  private static final String CONTACT = "已联系反映人，正在办理";

  private final Stage stage;
  private final Agenda agenda;
  private final Desk desk;
  private final OfficeTime time;
  private final long seed;
  private final Map<String, Share> shares = new HashMap<>();
  private final Map<String, Integer> open = new TreeMap<>();
  private final Map<String, Integer> most = new TreeMap<>();

  Bureaus(Stage stage, Agenda agenda, Desk desk, OfficeTime time, long seed) {
    this.stage = stage;
    this.agenda = agenda;
    this.desk = desk;
    this.time = time;
    this.seed = seed;
  }

  /** A letter lies in a department's queue. */
  void receive(DepartmentId department, String type, JsonNode letter) {
    agenda.at(stage.clock().instant().plus(TRANSPORT), () -> read(department, type, letter));
  }

  /** The most shares that lay open at once, by department. */
  Map<String, Integer> most() {
    return most;
  }

  private void read(DepartmentId department, String type, JsonNode letter) {
    String id = letter.path("assignmentId").asText();
    switch (type) {
      case "ASSIGNMENT_DISPATCHED" -> begin(id, department, letter);
      case "ASSIGNMENT_WITHDRAWN", "RETURN_APPROVED", "SUPPORT_WAIVED" -> end(shares.get(id));
      case "RETURN_REFUSED" -> work(shares.get(id), 0.5);
      case "OPINION_REJECTED", "RESUMED" -> again(shares.get(id), letter);
      case "EXTENSION_DECIDED" -> longer(shares.get(id), letter);
      case "REMINDER", "URGED", "SUPERVISED" -> nudged(shares.get(id), 0.25);
      case "SUPERVISION_ISSUED" -> supervised(department, shares.get(id), letter);
      default -> {
        // nothing that a department would act on
      }
    }
  }

  private void begin(String id, DepartmentId department, JsonNode letter) {
    var share =
        new Share(
            id,
            department,
            letter.path("role").asText().equals("LEAD"),
            instant(letter, "replyBefore"));
    shares.put(id, share);
    most.merge(
        department.toString(), open.merge(department.toString(), 1, Integer::sum), Math::max);
    var chance = chance(share, "begin");
    if (chance.in(0.04)) {
      later(share, Duration.ofMinutes(90 + chance.below(300)), () -> giveBack(share, chance));
      return;
    }
    if (!chance.in(0.03)) {
      later(share, minutes(chance.around(60, 0.8)), () -> say(share, ReplyType.SIGNED, "签收"));
    }
    if (share.lead() && chance.in(0.85)) {
      later(share, minutes(chance.around(200, 0.5)), () -> say(share, ReplyType.PROGRESS, CONTACT));
    }
    if (share.lead() && chance.in(0.02)) {
      later(share, Duration.ofHours(4), () -> ask(share, ReplyType.SUSPENSION_REQUESTED, 5));
    }
    share.forget(chance.in(FORGETS));
    if (!share.forgotten()) {
      work(share, temper(department));
    }
  }

  /** How much of its time a department usually needs. */
  private double temper(DepartmentId department) {
    return switch (Chance.of(seed, "temper " + department).weighed(50, 35, 15)) {
      case 0 -> 0.35;
      case 1 -> 0.6;
      default -> 0.85;
    };
  }

  /** Means to answer after so much of the time that is left. */
  private void work(Share share, double median) {
    if (share == null || share.over()) {
      return;
    }
    var chance = chance(share, "work");
    double needs = chance.around(median, 0.4);
    var left = time.between(stage.clock().instant(), share.due());
    var whole = left.compareTo(Duration.ofHours(4)) < 0 ? Duration.ofHours(4) : left;
    var takes = minutes(whole.toMinutes() * needs);
    later(share, takes.dividedBy(2), () -> say(share, ReplyType.PROGRESS, CONTACT));
    if (needs > 0.8 && chance.in(0.5)) {
      later(share, minutes(whole.toMinutes() * 0.4), () -> ask(share, more(), 1 + chance.below(4)));
    }
    later(share, takes, () -> answer(share));
  }

  private static ReplyType more() {
    return ReplyType.EXTENSION_REQUESTED;
  }

  private void answer(Share share) {
    var chance = chance(share, "answer");
    var result =
        switch (chance.weighed(70, 15, 8, 7)) {
          case 0 -> ResultType.SOLVED;
          case 1 -> ResultType.EXPLAINED;
          case 2 -> ResultType.MATERIAL_TOLD;
          default -> ResultType.CANNOT_BE_DONE;
        };
    var texts = Texts.of("opinionText", "已办理").and("publicReplyText", "您反映的事项已办理。");
    end(share);
    send(share, reply(share, ReplyType.OPINION_SUBMITTED, texts, result, null, null));
  }

  private void giveBack(Share share, Chance chance) {
    var c = stage.books().reader().find(share.caseNo()).orElseThrow().current();
    var others =
        stage.config().departments().types().stream()
            .filter(t -> t.kind() == DepartmentKind.HANDLING)
            .map(DepartmentType::code)
            .filter(code -> !code.equals(share.department().type()))
            .toList();
    var other = stage.config().departments().resolve(chance.of(others), c.regionCode());
    var texts = Texts.of("reasonText", "非本单位职责");
    send(
        share,
        new Reply(
            ReplyType.RETURN_REQUESTED,
            share.id(),
            share.department(),
            stage.clock().instant(),
            "经办人",
            share.id() + "/" + share.next(),
            texts,
            null,
            null,
            null,
            "NOT_OUR_DUTY",
            "职责规定",
            other.map(DepartmentId::toString).orElse(null),
            null));
  }

  private void ask(Share share, ReplyType what, int workdays) {
    String reason =
        what == ReplyType.EXTENSION_REQUESTED
            ? "COMPLEX_FACTS"
            : stage.config().limits().suspensions().reasons().get(0);
    send(share, reply(share, what, Texts.of("reasonText", "情况复杂"), null, reason, workdays));
  }

  private void say(Share share, ReplyType type, String text) {
    send(share, reply(share, type, Texts.of("text", text), null, null, null));
  }

  private Reply reply(
      Share share, ReplyType type, Texts texts, ResultType result, String reason, Integer days) {
    var now = stage.clock().instant();
    boolean contacts = type == ReplyType.PROGRESS || type == ReplyType.OPINION_SUBMITTED;
    return new Reply(
        type,
        share.id(),
        share.department(),
        now,
        "经办人",
        share.id() + "/" + share.next(),
        texts,
        result,
        result == ResultType.CANNOT_BE_DONE ? "现行政策第三条" : null,
        contacts ? now : null,
        reason,
        null,
        null,
        days);
  }

  private void send(Share share, Reply reply) {
    desk.say(
        "department." + share.department().dotted(),
        reply.idempotencyKey(),
        message -> stage.flow().reply(reply, message));
  }

  private void again(Share share, JsonNode letter) {
    if (share != null) {
      share.reopen();
      longer(share, letter);
      work(share, 0.4);
    }
  }

  private static void longer(Share share, JsonNode letter) {
    var due = share == null ? null : instant(letter, "replyBefore");
    if (due != null) {
      share.due(due);
    }
  }

  /** Somebody asks what became of it: whoever forgot may remember. */
  private void nudged(Share share, double works) {
    if (share != null && share.forgotten() && !share.over() && chance(share, "nudge").in(works)) {
      share.forget(false);
      work(share, 0.4);
    }
  }

  /** Efficiency offices get a copy, which is none of the department's own. */
  private void supervised(DepartmentId to, Share share, JsonNode letter) {
    if (share == null || !share.department().equals(to)) {
      return;
    }
    nudged(share, letter.path("level").asText().equals("RED_CARD") ? 1 : 0.8);
    String order = letter.path("orderId").asText();
    if (chance(share, "answer order").in(0.2)) {
      return;
    }
    agenda.at(
        time.after(stage.clock().instant(), Duration.ofHours(6)),
        () ->
            stage
                .books()
                .reader()
                .find(share.caseNo())
                .ifPresent(
                    found ->
                        desk.decide(
                            found.current(),
                            "answerSupervision",
                            Role.DEPT_LEADER,
                            Map.of("orderId", order, "answerText", "已督促办理，计划本周办结。"))));
  }

  private void end(Share share) {
    if (share != null && !share.over()) {
      share.end();
      open.merge(share.department().toString(), -1, Integer::sum);
    }
  }

  /** After so much working time, unless nothing is wanted any more. */
  private void later(Share share, Duration work, Runnable deed) {
    agenda.at(
        time.after(stage.clock().instant(), work),
        () -> {
          if (!share.over()) {
            deed.run();
          }
        });
  }

  private Chance chance(Share share, String what) {
    return Chance.of(seed, what + " " + share.id() + " " + share.next());
  }

  private static Duration minutes(double minutes) {
    return Duration.ofSeconds(Math.max(60, (long) (minutes * 60)));
  }

  private static Instant instant(JsonNode letter, String field) {
    var text = letter.path(field).asText("");
    return text.isEmpty() || text.equals("null") ? null : OffsetDateTime.parse(text).toInstant();
  }

  /** The departments' names that are known from letters, for the report. */
  List<String> busiest(int some) {
    return most.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(some)
        .map(e -> e.getKey() + " " + e.getValue())
        .toList();
  }
}
