package io.bancheng.track;

import io.bancheng.canonical.Actor;
import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.CaseDesk;
import io.bancheng.canonical.Decision;
import io.bancheng.canonical.IllegalTransition;
import io.bancheng.canonical.Role;
import io.bancheng.config.ActiveConfig;
import io.bancheng.ledger.CaseReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Answers who has a case's number and its query code. The code is a keyed hash of the number, so a
 * wrong number and a wrong code take the same way: the ledger is asked about neither.
 */
final class TrackDesk {
  private static final int LONGEST = 40;

  private final CaseReader cases;
  private final UnaryOperator<String> queryCodes;
  private final ActiveConfig config;
  private final Clock clock;
  private final CaseDesk decisions;

  /**
   * Whom it asks.
   *
   * @param queryCodes the query code of a case number
   * @param decisions where a rating goes
   */
  record Sources(CaseReader cases, UnaryOperator<String> queryCodes, CaseDesk decisions) {}

  TrackDesk(Sources sources, ActiveConfig config, Clock clock) {
    this.cases = sources.cases();
    this.queryCodes = sources.queryCodes();
    this.decisions = sources.decisions();
    this.config = config;
    this.clock = clock;
  }

  /** How the case stands; empty if there is none with that number and that code. */
  Optional<Standing> find(String caseNo, String code) {
    String number = digits(caseNo);
    boolean known = equal(queryCodes.apply(number), digits(code));
    return known ? cases.find(number).map(this::standing) : Optional.empty();
  }

  /**
   * Takes the reporter's rating; what follows from it follows at once.
   *
   * @return false if the case cannot be rated now, perhaps because it was rated in this round
   */
  boolean rate(Standing standing, RatingForm form) {
    try {
      var reporter = new Actor(Role.REPORTER, "reporter", null);
      decisions.decide(
          new Decision(standing.caseNo(), "recordCallback", reporter, null, form.data()));
      return true;
    } catch (IllegalTransition e) {
      return false;
    }
  }

  private Standing standing(CaseReader.Found found) {
    var c = found.current();
    var departments = config.current().departments();
    return Standing.of(
        c, c.lead().map(Assignment::department).map(departments::nameZh), clock.instant());
  }

  /** As people type it: with blanks, or in full-width digits. */
  private static String digits(String typed) {
    String cut = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
    return Normalizer.normalize(cut, Normalizer.Form.NFKC).replaceAll("[\\s-]", "");
  }

  private static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
