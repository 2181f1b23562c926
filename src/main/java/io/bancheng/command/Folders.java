package io.bancheng.command;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** Where the operators' files are: the folder given, or what the environment names. */
final class Folders {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "folder with config/, routes/ and mappings/; default: where the hub looks")
  private Path dir;

  /** Those below a folder; with null where the hub looks. */
  static Folders of(Path dir) {
    var folders = new Folders();
    folders.dir = dir;
    return folders;
  }

  Path config() {
    return folder("BANCHENG_CONFIG", "config");
  }

  Path routes() {
    return folder("BANCHENG_ROUTES", "routes");
  }

  Path mappings() {
    return folder("BANCHENG_MAPPINGS", "mappings");
  }

  private Path folder(String variable, String name) {
    return dir != null
        ? dir.resolve(name)
        : Path.of(System.getenv().getOrDefault(variable, "./" + name));
  }
}
