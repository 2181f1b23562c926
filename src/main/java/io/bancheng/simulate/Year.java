package io.bancheng.simulate;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.ChannelNote;
import io.bancheng.canonical.NoteType;
import io.bancheng.canonical.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One year of the office: people come, departments answer, staff work their lists, and between them
 * the hub looks at its limits at the very moment when one passes.
 */
public final class Year {
  private static final Duration MOMENT = Duration.ofMillis(1);

  /** Days after which people begin to ask what became of their matter, and then every week. */
  private static final int PATIENCE = 14;

  private final Setting setting;
  private final Stage stage;
  private final Consumer<LocalDate> progress;
  private final OfficeTime time;
  private final Agenda agenda = new Agenda();
  private final Desk desk;
  private final Bureaus bureaus;
  private final Post post;
  private final Staff staff;
  private final Depths depths = new Depths();
  private final Map<String, Receipt> receipts = new TreeMap<>();
  private final Set<String> stuck = new TreeSet<>();

  private Year(Setting setting, Stage stage, Consumer<LocalDate> progress) {
    this.setting = setting;
    this.stage = stage;
    this.progress = progress;
    this.time = new OfficeTime(stage.config().calendar());
    this.desk = new Desk(stage);
    this.bureaus = new Bureaus(stage, agenda, desk, time, setting.seed());
    this.post = new Post(stage, bureaus);
    var decisions = new StaffDecisions(stage, desk, setting.seed());
    this.staff = new Staff(stage, time, setting.seed(), decisions, depths);
  }

  /**
   * Plays the year.
   *
   * @param progress hears of every day that begins
   */
  public static YearReport play(Setting setting, Stage stage, Consumer<LocalDate> progress) {
    return new Year(setting, stage, progress).play();
  }

  private YearReport play() {
    LocalDate first = setting.from().orElseGet(this::lastAnnounced);
    var end = time.midnight(first.plusDays(setting.days()));
    stage.clock().turnTo(time.midnight(first));
    first.datesUntil(first.plusDays(setting.days())).forEach(this::day);
    for (Arrival a : new People(setting, stage, time, first).all()) {
      if (a.at().isBefore(end)) {
        agenda.at(a.at(), () -> comes(a));
      }
    }
    run(end);
    var audit = new Audit(stage, end, receipts).look();
    var violations = Stream.concat(stuck.stream(), audit.violations().stream()).toList();
    return new YearReport(
        new YearReport.Played(
            first, setting.days(), setting.seed(), receipts.size(), post.letters()),
        audit.tally(),
        depths.all(),
        bureaus.busiest(5),
        new TreeMap<>(desk.refused()),
        violations);
  }

  private void run(Instant end) {
    var next = agenda.next();
    while (next.isPresent() && next.get().isBefore(end)) {
      lookUntil(next.get());
      stage.clock().turnTo(next.get());
      agenda.go();
      post.carry();
      next = agenda.next();
    }
    lookUntil(end);
    stage.clock().turnTo(end);
  }

  /** Lets the hub look whenever a limit passes before that time. */
  private void lookUntil(Instant until) {
    var before = stage.config().feedback().warnBefore();
    var next = stage.books().clocks().next(before);
    while (next.isPresent() && next.get().isBefore(until)) {
      var at = next.get().plus(MOMENT);
      stage.clock().turnTo(at);
      stage.flow().watch("clocks");
      stage.flow().watch("feedback-limits");
      post.carry();
      var later = stage.books().clocks().next(before);
      if (later.equals(next)) {
        stuck(at);
        return;
      }
      next = later;
    }
  }

  /** The hub looked and nothing followed: it would look again every second. */
  private void stuck(Instant at) {
    var clocks = stage.books().clocks();
    Stream.of(
            clocks.passed(at, 1),
            clocks.toArchive(at, 1),
            clocks.feedbackAtRisk(at, stage.config().feedback().warnBefore(), 1))
        .flatMap(List::stream)
        .forEach(
            p -> stuck.add("%s STUCK: %s is looked at in vain".formatted(p.caseNo(), p.kind())));
  }

  private void day(LocalDate day) {
    agenda.at(
        time.midnight(day),
        () -> {
          progress.accept(day);
          stage.flow().watch("mass-texts");
          stage.flow().watch("inbox");
        });
    time.rounds(day).forEach(at -> agenda.at(at, staff::round));
  }

  private void comes(Arrival a) {
    desk.say(
        "channel." + a.channelCode(),
        CanonicalJson.write(a.submission()),
        message -> {
          var receipt = stage.flow().accept(a.submission(), message);
          receipts.put(a.submission().envelope().sourceCaseId(), receipt);
          waits(a, receipt);
        });
  }

  /** What somebody does who waits: supplies what is missing, asks again, gives up. */
  private void waits(Arrival a, Receipt receipt) {
    var chance = Chance.of(setting.seed(), "waits " + a.number());
    if (receipt.status() == CaseStatus.PENDING_INFO && chance.in(0.65)) {
      var soon = a.at().plus(Duration.ofHours(5 + chance.below(90)));
      String region = a.submission().location().regionCode();
      agenda.at(soon, () -> note(a, NoteType.SUPPLEMENT, region == null ? "340882" : region));
    }
    if (chance.in(0.01)) {
      agenda.at(a.at().plus(Duration.ofDays(2)), () -> note(a, NoteType.CANCEL, null));
    }
    if (chance.in(0.5)) {
      agenda.at(a.at().plus(Duration.ofDays(PATIENCE)), () -> asks(a, receipt));
    }
  }

  private void asks(Arrival a, Receipt receipt) {
    var found = stage.books().reader().find(receipt.caseNo()).orElseThrow().current();
    var waiting = List.of(CaseStatus.ACCEPTED, CaseStatus.HANDLING, CaseStatus.SCREENING);
    if (waiting.contains(found.status())) {
      note(a, NoteType.URGE, null);
      agenda.at(stage.clock().instant().plus(Duration.ofDays(7)), () -> asks(a, receipt));
    }
  }

  private void note(Arrival a, NoteType type, String region) {
    var now = stage.clock().instant().atZone(CanonicalJson.ZONE).toOffsetDateTime();
    String key = a.submission().envelope().sourceCaseId() + " " + type + " " + now;
    var note =
        new ChannelNote(
            type,
            a.submission().envelope().sourceSystem(),
            a.submission().envelope().sourceCaseId(),
            null,
            key,
            null,
            now,
            type == NoteType.SUPPLEMENT ? "补充：事项是医保报销被退回两次，没有说明原因。" : "请尽快办理。",
            null,
            List.of(),
            null,
            region,
            null,
            List.of());
    desk.say("channel." + a.channelCode(), key, m -> stage.flow().note(note, m));
  }

  private LocalDate lastAnnounced() {
    for (int year = 2100; year > 2000; year--) {
      if (stage.config().calendar().announced(year)) {
        return LocalDate.of(year, 1, 1);
      }
    }
    throw new IllegalArgumentException("No year is announced in config/calendars. Name --from.");
  }
}
