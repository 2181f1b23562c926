package io.bancheng;

import io.bancheng.canonical.Problem;
import io.bancheng.canonical.Problems;
import io.bancheng.config.OperatorFiles;
import io.bancheng.mappings.ReadingLimits;
import io.bancheng.routes.Edition;
import io.bancheng.routes.Flow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.util.FileSystemUtils;

/**
 * The operators' files with one of them changed: checked as a whole in a copy ({@code
 * var/proposed}) before the file itself is touched.
 *
 * @param mapping the changed file's path below {@code mappings/}
 */
record Proposal(Path folder, OperatorFiles files, Path mapping, String text) {
  /**
   * Checks what the files would be with the change.
   *
   * @throws Problems with everything that is wrong, at the places where it stands
   */
  void check(CamelContext context, Flow flow, ReadingLimits limits) throws IOException {
    try {
      var copy = LastGood.copy(files, folder);
      Files.writeString(copy.mappings().resolve(mapping), text);
      flow.check(context, Edition.load(copy, limits));
    } catch (Problems e) {
      throw new Problems(e.list().stream().map(this::told).toList());
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      String what = String.valueOf(e.getMessage()).replace(folder + "/", "");
      throw new Problems(List.of(new Problem("routes", 1, 1, what, "Mend it first.")));
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  /** Puts the changed file in the place of the old one, at once and with its rights. */
  void save() throws IOException {
    Path file = files.mappings().resolve(mapping).toRealPath();
    Path next = file.resolveSibling("." + file.getFileName() + ".next");
    try {
      Files.copy(
          file, next, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private Problem told(Problem p) {
    return new Problem(p.file().replace(folder + "/", ""), p.line(), p.column(), p.what(), p.fix());
  }
}
