package io.bancheng.mappings;

import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Submission;
import io.bancheng.canonical.Submission.Reporter;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps a confidential reporter (要求保密) from being named to a department: wherever the name or a
 * number of theirs stands in a text, {@code ***} stands in the letter. The stored text is not
 * touched.
 */
final class Discretion implements UnaryOperator<String> {
  private static final String HIDDEN = "***";
  private static final int SHORTEST = 2;

  private final Pattern secrets;

  private Discretion(Pattern secrets) {
    this.secrets = secrets;
  }

  static Discretion towardsDepartments(CaseFile file) {
    var submission = file.submission();
    boolean hide = confidential(file) && submission != null;
    return new Discretion(hide ? secrets(submission.reporter()) : null);
  }

  static boolean confidential(CaseFile file) {
    Submission submission = file.submission();
    return file.current().confidential()
        || submission != null && submission.reporter().confidential();
  }

  @Override
  public String apply(String text) {
    return secrets == null ? text : secrets.matcher(text).replaceAll(HIDDEN);
  }

  /** Longest first, so that no part of a longer one is left over; null if there is none. */
  private static Pattern secrets(Reporter reporter) {
    var own = Stream.of(reporter.name(), reporter.idNumber(), reporter.orgName(), reporter.uscc());
    var party = reporter.onBehalfOf();
    var others = party == null ? Stream.<String>of() : Stream.of(party.name(), party.idNumber());
    var contacts = reporter.contacts().stream().map(c -> c.value());
    String any =
        Stream.of(own, others, contacts)
            .flatMap(s -> s)
            .filter(s -> s != null && s.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Discretion::howeverSpaced)
            .collect(Collectors.joining("|"));
    return any.isEmpty() ? null : Pattern.compile(any);
  }

  /** People type blanks and hyphens into names and numbers, and digits in full width. */
  private static String howeverSpaced(String secret) {
    return Words.identifier(secret)
        .codePoints()
        .mapToObj(
            c ->
                c >= '0' && c <= '9'
                    ? "[" + (char) c + (char) (c - '0' + '０') + "]"
                    : Pattern.quote(Character.toString(c)))
        .collect(Collectors.joining("[\\s\\p{Z}\\p{Pd}]*"));
  }
}
