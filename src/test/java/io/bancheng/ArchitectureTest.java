package io.bancheng;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of the house and the doors between them; docs/map.md shows the same table. */
class ArchitectureTest {
  private static final String ROOT = "io.bancheng.";
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.bancheng");

  /** Which of our packages each package may use. */
  private static final Map<String, List<String>> ARROWS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("canonical", List.of()),
              Map.entry("calendar", List.of("canonical")),
              Map.entry("config", List.of("canonical", "calendar")),
              Map.entry("mappings", List.of("canonical")),
              Map.entry("ledger", List.of("canonical", "calendar")),
              Map.entry("security", List.of("canonical")),
              Map.entry("rules", List.of("canonical", "calendar", "config")),
              Map.entry("accept", List.of("canonical", "calendar", "config")),
              Map.entry("classify", List.of("canonical", "calendar", "config")),
              Map.entry("assign", List.of("canonical", "calendar", "config")),
              Map.entry("close", List.of("canonical", "calendar", "config", "rules")),
              Map.entry("feedback", List.of("canonical", "calendar", "config")),
              Map.entry("supervise", List.of("canonical", "calendar", "config")),
              Map.entry(
                  "routes", List.of("attachments", "canonical", "config", "mappings", "security")),
              Map.entry("relay", List.of("canonical", "ledger")),
              Map.entry("attachments", List.of("canonical")),
              Map.entry("embedded", List.of("security")),
              Map.entry(
                  "console",
                  List.of(
                      "canonical",
                      "calendar",
                      "config",
                      "rules",
                      "supervise",
                      "ledger",
                      "attachments",
                      "pages",
                      "rehearse",
                      "security")),
              Map.entry("window", List.of("canonical", "config", "pages", "security")),
              Map.entry("pages", List.of()),
              Map.entry("track", List.of("canonical", "config", "ledger", "pages")),
              Map.entry("open311", List.of("canonical", "config", "ledger", "pages", "security")),
              Map.entry(
                  "report",
                  List.of("canonical", "calendar", "config", "ledger", "pages", "security")),
              Map.entry(
                  "rehearse",
                  List.of("canonical", "config", "mappings", "accept", "classify", "assign")),
              Map.entry(
                  "command",
                  List.of(
                      "canonical",
                      "config",
                      "embedded",
                      "kit",
                      "ledger",
                      "mappings",
                      "security",
                      "rehearse",
                      "report",
                      "simulate")),
              Map.entry("simulate", List.of("canonical", "calendar", "config", "ledger", "routes")),
              Map.entry("kit", List.of("canonical", "mappings")),
              Map.entry("samples", List.of())));

  /** Which libraries live in which packages only. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.ofEntries(
          Map.entry("org.apache.camel..", List.of("routes")),
          Map.entry("org.apache.hc..", List.of("routes")),
          Map.entry("org.springframework.jdbc..", List.of("ledger", "report")),
          Map.entry("java.sql..", List.of("ledger", "report", "embedded")),
          Map.entry("com.dashjoin..", List.of("mappings")),
          Map.entry("com.networknt..", List.of("mappings")),
          Map.entry("com.ctc.wstx..", List.of("mappings")),
          Map.entry("org.codehaus.stax2..", List.of("mappings")),
          Map.entry("org.apache.tika..", List.of("mappings", "window")),
          Map.entry("org.jsoup..", List.of("mappings")),
          Map.entry("jakarta.mail..", List.of("mappings", "routes", "samples")),
          Map.entry("org.eclipse.angus..", List.of("routes")),
          Map.entry("org.apache.tomcat..", List.of("window")),
          Map.entry("io.github.bucket4j..", List.of("pages")),
          Map.entry("com.github.benmanes..", List.of("pages")),
          Map.entry("com.google.zxing..", List.of("pages")),
          Map.entry(
              "org.springframework.web.bind..",
              List.of("console", "window", "track", "report", "open311")),
          Map.entry("org.apache.qpid..", List.of("samples", "kit")),
          Map.entry("org.apache.activemq..", List.of("embedded", "relay")),
          Map.entry("org.dhatim..", List.of("report", "command")),
          Map.entry("picocli..", List.of("command")));

  @Test
  void packages_use_each_other_only_along_the_arrows() {
    ARROWS.forEach(
        (from, to) ->
            noClasses()
                .that()
                .resideInAPackage(ROOT + from + "..")
                .should()
                .dependOnClassesThat(ours().and(DescribedPredicate.not(in(from, to))))
                .because(from + " may use " + to)
                .check(MAIN));
  }

  @Test
  void every_package_is_in_the_table() {
    var packages =
        MAIN.stream()
            .map(c -> c.getPackageName())
            .filter(name -> name.startsWith(ROOT))
            .map(name -> name.substring(ROOT.length()).split("\\.")[0])
            .distinct();
    assertThat(packages).allMatch(ARROWS::containsKey);
  }

  @Test
  void libraries_stay_in_their_rooms() {
    LIBRARIES.forEach(
        (library, rooms) ->
            noClasses()
                .that(
                    DescribedPredicate.not(
                        resideInAnyPackage(
                            Stream.concat(
                                    Stream.of("io.bancheng"),
                                    rooms.stream().map(room -> ROOT + room + ".."))
                                .toArray(String[]::new))))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .because(library + " belongs to " + rooms)
                .check(MAIN));
  }

  @Test
  void steps_know_no_framework() {
    classes()
        .that()
        .resideInAnyPackage(
            Stream.of("accept", "classify", "assign", "close", "feedback", "supervise", "calendar")
                .map(step -> ROOT + step + "..")
                .toArray(String[]::new))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", "io.bancheng.."))
        .check(MAIN);
  }

  @Test
  void time_is_a_parameter() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .orShould()
        .callMethod(java.time.LocalDateTime.class, "now")
        .check(MAIN);
  }

  private static DescribedPredicate<JavaClass> ours() {
    return resideInAPackage("io.bancheng..");
  }

  private static DescribedPredicate<JavaClass> in(String from, List<String> to) {
    var packages =
        Stream.concat(Stream.of(from), to.stream())
            .map(p -> ROOT + p + "..")
            .toArray(String[]::new);
    return resideInAnyPackage(Arrays.copyOf(packages, packages.length));
  }
}
