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
 * As whom PostgreSQL's programs run. They refuse to work for root, so root steps down: into a user
 * namespace of its own where that is allowed (files stay root's), otherwise to the user nobody.
 */
enum RunAs {
  MYSELF(List.of(), null),
  NAMESPACE(List.of("unshare", "-U", "--"), 0),
  NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"), 65534);

  private static final String ROOT = "0";
  private static final String NO_WAY =
      "The embedded PostgreSQL does not run as root, and neither unshare nor setpriv works here."
          + " Install one of them (util-linux). ";
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
   * @throws EmbeddedException {@code database-root} when root has no way to step down
   */
  static RunAs choose(Platform platform) {
    if (platform.isWindows() || !MYSELF.user().equals(ROOT)) {
      return MYSELF;
    }
    return Stream.of(NAMESPACE, NOBODY)
        .filter(RunAs::stepsDown)
        .findFirst()
        .orElseThrow(() -> new EmbeddedException("database-root", NO_WAY + OTHERWISE));
  }

  boolean stepsDown() {
    String user = user();
    return !user.isEmpty() && !user.equals(ROOT);
  }

  List<String> command(List<String> words) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(words);
    return command;
  }

  /** Gives the directory and everything in it to the user PostgreSQL runs as, if it is not yet. */
  void own(Path directory) throws IOException {
    if (owner == null || owner.equals(Files.getAttribute(directory, "unix:uid"))) {
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
   * @throws EmbeddedException {@code database-root}
   */
  void mustReach(Path directory) {
    if (this == NOBODY && !run(command(List.of("ls", directory + "/."))).succeeded()) {
      throw new EmbeddedException(
          "database-root",
          directory
              + ": the embedded PostgreSQL does not run as root, and the user nobody cannot get"
              + " there. Open the directories above it (chmod o+x). "
              + OTHERWISE);
    }
  }

  /** The number of the user that commands run as, or nothing when this way does not work. */
  private String user() {
    Answer answer = run(command(List.of("id", "-u")));
    return answer.succeeded() ? answer.text().strip() : "";
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
