package io.bancheng.accept;

import static io.bancheng.canonical.CanonicalJson.ZONE;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.AnsweredOnSpot;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.CaseKind;
import io.bancheng.canonical.CaseStatus;
import io.bancheng.canonical.Channel;
import io.bancheng.canonical.Clock;
import io.bancheng.canonical.ClockKind;
import io.bancheng.canonical.DataQualityFlag;
import io.bancheng.canonical.Gazetteer;
import io.bancheng.canonical.InfoRequested;
import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.Merged;
import io.bancheng.canonical.Registered;
import io.bancheng.canonical.Registration;
import io.bancheng.canonical.Role;
import io.bancheng.canonical.Screened;
import io.bancheng.canonical.ScreeningHit;
import io.bancheng.canonical.Source;
import io.bancheng.canonical.Supplemented;
import io.bancheng.canonical.Texts;
import io.bancheng.config.HubConfig;
import io.bancheng.config.Turn;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Accepts what came in (受理): registers it, links it to an open case it belongs to, asks for what is
 * missing, screens the rest. A hit in screening is a proposal; only a person refuses.
 */
public final class Registrar {
  /** Shorter than this a text says nothing that could be handled. */
  private static final int SHORTEST_CONTENT = 5;

  private static final Optional<String> NONE = Optional.empty();

  /** The case that a submission gives, as far as acceptance can decide by itself. */
  public Turn register(Registration registration, HubConfig config, Instant now) {
    var file = CaseFile.open(registered(registration, config, now));
    var turn = new Turn(file, config, now, registration.ofReporter());
    if (registration.earlierCaseNo() != null) {
      return turn.add(
          new Merged(now, Actor.HUB, registration.earlierCaseNo(), "named by its source"));
    }
    return onSpotAnswer(turn).isPresent() ? turn : screen(turn);
  }

  /** Closes a consultation (咨询) that the clerk at the counter has answered at once. */
  public Turn answerOnSpot(Turn turn) {
    var answer = turn.current().status() == CaseStatus.RECEIVED ? onSpotAnswer(turn) : NONE;
    return answer
        .map(
            text ->
                turn.add(
                    new AnsweredOnSpot(
                        turn.now(),
                        clerk(turn),
                        Texts.of("publicReplyText", text),
                        List.of(
                            turn.clock(
                                ClockKind.FEEDBACK, turn.current().caseNo(), IssueClass.GENERAL)))))
        .orElse(turn);
  }

  private static Optional<String> onSpotAnswer(Turn turn) {
    var said = turn.submission();
    boolean asked =
        said.caseKind() == CaseKind.CONSULTATION && said.envelope().channel() == Channel.COUNTER;
    return asked ? extension(turn, "onSpotAnswer") : NONE;
  }

  private static Actor clerk(Turn turn) {
    return new Actor(
        Role.WINDOW_CLERK,
        "channel." + turn.current().source().channelCode(),
        extension(turn, "operatorNo").orElse(null));
  }

  private static Optional<String> extension(Turn turn, String name) {
    var extensions = turn.submission().extensions();
    return Optional.ofNullable(extensions == null ? null : extensions.get(name))
        .map(Object::toString);
  }

  /**
   * Screens a case that waited for something, if it now has all that is needed; else it waits on.
   *
   * @param regionCode the region that was supplied, null if none was
   */
  Turn supplemented(Turn turn, Actor by, String regionCode) {
    var place = place(turn, regionCode);
    var before = missing(turn, turn.current().regionCode());
    if (!missing(turn, place.regionCode()).isEmpty()) {
      return turn;
    }
    return screen(
        turn.add(
            new Supplemented(
                turn.now(), by, before, place.regionCode(), place.townCode(), Texts.NONE)));
  }

  /** The place as it was, as it was supplied, or as the supplement's words name it. */
  private static Gazetteer.Place place(Turn turn, String regionCode) {
    var c = turn.current();
    var regions = turn.config().regions();
    if (c.regionCode() == null && regionCode != null && regions.knows(regionCode)) {
      return new Gazetteer.Place(regionCode, null);
    }
    var known = new Gazetteer.Place(c.regionCode(), c.townCode());
    return c.regionCode() == null ? regions.locate(turn.file().supplement()).orElse(known) : known;
  }

  /** Asks for what is missing, or else holds the case against the exclusion rules (初步研判). */
  Turn screen(Turn turn) {
    var missing = missing(turn, turn.current().regionCode());
    if (!missing.isEmpty()) {
      return turn.add(
          new InfoRequested(
              turn.now(), Actor.HUB, missing, List.of(ScreeningDesk.infoClock(turn))));
    }
    var demand = turn.submission().demand();
    var hits = turn.config().exclusions().hits(demand.title(), turn.file().content());
    boolean forPerson = hits.stream().anyMatch(ScreeningHit::needsPerson);
    var clocks = forPerson ? acceptClock(turn) : List.<Clock>of();
    return turn.add(new Screened(turn.now(), Actor.HUB, hits, clocks));
  }

  private static Registered registered(Registration registration, HubConfig config, Instant now) {
    var said = registration.submission();
    var location = said.location();
    return new Registered(
        now,
        Actor.HUB,
        registration.caseNo(),
        source(registration),
        said.caseKind(),
        location.regionCode(),
        location.townCode(),
        said.flags(),
        said.reporter().confidential(),
        config.version(),
        sourceClock(registration, now),
        said);
  }

  private static Source source(Registration registration) {
    var envelope = registration.submission().envelope();
    return new Source(
        envelope.channel(),
        registration.channelCode(),
        envelope.sourceSystem(),
        envelope.sourceCaseId(),
        envelope.sourceVersion(),
        instant(registration.submission().demand().sourceDueAt()));
  }

  private static List<Clock> sourceClock(Registration registration, Instant now) {
    var due = instant(registration.submission().demand().sourceDueAt());
    return due == null
        ? List.of()
        : List.of(Clock.wanted(ClockKind.SOURCE, registration.caseNo(), 1, now, due));
  }

  private static List<Clock> acceptClock(Turn turn) {
    var c = turn.current();
    return List.of(turn.clock(ClockKind.ACCEPT, c.caseNo(), IssueClass.GENERAL));
  }

  /** Fields without which nobody can be asked to handle the case, as JSON paths. */
  private static List<String> missing(Turn turn, String regionCode) {
    var missing = new ArrayList<String>();
    if (regionCode == null) {
      missing.add("location.regionCode");
    }
    boolean tooShort = turn.current().flags().contains(DataQualityFlag.CONTENT_TOO_SHORT);
    if (tooShort && turn.file().supplement().codePoints().count() < SHORTEST_CONTENT) {
      missing.add("demand.content");
    }
    return missing;
  }

  private static Instant instant(OffsetDateTime time) {
    return time == null ? null : time.atZoneSameInstant(ZONE).toInstant();
  }
}
