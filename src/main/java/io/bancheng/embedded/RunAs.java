package io.bancheng.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL's programs run. They refuse to work for root, and for a user without a name as
 * containers have them. Both step into a user namespace of their own where that is allowed (files
 * stay theirs); otherwise root steps down to the user nobody.
 */
enum RunAs {
  MYSELF(List.of(), null),
  NAMESPACE(List.of("unshare", "-U", "--"), 0),
  NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"), 65534);

  private static final String ROOT = "0";
  private static final String NO_WAY =
      "The embedded PostgreSQL wants to run as a user who has a name and is not root, and neither"
          + " unshare nor setpriv finds it one here. Install them (util-linux). ";
  private static final String OTHERWISE =
      "Or start the hub as an ordinary user, or set SPRING_DATASOURCE_URL to a PostgreSQL of"
          + " yours.";

  private final List<String> prefix;
  private final Integer owner;

  RunAs(List<String> prefix, Integer owner) {
    this.prefix = prefix;
    this.owner = owner;
  }

  /**
   * The first way that works here.
   *
   * @throws EmbeddedException {@code database-user} when there is none
   */
  static RunAs choose(Platform platform) {
    if (platform.isWindows()) {
      return MYSELF;
    }
    return Stream.of(values())
        .filter(RunAs::works)
        .findFirst()
        .orElseThrow(() -> new EmbeddedException("database-user", NO_WAY + OTHERWISE));
  }

  boolean works() {
    return !isRoot() && run(command(List.of("id", "-un"))).succeeded();
  }

  List<String> command(List<String> words) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(words);
    return command;
  }

  /** Gives the directory and everything in it to the user PostgreSQL runs as, if it is not yet. */
  void own(Path directory) throws IOException {
    if (owner == null
        || !MYSELF.isRoot()
        || owner.equals(Files.getAttribute(directory, "unix:uid"))) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes it) throws IOException {
            Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            // the directory last: were we stopped before, the next start would begin again
            Files.setAttribute(folder, "unix:uid", owner);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Makes sure that the user PostgreSQL runs as can get to its files.
   *
   * @throws EmbeddedException {@code database-user}
   */
  void mustReach(Path directory) {
    if (this == NOBODY && !run(command(List.of("ls", directory + "/."))).succeeded()) {
      throw new EmbeddedException(
          "database-user",
          directory
              + ": the embedded PostgreSQL does not run as root, and the user nobody cannot get"
              + " there. Open the directories above it (chmod o+x). "
              + OTHERWISE);
    }
  }

  private boolean isRoot() {
    return run(command(List.of("id", "-u"))).text().strip().equals(ROOT);
  }

  private static Answer run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return new Answer(process.waitFor() == 0, text);
    } catch (IOException e) {
      return new Answer(false, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(false, "interrupted");
    }
  }

  private record Answer(boolean succeeded, String text) {}
}
