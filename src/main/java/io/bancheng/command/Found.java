package io.bancheng.command;

import io.bancheng.canonical.Gazetteer;
import io.bancheng.canonical.Problem;
import io.bancheng.canonical.Problems;
import io.bancheng.config.ConfigLoader;
import io.bancheng.config.ConfigLoader.Checked;
import io.bancheng.config.HubConfig;
import io.bancheng.mappings.Mappings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a look at the operators' files found.
 *
 * @param problems what keeps the files out of force
 * @param advice what is no mistake and may still surprise
 */
record Found(List<Problem> problems, List<Problem> advice) {
  /** With a broken configuration the mappings are still read, as if no region were known. */
  private static final Gazetteer NOWHERE =
      new Gazetteer() {
        @Override
        public boolean knows(String regionCode) {
          return false;
        }

        @Override
        public Optional<Place> locate(String address) {
          return Optional.empty();
        }
      };

  static Found in(Folders folders) {
    var problems = new ArrayList<Problem>();
    var advice = new ArrayList<Problem>();
    var checked = config(folders, problems);
    checked.ifPresent(c -> advice.addAll(c.advice()));
    Gazetteer regions = checked.<Gazetteer>map(c -> c.config().regions()).orElse(NOWHERE);
    mappings(folders, regions, problems)
        .ifPresent(
            mappings -> {
              problems.addAll(mappings.uncovered());
              checked.ifPresent(c -> mute(c.config(), mappings).forEach(problems::add));
              checked.ifPresent(c -> unpaged(c.config(), mappings).forEach(problems::add));
              advice.addAll(mappings.unproved());
            });
    return new Found(
        problems.stream().distinct().sorted().toList(), advice.stream().sorted().toList());
  }

  private static Optional<Checked> config(Folders folders, List<Problem> problems) {
    try {
      return Optional.of(
          ConfigLoader.check(folders.config(), folders.mappings(), folders.routes()));
    } catch (Problems e) {
      problems.addAll(e.list());
      return Optional.empty();
    }
  }

  private static Optional<Mappings> mappings(
      Folders folders, Gazetteer regions, List<Problem> problems) {
    try {
      return Optional.of(Mappings.load(folders.mappings(), regions));
    } catch (Problems e) {
      problems.addAll(e.list());
      return Optional.empty();
    }
  }

  private static Stream<Problem> mute(HubConfig config, Mappings mappings) {
    return config.channels().values().stream()
        .flatMap(
            channel ->
                channel.ownWords().stream()
                    .flatMap(
                        id -> mappings.mute(id, "config/channels/" + channel.code() + ".yaml")));
  }

  private static Stream<Problem> unpaged(HubConfig config, Mappings mappings) {
    return config.connections().values().stream()
        .filter(department -> department.poll().isPresent())
        .flatMap(
            department ->
                mappings.unpaged(
                    department.mapping().orElse(""), department.marked(), department.file()));
  }
}
