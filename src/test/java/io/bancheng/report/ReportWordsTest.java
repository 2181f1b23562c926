package io.bancheng.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.CaseKind;
import io.bancheng.canonical.Channel;
import io.bancheng.canonical.FeedbackMethod;
import io.bancheng.canonical.IssueClass;
import io.bancheng.canonical.ResultType;
import io.bancheng.canonical.Solved;
import io.bancheng.config.Assessment;
import io.bancheng.config.Tier;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text of the report is there in both languages, and none is there for nothing. */
class ReportWordsTest {
  private static final Path PAGES = Path.of("src/main/resources/templates/report");
  private static final Pattern NAMED =
      Pattern.compile("(?<=['{])report\\.[a-zA-Z.]*[a-zA-Z](?=['}(])");

  @Test
  void both_languages_have_exactly_the_texts_that_pages_and_figures_need() throws IOException {
    var needed = needed();
    assertThat(words("report.properties").stringPropertyNames()).isEqualTo(needed);
    assertThat(words("report_en.properties").stringPropertyNames()).isEqualTo(needed);
  }

  @Test
  void what_can_be_weighed_are_indicators() {
    assertThat(Assessment.RATES)
        .allMatch(code -> Indicators.find(code).filter(Indicator::rate).isPresent());
    assertThat(Assessment.COUNTS)
        .allMatch(
            code ->
                Indicators.find(code).filter(i -> i.kind() == Indicator.Kind.COUNT).isPresent());
  }

  private static Set<String> needed() throws IOException {
    var keys = new TreeSet<>(List.of("report.all", "report.unplaced"));
    keys.addAll(named());
    for (Indicator indicator : Indicators.ALL) {
      keys.add("report.indicator." + indicator.code());
      keys.add("report.formula." + indicator.code().replaceFirst("^(rejectByReason)\\..*", "$1"));
    }
    Arrays.stream(Breakdown.values()).forEach(by -> keys.add("report.by." + by.label()));
    Arrays.stream(Exports.State.values()).forEach(state -> keys.add("report.ledger." + state));
    Arrays.stream(Tier.values()).forEach(tier -> keys.add("report.tier." + tier));
    Arrays.stream(Channel.values()).forEach(channel -> keys.add("report.channel." + channel));
    Arrays.stream(IssueClass.values()).forEach(c -> keys.add("report.issueClass." + c));
    Arrays.stream(Indicator.Part.values())
        .forEach(part -> keys.add("report.part." + part.name().toLowerCase(Locale.ROOT)));
    keys.addAll(ofTheLedger());
    return keys;
  }

  private static List<String> ofTheLedger() {
    var types = List.of("INDIVIDUAL", "ENTERPRISE", "SELF_EMPLOYED", "ORGANIZATION", "ANONYMOUS");
    return Stream.of(
            Stream.of("report.confidential"),
            new LedgerTable(null, Locale.ROOT).columns().stream().map(c -> "report.column." + c),
            types.stream().map(type -> "report.type." + type),
            Arrays.stream(CaseKind.values()).map(kind -> "report.kind." + kind),
            Arrays.stream(ResultType.values()).map(result -> "report.result." + result),
            Arrays.stream(Solved.values()).map(solved -> "report.solved." + solved),
            Arrays.stream(FeedbackMethod.values()).map(method -> "report.method." + method))
        .flatMap(keys -> keys)
        .toList();
  }

  private static List<String> named() throws IOException {
    var names = new ArrayList<String>();
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.toList()) {
        var matcher = NAMED.matcher(Files.readString(page));
        while (matcher.find()) {
          names.add(matcher.group());
        }
      }
    }
    return names;
  }

  private static Properties words(String file) throws IOException {
    var words = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/i18n", file))) {
      words.load(reader);
    }
    return words;
  }
}
