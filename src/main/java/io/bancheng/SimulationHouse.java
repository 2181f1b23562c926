package io.bancheng;

import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.Scope;
import io.bancheng.simulate.Setting;
import io.bancheng.simulate.Stage;
import io.bancheng.simulate.YearReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Opens hubs for simulated years: each with an empty ledger of its own, never the real one. */
public final class SimulationHouse implements Stage.House {
  @Override
  public YearReport play(Setting setting, Function<Stage, YearReport> play) {
    Path var = var(setting);
    try (var hub =
        new SpringApplicationBuilder(SimulationWiring.class)
            .web(WebApplicationType.NONE)
            .run(arguments(setting, var))) {
      if (!hub.getBean(CaseReader.class).page(NOTHING_ASKED).isEmpty()) {
        throw new IllegalArgumentException(
            "The ledger holds cases. A year is only played with an empty one.");
      }
      return play.apply(hub.getBean(Stage.class));
    } finally {
      if (setting.keep().isEmpty()) {
        remove(var);
      }
    }
  }

  private static final CaseReader.Filter NOTHING_ASKED =
      new CaseReader.Filter(null, null, null, null, null, Scope.ALL, null, null, 1);

  private static String[] arguments(Setting setting, Path var) {
    var arguments = new HashMap<String, String>();
    arguments.put("bancheng.var", var.toString());
    arguments.put("bancheng.config", setting.config().toString());
    arguments.put("bancheng.mappings", setting.mappings().toString());
    arguments.put("bancheng.routes", setting.routes().toString());
    arguments.put("spring.datasource.url", setting.database().orElse("-"));
    arguments.put("spring.main.allow-bean-definition-overriding", "true");
    arguments.put("camel.main.main-run-controller", "false");
    arguments.put("logging.threshold.console", "OFF");
    arguments.put("logging.file.name", var.resolve("simulate.log").toString());
    arguments.put("logging.level.io.bancheng", "WARN");
    return arguments.entrySet().stream()
        .map((Map.Entry<String, String> e) -> "--" + e.getKey() + "=" + e.getValue())
        .toArray(String[]::new);
  }

  private static Path var(Setting setting) {
    try {
      return setting.keep().isPresent()
          ? Files.createDirectories(setting.keep().get())
          : Files.createTempDirectory("bancheng-year-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
