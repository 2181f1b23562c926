package io.bancheng.mappings;

import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Submission;
import io.bancheng.canonical.Submission.Reporter;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells a department no more of the reporter than its share needs: where something of theirs that
 * is not for it stands in a text, {@code ***} stands in the letter. The stored text is not touched.
 *
 * <p>Of a confidential reporter (要求保密) that is every name and number; towards a supporting
 * department (协办) it is identity numbers and contacts, for the lead speaks with the reporter.
 */
final class Discretion implements UnaryOperator<String> {
  private static final String HIDDEN = "***";
  private static final int SHORTEST = 2;
  private static final String GAP = "[\\s\\p{Z}\\p{Pd}]*";
  private static final String DIGIT = "[0-9０-９]";

  /** Anybody's: a mobile number, or an identity number with a date of birth in its middle. */
  private static final String NUMBERS =
      ("(?<!#)(?:(?:[8８]~[6６]~)?[1１]~[3-9３-９](?:~#){9}"
              + "|#{6}~(?:19|20|１９|２０)#{2}(?:[0０]#|[1１][0-2０-２])[0-3０-３]#~#{3}~[0-9０-９XxＸｘ])(?!#)")
          .replace("~", GAP)
          .replace("#", DIGIT);

  private final Pattern secrets;

  private Discretion(Pattern secrets) {
    this.secrets = secrets;
  }

  static Discretion towards(Assignment share, CaseFile file) {
    boolean confidential = confidential(file);
    if (!confidential && share.lead()) {
      return new Discretion(null);
    }
    var known =
        file.submission() == null
            ? Stream.<String>of()
            : secrets(file.submission().reporter(), confidential);
    return new Discretion(
        Pattern.compile(Stream.concat(known, Stream.of(NUMBERS)).collect(Collectors.joining("|"))));
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

  /** Longest first, so that no part of a longer one is left over. */
  private static Stream<String> secrets(Reporter reporter, boolean names) {
    var numbers =
        Stream.concat(
            Stream.of(reporter.idNumber()), reporter.contacts().stream().map(c -> c.value()));
    var own =
        names
            ? Stream.of(reporter.name(), reporter.orgName(), reporter.uscc())
            : Stream.<String>of();
    var party = reporter.onBehalfOf();
    var others =
        party == null
            ? Stream.<String>of()
            : Stream.of(party.idNumber(), names ? party.name() : null);
    return Stream.of(own, numbers, others)
        .flatMap(s -> s)
        .filter(s -> s != null && s.length() >= SHORTEST)
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .map(Discretion::howeverSpaced);
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
        .collect(Collectors.joining(GAP));
  }
}
