package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.bancheng.canonical.Channel;
import io.bancheng.canonical.Unacceptable;
import io.bancheng.harness.Mangled;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever comes of a mailbox, a folder or any other door: its mapping reads it or says why not, at
 * once.
 */
class ReadingFuzzTest {
  private static final Duration AT_ONCE = Duration.ofSeconds(5);
  private static final Mappings MAPPINGS = Mappings.load(Path.of("mappings"), new FixedGazetteer());

  /** An example that was mangled on its way to its mapping. */
  record Arrived(Mapping mapping, byte[] bytes) {}

  @Property(tries = 600)
  void is_read_or_refused_with_a_reason(@ForAll("arrived") Arrived arrived) {
    var received = new Received("fuzz", Channel.MAIL, "key", null);
    var sheet = arrived.mapping().table().source() == SourceFormat.CSV;
    assertTimeoutPreemptively(
        AT_ONCE,
        () -> {
          try {
            if (sheet) {
              rows(arrived, received);
            } else {
              assertThat(arrived.mapping().read(arrived.bytes(), received)).isNotNull();
            }
          } catch (Unacceptable refused) {
            assertThat(refused.getMessage()).isNotBlank();
          }
        });
  }

  private static void rows(Arrived arrived, Received received) {
    for (Sheet.Row row : arrived.mapping().sheet(arrived.bytes()).rows()) {
      try {
        var message = row.message("341522100_20261016.csv", "2026-10-16T17:00:00+08:00");
        assertThat(arrived.mapping().read(message, received)).isNotNull();
      } catch (Unacceptable refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
  }

  @Provide
  Arbitrary<Arrived> arrived() {
    return Arbitraries.of(MAPPINGS.all())
        .flatMap(
            mapping ->
                Arbitraries.of(examples(mapping))
                    .flatMap(Mangled::of)
                    .map(bytes -> new Arrived(mapping, bytes)));
  }

  private static List<byte[]> examples(Mapping mapping) {
    return CaseFiles.in(MAPPINGS.cases(mapping), mapping.table().source()).stream()
        .map(CaseFiles::raw)
        .toList();
  }
}
