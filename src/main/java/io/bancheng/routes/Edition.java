package io.bancheng.routes;

import io.bancheng.canonical.Problem;
import io.bancheng.canonical.Problems;
import io.bancheng.config.ChannelConfig;
import io.bancheng.config.DepartmentConnection;
import io.bancheng.config.HubConfig;
import io.bancheng.config.OperatorFiles;
import io.bancheng.mappings.Mappings;
import io.bancheng.mappings.ReadingLimits;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * One version of everything that operators wrote, read and checked.
 *
 * @param routes the folder of the flow, which is checked when it is built
 */
public record Edition(Path routes, HubConfig config, Mappings mappings) {
  /**
   * Reads and checks the files as they are now.
   *
   * @param limits how much of one message the mappings read
   * @throws Problems with everything that is wrong in settings, tables or mappings
   */
  public static Edition load(OperatorFiles files, ReadingLimits limits) {
    var config = files.load();
    var mappings = Mappings.load(files.mappings(), config.regions(), limits);
    var mute = config.channels().values().stream().flatMap(c -> mute(c, mappings)).toList();
    var unpaged = config.connections().values().stream().flatMap(d -> unpaged(d, mappings));
    var problems = Stream.concat(mute.stream(), unpaged).toList();
    if (!problems.isEmpty()) {
      throw new Problems(problems);
    }
    return new Edition(files.routes(), config, mappings);
  }

  private static Stream<Problem> mute(ChannelConfig channel, Mappings mappings) {
    return channel.ownWords().stream()
        .flatMap(id -> mappings.mute(id, "config/channels/" + channel.code() + ".yaml"));
  }

  private static Stream<Problem> unpaged(DepartmentConnection department, Mappings mappings) {
    return department.poll().stream()
        .flatMap(
            poll ->
                mappings.unpaged(
                    department.mapping().orElse(""), department.marked(), department.file()));
  }
}
