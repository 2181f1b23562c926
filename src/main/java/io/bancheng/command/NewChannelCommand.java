package io.bancheng.command;

import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.Channel;
import io.bancheng.canonical.Problems;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.HubConfig;
import io.bancheng.config.Tier;
import io.bancheng.mappings.MappingCases;
import io.bancheng.mappings.Mappings;
import io.bancheng.mappings.Sketch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub new channel}: channel, field table and example from one message of the source. */
@Command(
    name = "channel",
    description = "Write a channel, a field table guessed from a sample, and its example.",
    mixinStandardHelpOptions = true)
final class NewChannelCommand implements Callable<Integer> {
  private static final String TEXT =
      """
      # yaml-language-server: $schema=../../docs/schemas/channel.schema.json
      # %1$s: who sends, and how. bin/hub check says what is wrong; docs/connect-a-channel.md has every key.
      # COUNTER HOTLINE WEB MAIL BATCH EFFICIENCY_LINE SUPERIOR VISIT
      channel: %2$s
      # The field table in mappings/ that reads its messages.
      mapping: %3$s
      # Region of the case number when a message names no region.
      region: %4$s
      # Ways in: POST /api/v1/channels/%1$s/cases, and the queue channel.%1$s.
      http: true
      queue: false
      # A known source id with another text is a conflict; true: it is a correction.
      versions: false
      # Who hears of its cases: queue (channel.%1$s.answers), rest, mail, none.
      answers: none
      # How its reporters are told: PHONE SMS ON_SITE WEB MAIL LETTER; who says that they were: person, delivery, receipt.
      feedback:
        method: PHONE
        confirmedBy: person
      """;

  @Parameters(paramLabel = "CODE", description = "the channel's code, e.g. county")
  private String code;

  @ArgGroup(multiplicity = "1")
  private Sample sample;

  @Option(
      names = "--channel",
      paramLabel = "KIND",
      description = "COUNTER HOTLINE WEB (default) BATCH EFFICIENCY_LINE SUPERIOR VISIT")
  private Channel channel = Channel.WEB;

  @Option(
      names = "--region",
      paramLabel = "CODE",
      description = "region of its case numbers; default: the province of regions.csv")
  private String region;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "folder with config/, routes/ and mappings/; default: where the hub looks")
  private Path dir;

  @Spec private CommandSpec spec;

  /** One message, as the source sends it. */
  static final class Sample {
    @Option(names = "--json", paramLabel = "SAMPLE", description = "a message in JSON")
    Path json;

    @Option(names = "--xml", paramLabel = "SAMPLE", description = "a message in XML")
    Path xml;

    @Option(names = "--csv", paramLabel = "SAMPLE", description = "a file with header and rows")
    Path csv;

    String format() {
      return json != null ? "json" : xml != null ? "xml" : "csv";
    }

    Path file() {
      return json != null ? json : xml != null ? xml : csv;
    }
  }

  @Override
  public Integer call() {
    if (!code.matches("[a-z][a-z0-9-]{0,39}")) {
      throw usage("\"" + code + "\": write small letters, digits and hyphens, a letter first.");
    }
    var folders = Folders.of(dir);
    String home = region(folders);
    byte[] message = message();
    var sketch = sketch(message);
    String mapping = code + "-" + sample.format();
    Path table = folders.mappings().resolve(mapping + ".yaml");
    Path example =
        folders.mappings().resolve(mapping).resolve("sample." + Sketch.suffix(sample.format()));
    Path expected = example.resolveSibling("sample.expected.json");
    var files = new LinkedHashMap<Path, byte[]>();
    files.put(example, message);
    files.put(expected, NewCommand.utf8("{\"canonical\": {}}\n"));
    files.put(table, NewCommand.utf8(sketch.table()));
    files.put(
        folders.config().resolve("channels/" + code + ".yaml"),
        NewCommand.utf8(TEXT.formatted(code, channel, mapping, home)));
    NewCommand.write(spec, files);
    tell(sketch);
    int exit = NewCommand.checked(spec, folders);
    expect(folders, mapping, expected);
    spec.commandLine().getOut().flush();
    return exit == 0 && sketch.missing().isEmpty() ? 0 : 1;
  }

  private void tell(Sketch sketch) {
    var out = spec.commandLine().getOut();
    sketch.recognised().forEach((field, path) -> out.printf("guessed  %s from %s%n", field, path));
    sketch.kept().forEach(path -> out.printf("kept     %s was not recognised%n", path));
    sketch.missing().forEach(field -> out.printf("missing  %s: say where it comes from%n", field));
  }

  /** Notes what comes of the example, so that every later change of the table shows. */
  private void expect(Folders folders, String mapping, Path expected) {
    var out = spec.commandLine().getOut();
    try {
      var config = ConfigLoader.load(folders.config(), folders.mappings(), folders.routes());
      var outcome =
          MappingCases.observed(
              Mappings.load(folders.mappings(), config.regions()), mapping, channel);
      Files.writeString(
          expected,
          CanonicalJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(outcome) + "\n");
      out.printf(
          "Read %s: it is what comes of the sample now, and what \"hub test\" expects.%n",
          expected);
      out.println(
          "Replace the names, numbers and phones of people in the sample before you keep it.");
    } catch (Problems e) {
      out.println("Mend that, then see with \"hub test\" what comes of the sample.");
    } catch (IOException e) {
      throw usage("It cannot be written: " + e);
    }
  }

  private Sketch sketch(byte[] message) {
    try {
      return Sketch.of(sample.format(), message, null);
    } catch (Unacceptable e) {
      throw usage("%s is no %s: %s".formatted(sample.file(), sample.format(), e.getMessage()));
    }
  }

  private byte[] message() {
    try {
      return Files.readAllBytes(sample.file());
    } catch (IOException e) {
      throw usage(sample.file() + " cannot be read: " + e.getMessage());
    }
  }

  private String region(Folders folders) {
    HubConfig config;
    try {
      config = ConfigLoader.load(folders.config(), folders.mappings(), folders.routes());
    } catch (Problems e) {
      throw usage("The files are broken as they are; mend them first:\n" + e.getMessage());
    }
    if (region != null && !config.regions().knows(region)) {
      throw usage("Region " + region + " is not in tables/regions.csv.");
    }
    return region != null
        ? region
        : config.regions().all().stream()
            .filter(known -> known.tier() == Tier.PROVINCE)
            .findFirst()
            .orElseThrow(() -> usage("Name the region of its case numbers with --region."))
            .code();
  }

  private ParameterException usage(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
