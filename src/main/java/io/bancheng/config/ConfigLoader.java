package io.bancheng.config;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Problem;
import io.bancheng.canonical.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the operators' folders into one value, or tells every problem in {@code config/}. */
public final class ConfigLoader {
  private static final List<String> NAMED =
      List.of(
          "config/deadlines.yaml",
          "config/review.yaml",
          "config/repeats.yaml",
          StaffFile.FILE,
          BuckPassing.FILE,
          CallbackPolicy.FILE,
          FeedbackPolicy.FILE,
          Assessment.FILE,
          MailTexts.FILE,
          DepartmentMailTexts.FILE,
          SmsTexts.FILE,
          Roster.FILE,
          "config/tables/regions.csv",
          "config/tables/departments.csv",
          "config/tables/categories.csv",
          "config/tables/routing.csv",
          "config/tables/routing.test.csv",
          "config/tables/exclusions.csv");

  /** Spring Boot's own files, and one file per calendar, channel and department. */
  private static final Pattern OTHERS =
      Pattern.compile(
          "config/application(-[^/]+)?\\.(yaml|yml|properties)|config/(sms|reporting)\\.yaml"
              + "|config/(calendars|channels|departments)/[^/]+\\.yaml");

  private ConfigLoader() {}

  /**
   * What was read, and what about it may surprise.
   *
   * @param advice by file and place
   */
  public record Checked(HubConfig config, List<Problem> advice) {}

  /**
   * Reads and checks the three folders: {@code config/} whole, {@code routes/} for what it may use.
   * Mappings are only hashed and looked up by name; their own package checks them.
   *
   * @throws Problems with everything that is wrong in {@code config/} and {@code routes/}
   */
  public static HubConfig load(Path config, Path mappings, Path routes) {
    return check(config, mappings, routes).config();
  }

  /**
   * The same, with advice.
   *
   * @throws Problems with everything that is wrong in {@code config/} and {@code routes/}
   */
  public static Checked check(Path config, Path mappings, Path routes) {
    var files = ConfigFiles.read(config, mappings, routes);
    var findings = new Findings();
    checkNames(files, findings);
    var regions = RegionsTable.read(files, findings);
    var departments = DepartmentsTable.read(files, regions, findings);
    var categories = Categories.read(files, findings);
    var exclusions = Exclusions.read(files, findings);
    var channels = ChannelConfig.read(files, regions, findings);
    var known = new RoutingReader.Known(regions, departments, categories, channels.keySet());
    var routing = new RoutingReader(known, findings);
    var rules = routing.rules(files);
    var phrases = routing.phrases(files);
    var limits = DeadlinesReader.read(files, findings);
    var calendar = CalendarReader.read(files, findings);
    var connections = DepartmentConnection.read(files, departments, findings);
    MailDepartment.apart(connections.values(), channels.values(), findings);
    FileDepartment.apart(connections.values(), channels.values(), findings);
    var review = ReviewPolicy.read(files, findings);
    var repeats = RepeatPolicy.read(files, findings);
    var feedback = FeedbackPolicy.read(files, findings);
    var callback = CallbackPolicy.read(files, channels.keySet(), findings);
    var assessment = Assessment.read(files, findings);
    var mailTexts = MailTexts.read(files, findings);
    var departmentMail = DepartmentMailTexts.read(files, findings);
    var sms = SmsGateway.read(files, findings);
    var smsTexts = SmsTexts.read(files, findings);
    var listeners = Listeners.read(files, findings);
    var staff = StaffFile.read(files, regions, departments, findings);
    var office =
        new Office(
            staff, Roster.read(files, regions, staff, findings), BuckPassing.read(files, findings));
    SpringFiles.check(files, findings);
    new FlowReader(files, findings).check();
    new RoutingAdvice(files, known, rules, findings).advise(phrases);
    findings.refuse();
    var read =
        new HubConfig(
            files.version(),
            files.hashes("routes/"),
            regions,
            departments,
            categories,
            exclusions,
            new RoutingTable(rules, files.version()),
            limits,
            calendar,
            channels,
            connections,
            review,
            repeats,
            feedback,
            callback,
            assessment,
            mailTexts,
            departmentMail,
            sms,
            smsTexts,
            listeners,
            office,
            phrases);
    return new Checked(read, findings.advice());
  }

  /**
   * One department's file, wherever it lies, read as if it lay in {@code config/departments}.
   *
   * @param content of the file
   * @throws Problems with everything that is wrong in it and in the tables that it needs
   */
  public static DepartmentConnection department(
      String fileName, byte[] content, OperatorFiles operatorFiles) {
    var files =
        ConfigFiles.read(operatorFiles.config(), operatorFiles.mappings(), operatorFiles.routes())
            .with("config/departments/" + fileName, content);
    var findings = new Findings();
    var regions = RegionsTable.read(files, findings);
    var departments = DepartmentsTable.read(files, regions, findings);
    var connections = DepartmentConnection.read(files, departments, findings);
    findings.refuse();
    return connections.get(DepartmentId.parse(fileName.replaceFirst("\\.yaml$", "")));
  }

  private static void checkNames(ConfigFiles files, Findings findings) {
    for (String path : files.paths()) {
      boolean known = NAMED.contains(path) || OTHERS.matcher(path).matches();
      if (path.startsWith("config/") && !known) {
        findings.unknown(new Place(path, 1, 1), "file", path, NAMED, "");
      }
    }
  }
}
