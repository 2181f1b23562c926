package io.bancheng;

import io.bancheng.canonical.CodeDesk;
import io.bancheng.canonical.CodeMeaning;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.canonical.Unacceptable.Fault;
import io.bancheng.canonical.Unacceptable.Kind;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.OperatorFiles;
import io.bancheng.config.VersionSwitch;
import io.bancheng.mappings.CodeListFile;
import io.bancheng.mappings.Mappings;
import io.bancheng.mappings.ReplyMapping;
import io.bancheng.routes.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps the code lists of departments' mappings: writes what a person says a code means. */
@Component
class CodeKeeper implements CodeDesk {
  private static final Logger LOG = LoggerFactory.getLogger(CodeKeeper.class);

  private final ActiveConfig configuration;
  private final Reader reader;
  private final Activation activation;
  private final OperatorFiles files;

  CodeKeeper(
      ActiveConfig configuration, Reader reader, Activation activation, HubSettings settings) {
    this.configuration = configuration;
    this.reader = reader;
    this.activation = activation;
    this.files = settings.files();
  }

  @Override
  public Set<String> meanings(String mapping, String list) {
    return replies(mapping).map(m -> m.meanings(list)).orElse(Set.of());
  }

  @Override
  public synchronized String take(CodeMeaning code, String by) {
    refuseIfUnfit(code);
    Path file = Mappings.departmentFile(files.mappings(), code.mapping());
    try {
      var next = new CodeListFile(told(file), Files.readString(file)).with(code);
      if (next.isPresent()) {
        activation.change(files.mappings().relativize(file), next.get(), by);
      }
      return inForce();
    } catch (VersionSwitch.Overtaken e) {
      throw new Unacceptable(Kind.NOT_ALLOWED, e.getMessage() + " Ask again.");
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("{} cannot be written: {}. Let the hub write it.", file, e.toString());
      throw new Unacceptable(
          Kind.NOT_ALLOWED,
          "%s cannot be written by the hub. Add the line by hand and retry.".formatted(told(file)));
    }
  }

  /** Only what is in force helps the messages that wait. */
  private String inForce() {
    String version = files.version();
    if (!version.equals(configuration.current().version())) {
      throw new Unacceptable(
          Kind.NOT_ALLOWED,
          "The files with that code are not in force yet. Look at GET /api/v1/configuration, then"
              + " ask again.");
    }
    return version;
  }

  private void refuseIfUnfit(CodeMeaning code) {
    if (replies(code.mapping()).isEmpty()) {
      throw unfit("/mapping", "is no mapping of a department's replies", "没有该对照表");
    }
    var meanings = meanings(code.mapping(), code.list());
    if (!meanings.isEmpty() && !meanings.contains(code.meaning())) {
      throw unfit("/meaning", "must be one of " + meanings, "meaning 应为以下之一：" + meanings);
    }
  }

  private static Unacceptable unfit(String pointer, String detail, String msg) {
    return new Unacceptable(
        Kind.INVALID, "No meaning of a code.", List.of(new Fault(pointer, detail, msg)));
  }

  /** The file as operators know it. */
  private String told(Path file) {
    return "mappings/" + files.mappings().relativize(file);
  }

  private Optional<ReplyMapping> replies(String mapping) {
    return reader.mappings(configuration.current()).replies(mapping);
  }
}
