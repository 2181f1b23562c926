package io.bancheng.mappings;

import io.bancheng.canonical.Gazetteer;
import io.bancheng.canonical.Problem;
import io.bancheng.canonical.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The operators' field tables, one per source format or department, compiled once. */
public final class Mappings {
  private static final String DEPARTMENTS = "departments";

  private final Path dir;
  private final Map<String, Mapping> byName;
  private final Map<String, DepartmentMapping> departments;
  private final ReadingLimits limits;

  private Mappings(
      Path dir,
      Map<String, Mapping> byName,
      Map<String, DepartmentMapping> departments,
      ReadingLimits limits) {
    this.dir = dir;
    this.byName = byName;
    this.departments = departments;
    this.limits = limits;
  }

  /** Reads every table, with the limits that hold where nothing else is set. */
  public static Mappings load(Path mappingsDir, Gazetteer gazetteer) {
    return load(mappingsDir, gazetteer, ReadingLimits.DEFAULTS);
  }

  /**
   * Reads every {@code *.yaml} in the folder.
   *
   * @throws Problems if any of them cannot be used, with every fault of every file
   */
  public static Mappings load(Path mappingsDir, Gazetteer gazetteer, ReadingLimits limits) {
    var problems = new ArrayList<Problem>();
    var schema = new SubmissionSchema();
    var normaliser = new Normaliser(gazetteer);
    var byName = new TreeMap<String, Mapping>();
    for (Path file : tables(mappingsDir, problems)) {
      new FieldTableReader(file, schema.targets(), problems)
          .read()
          .ifPresent(t -> byName.put(t.name(), new Mapping(t, normaliser, schema, limits)));
    }
    var departments = departments(mappingsDir.resolve(DEPARTMENTS), limits, problems);
    if (!problems.isEmpty()) {
      throw new Problems(problems);
    }
    return new Mappings(mappingsDir, byName, departments, limits);
  }

  /**
   * The mapping of that name, with or without its version ({@code hotline-json@1}).
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  public Mapping mapping(String id) {
    return Optional.ofNullable(byName.get(id))
        .or(() -> all().stream().filter(m -> m.id().equals(id)).findFirst())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    ("unknown mapping \"%s\". Mappings: %s. %s")
                        .formatted(
                            id, String.join(", ", names()), Nearest.hint(id, byName.keySet()))
                        .strip()));
  }

  /**
   * How that mapping's channel is answered in its own words.
   *
   * @throws IllegalArgumentException if there is no such mapping, or it does not say
   */
  public Dialect dialect(String id) {
    var table = mapping(id).table();
    if (table.answers().isEmpty()) {
      throw new IllegalArgumentException("mapping \"%s\" has no answers.".formatted(id));
    }
    return new Dialect(table.id(), table.answers());
  }

  /** Says where a file wants to answer by a mapping that does not tell how. */
  public Stream<Problem> mute(String id, String file) {
    return mapping(id).table().answers().isEmpty()
        ? Stream.of(
            new Problem(
                file,
                1,
                1,
                "mapping \"%s\" of answersAs has no answers.".formatted(id),
                "Add \"answers:\" to mappings/%s.yaml, or delete answersAs.".formatted(id)))
        : Stream.empty();
  }

  /**
   * Says where a file wants pages of replies read by a mapping that does not tell how.
   *
   * @param marked whether the next look goes by a mark on the page
   */
  public Stream<Problem> unpaged(String name, boolean marked, String file) {
    var table = replies(name).map(ReplyMapping::table);
    String own = "mappings/departments/%s.yaml".formatted(name);
    if (departments.containsKey(name) && replies(name).filter(ReplyMapping::takesApart).isEmpty()) {
      return Stream.of(
          new Problem(
              file,
              1,
              1,
              "mapping \"%s\" finds no replies on a page that was asked for.".formatted(name),
              "Add \"items:\" to %s.".formatted(own)));
    }
    return marked && table.filter(t -> !t.marks()).isPresent()
        ? Stream.of(
            new Problem(
                file,
                1,
                1,
                "mapping \"%s\" finds nothing on a page to be asked for since.".formatted(name),
                "Add \"page: {cursor: …}\" to %s, or delete since.".formatted(own)))
        : Stream.empty();
  }

  /** How departments reply whose file names that mapping; nothing if there is none. */
  public Optional<ReplyMapping> replies(String name) {
    return Optional.ofNullable(departments.get(name)).flatMap(DepartmentMapping::replies);
  }

  /**
   * In which words a department is told whose file names that mapping; the hub's own if there is
   * none.
   */
  public Optional<DepartmentDialect> department(String name) {
    return Optional.ofNullable(departments.get(name)).flatMap(DepartmentMapping::letters);
  }

  /** The file of the department mapping of that name, which need not exist. */
  public static Path departmentFile(Path mappingsDir, String name) {
    return mappingsDir.resolve(DEPARTMENTS).resolve(name + ".yaml");
  }

  /** Names of all mappings, without version, in alphabetical order. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /**
   * What the examples beside a table show that the table does not treat: source leaves neither
   * mapped nor ignored, and paths that no example has.
   */
  public List<Problem> uncovered() {
    return all().stream().flatMap(m -> new Coverage(m, cases(m)).problems()).toList();
  }

  /** The mappings without a single example beside them, which nothing proves. */
  public List<Problem> unproved() {
    return all().stream()
        .filter(m -> CaseFiles.in(cases(m), m.table().source()).isEmpty())
        .map(
            m ->
                m.table()
                    .fieldsAt()
                    .problem(
                        "mapping %s has no example.".formatted(m.table().name()),
                        "Put a message and what comes of it into mappings/%s/."
                            .formatted(m.table().name())))
        .toList();
  }

  /** How much of one message is read. */
  public ReadingLimits limits() {
    return limits;
  }

  List<Mapping> all() {
    return List.copyOf(byName.values());
  }

  /** The folder of a mapping's cases. */
  Path cases(Mapping mapping) {
    return dir.resolve(mapping.table().name());
  }

  List<DepartmentMapping> departments() {
    return List.copyOf(departments.values());
  }

  /** The folder of a department mapping's cases. */
  Path cases(DepartmentMapping mapping) {
    return dir.resolve(DEPARTMENTS).resolve(mapping.name());
  }

  private static Map<String, DepartmentMapping> departments(
      Path dir, ReadingLimits limits, List<Problem> problems) {
    var all = new TreeMap<String, DepartmentMapping>();
    for (Path file : Files.isDirectory(dir) ? tables(dir, problems) : List.<Path>of()) {
      String name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
      YamlPlace.root(file, problems)
          .map(root -> new DepartmentTableReader(problems).read(name, root))
          .ifPresent(table -> all.put(name, new DepartmentMapping(table, limits)));
    }
    return all;
  }

  private static List<Path> tables(Path dir, List<Problem> problems) {
    try (var files = Files.list(dir)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      problems.add(
          new Problem(dir.toString(), 1, 1, "The folder cannot be read.", "Create mappings/."));
      return List.of();
    }
  }
}
