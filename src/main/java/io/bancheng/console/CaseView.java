package io.bancheng.console;

import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Step;
import io.bancheng.canonical.Submission;
import io.bancheng.config.Category;
import io.bancheng.config.HubConfig;
import io.bancheng.config.Region;
import io.bancheng.ledger.CaseReader.Found;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A case as the console shows it: names for codes, lights for limits, people masked. */
record CaseView(Found found, HubConfig config, Instant now) {
  /**
   * One of the five steps.
   *
   * @param state {@code reached}, {@code now} or {@code ahead}
   */
  record StepShown(Step step, String state) {}

  /** A limit, what it runs on, and its light. */
  record Limit(Clock clock, String subject, Light light) {}

  /** A department's share of this round. */
  record Share(Assignment assignment, String department, Optional<Limit> limit) {}

  public Case c() {
    return found.current();
  }

  /** What was said; null if the person was erased. */
  public Submission said() {
    return found.submission();
  }

  public String title() {
    return said() == null || said().demand().title() == null
        ? c().caseNo()
        : said().demand().title();
  }

  public Map<String, Object> reporter() {
    return CaseJson.reporter(said(), new Reveal(false, false));
  }

  public List<StepShown> steps() {
    var at = c().status().step();
    return Arrays.stream(Step.values())
        .map(
            step ->
                new StepShown(
                    step, step == at ? "now" : step.compareTo(at) < 0 ? "reached" : "ahead"))
        .toList();
  }

  /** Where it is about, from the province down. */
  public String region() {
    return c().regionCode() == null
        ? ""
        : config.regions().upward(c().regionCode()).stream()
            .map(Region::nameZh)
            .reduce("", (below, above) -> above + below);
  }

  public String category() {
    return Optional.ofNullable(c().classification())
        .flatMap(k -> config.categories().find(k.categoryCode()))
        .map(Category::nameZh)
        .orElse("");
  }

  /** The shares of this round, the lead first. */
  public List<Share> shares() {
    return c().assignments().stream()
        .filter(a -> a.round() == c().round())
        .sorted(Comparator.comparing(a -> !a.lead()))
        .map(a -> new Share(a, name(a), limit(a)))
        .toList();
  }

  /** The limits of this round, those that run first and the nearest before the others. */
  public List<Limit> limits() {
    return c().clocks().stream()
        .filter(k -> k.round() == c().round() && k.kind() != ClockKind.ARCHIVE)
        .map(this::limit)
        .sorted(
            Comparator.comparing((Limit l) -> !l.clock().running())
                .thenComparing(l -> l.clock().dueAt()))
        .toList();
  }

  /** The limit that runs out first, if one runs. */
  public Optional<Limit> nearest() {
    return limits().stream().filter(l -> l.clock().running()).findFirst();
  }

  private Optional<Limit> limit(Assignment a) {
    return Stream.of(ClockKind.SIGN, ClockKind.SUPPORT_REPLY)
        .flatMap(kind -> c().clock(kind, a.id()).stream())
        .filter(Clock::running)
        .findFirst()
        .or(() -> a.lead() ? c().clock(ClockKind.HANDLE, c().caseNo()) : Optional.empty())
        .map(this::limit);
  }

  private Limit limit(Clock k) {
    var subject = c().assignment(k.subject()).map(this::name).orElse("");
    return new Limit(k, subject, Light.of(k, now, Light.amber(config, now)));
  }

  private String name(Assignment a) {
    return config.departments().nameZh(a.department());
  }

  public String name(DepartmentId id) {
    return config.departments().nameZh(id);
  }
}
