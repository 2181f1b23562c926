package io.bancheng;

import io.bancheng.canonical.SourceWatch;
import io.bancheng.relay.BrokerQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks at the broker's queues and at the folders that this node can see. */
@Component
class ChannelSources implements SourceWatch {
  private static final int MOST = 10_000;

  private final BrokerQueues queues;
  private final HubSettings settings;
  private final Clock clock;

  ChannelSources(BrokerQueues queues, HubSettings settings, Clock clock) {
    this.queues = queues;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Map<String, Waiting> queues(List<String> names) {
    var now = clock.instant();
    var waiting = new LinkedHashMap<String, Waiting>();
    queues
        .depths(names)
        .forEach(
            (name, depth) ->
                waiting.put(
                    name,
                    new Waiting(
                        depth.messages(),
                        depth.messages() == 0 ? null : now.minusMillis(depth.oldestMillis()))));
    return waiting;
  }

  @Override
  public Optional<Waiting> folder(String at) {
    var folder = settings.shared().resolve(at);
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (var files = Files.list(folder)) {
      var times = files.filter(ChannelSources::unread).limit(MOST).map(this::changed).toList();
      return Optional.of(
          new Waiting(times.size(), times.stream().min(Instant::compareTo).orElse(null)));
    } catch (IOException e) {
      return Optional.empty(); // what cannot be listed is not known; its route says so in the log
    }
  }

  private static boolean unread(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file) && !name.startsWith(".") && !name.endsWith(".result.csv");
  }

  private Instant changed(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return clock.instant(); // it was taken at this moment
    }
  }
}
