package io.bancheng.bench;

import com.sun.management.ThreadMXBean;
import io.bancheng.accept.Registrar;
import io.bancheng.assign.Assigner;
import io.bancheng.canonical.CanonicalJson;
import io.bancheng.canonical.CaseFile;
import io.bancheng.canonical.Channel;
import io.bancheng.canonical.Incoming;
import io.bancheng.canonical.Registration;
import io.bancheng.canonical.Submission;
import io.bancheng.classify.Classifier;
import io.bancheng.config.HubConfig;
import io.bancheng.config.OperatorFiles;
import io.bancheng.config.Turn;
import io.bancheng.harness.OrderMix;
import io.bancheng.harness.Quiet;
import io.bancheng.mappings.Mapping;
import io.bancheng.mappings.Mappings;
import io.bancheng.mappings.OutgoingLetters;
import io.bancheng.mappings.Received;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What each part of the way from bytes to a dispatched case costs when its code is compiled: the
 * thread's own CPU and memory, so that it does not matter how busy the machine is.
 *
 * <p>{@code mvn -Pbench verify -Dproof.main=io.bancheng.bench.HotPath}
 */
public final class HotPath {
  private static final int WARM_UP = 6_000;
  private static final int ROUNDS = 7;
  private static final int CASES = 1_000;
  private static final Instant NOW = Instant.parse("2026-10-09T02:08:01Z");

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Registrar registrar = new Registrar();
  private final Classifier classifier = new Classifier();
  private final Assigner assigner = new Assigner();
  private final OutgoingLetters letters =
      new OutgoingLetters(
          code -> true, code -> false, () -> false, code -> UnaryOperator.identity());
  private final HubConfig config;
  private final Mapping mapping;
  private int number;

  private HotPath() {
    var files = new OperatorFiles(Path.of("config"), Path.of("mappings"), Path.of("routes"));
    config = files.load();
    mapping = Mappings.load(files.mappings(), config.regions()).mapping("hotline-json");
  }

  public static void main(String[] args) {
    Quiet.logs();
    var path = new HotPath();
    System.out.println("| part | µs of CPU | KiB allocated |\n|---|---:|---:|");
    path.measure("bytes into a submission", i -> path.read(path.bytes()));
    var said = path.read(path.bytes());
    path.measure("registered and screened", i -> path.register(said));
    var turn = path.register(said);
    path.measure("classified", i -> path.classifier.classify(turn));
    var classified = path.classifier.classify(turn);
    path.measure("assigned", i -> path.assigner.assign(classified));
    var file = path.assigner.assign(classified).file();
    path.measure("letters", i -> path.letters.letters(file));
    path.measure("events as JSON", i -> file.fresh().stream().map(CanonicalJson::write).toList());
    path.measure("case as JSON", i -> CanonicalJson.write(file.current()));
    path.measure("all of it", i -> path.all(path.bytes()));
  }

  private List<?> all(byte[] raw) {
    CaseFile file = assigner.assign(classifier.classify(register(read(raw)))).file();
    return List.of(
        letters.letters(file),
        file.fresh().stream().map(CanonicalJson::write).toList(),
        CanonicalJson.write(file.current()));
  }

  private Submission read(byte[] raw) {
    var received = new Received("hotline", Channel.HOTLINE, null, "application/json");
    return ((Incoming.NewCase) mapping.read(raw, received)).submission();
  }

  private Turn register(Submission said) {
    var registration = new Registration("340882261009000017", "hotline", said, null, List.of());
    return registrar.register(registration, config, NOW);
  }

  private byte[] bytes() {
    String code = "B" + ++number;
    var kind = OrderMix.SINGLE.get(number % OrderMix.SINGLE.size());
    return kind.body(code, code).getBytes(StandardCharsets.UTF_8);
  }

  private void measure(String part, Function<Integer, Object> work) {
    repeat(WARM_UP, work);
    double micros = Double.MAX_VALUE;
    double kib = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long cpu = threads.getCurrentThreadCpuTime();
      long memory = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      repeat(CASES, work);
      kib =
          (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - memory)
              / 1024.0
              / CASES;
      micros = Math.min(micros, (threads.getCurrentThreadCpuTime() - cpu) / 1e3 / CASES);
    }
    System.out.printf("| %s | %.0f | %.0f |%n", part, micros, kib);
  }

  private static void repeat(int times, Function<Integer, Object> work) {
    int seen = 0;
    for (int i = 0; i < times; i++) {
      seen ^= work.apply(i).hashCode();
    }
    if (seen == 42) {
      System.out.println();
    }
  }
}
