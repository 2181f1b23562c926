package io.bancheng.torture;

import io.bancheng.canonical.Assignment;
import io.bancheng.canonical.Case;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.DepartmentRole;
import io.bancheng.canonical.RoutingDecision;
import io.bancheng.canonical.Submission;
import io.bancheng.config.Bundle;
import io.bancheng.config.HubConfig;
import io.bancheng.config.OperatorFiles;
import io.bancheng.config.RoutingFacts;
import io.bancheng.mappings.ReadingLimits;
import io.bancheng.routes.Edition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** Decides cases once more by the files that are kept under the version that they name. */
final class Rerouting {
  private final JdbcClient jdbc;
  private final Map<String, HubConfig> versions = new HashMap<>();

  Rerouting(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether rule, category and the departments of the first round come out again. */
  boolean same(Case current, Submission said) {
    var config = versions.computeIfAbsent(current.rulesVersion(), this::load);
    var before = current.classification().decision();
    var facts =
        new RoutingFacts(
            said.demand().title(),
            said.matter().matterName(),
            said.matter().sourceCategoryName(),
            said.demand().content(),
            current.source().channelCode(),
            current.regionCode());
    var again = config.routing().route(facts);
    return again.ruleId().equals(before.ruleId())
        && again.categoryCode().equals(before.categoryCode())
        && departments(config, again, current.regionCode()).equals(departments(current));
  }

  private static TreeSet<String> departments(
      HubConfig config, RoutingDecision decision, String region) {
    var lead = config.departments().resolve(decision.leadType(), region);
    return Stream.concat(
            lead.map(id -> name(DepartmentRole.LEAD, id)).stream(),
            decision.supportTypes().stream()
                .map(type -> config.departments().resolve(type, region))
                .flatMap(Optional::stream)
                .map(id -> name(DepartmentRole.SUPPORT, id)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static TreeSet<String> departments(Case current) {
    return current.assignments().stream()
        .filter(assignment -> assignment.round() == 1)
        .map((Assignment a) -> name(a.role(), a.department()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(DepartmentRole role, DepartmentId department) {
    return role + " " + department;
  }

  private HubConfig load(String version) {
    byte[] packed =
        jdbc.sql("select files from config_version where version = ?")
            .param(version)
            .query(byte[].class)
            .single();
    try {
      Path copy = Files.createTempDirectory(Path.of("target"), "rerouting-").toAbsolutePath();
      try {
        return load(Bundle.unpack(packed), copy);
      } finally {
        FileSystemUtils.deleteRecursively(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HubConfig load(Bundle bundle, Path copy) {
    var files =
        new OperatorFiles(copy.resolve("config"), copy.resolve("mappings"), copy.resolve("routes"));
    bundle.into(files);
    return Edition.load(files, ReadingLimits.DEFAULTS).config();
  }
}
