package io.bancheng.kit;

import io.bancheng.canonical.ReplyOutcome;
import io.bancheng.canonical.ReplyOutcome.Result;
import io.bancheng.mappings.ReplySheet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * To a department that finds its letters as files in a folder; a letter counts as taken when its
 * file was taken away.
 */
final class FileLine implements Line {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final Pattern NOT_YET =
      Pattern.compile("(?i)[.~].*|.*[~]|.*\\.(part|filepart|tmp|crdownload)|.*\\.result\\.csv");

  private final Path cases;
  private final Path replies;
  private final RestEndpoint.Shape shape;
  private final String suffix;
  private final Ear ear;
  private final Clock clock;
  private final Duration within;
  private volatile Duration patience;
  private final AtomicLong sequence = new AtomicLong();
  private final ScheduledExecutorService reading =
      Executors.newSingleThreadScheduledExecutor(FileLine::daemon);

  /**
   * Begins to read replies.
   *
   * @param patience how long the department may take to fetch the first letter
   */
  FileLine(ConformanceKit.Place place, Ear ear, Bench.Pace pace, Duration patience)
      throws IOException {
    this.cases = Files.createDirectories(place.folder().resolve("cases"));
    this.replies = Files.createDirectories(place.folder().resolve("replies"));
    this.shape = place.shape();
    this.suffix = place.suffix();
    this.ear = ear;
    this.clock = pace.clock();
    this.within = pace.within();
    this.patience = patience;
    reading.scheduleWithFixedDelay(this::read, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public String name() {
    return "files " + cases;
  }

  @Override
  public String kind() {
    return "file";
  }

  @Override
  public String contentType() {
    return shape.contentType();
  }

  @Override
  public Answer deliver(Letter letter) {
    long begun = System.nanoTime();
    try {
      Path file = write(letter);
      while (Files.exists(file)) {
        if (since(begun) > patience.toMillis()) {
          return Answer.none(since(begun), "not taken away");
        }
        ear.pause(LOOK);
      }
      patience = within;
      return new Answer(true, 0, since(begun), "taken away", 0);
    } catch (IOException e) {
      return Answer.none(since(begun), e.getClass().getSimpleName());
    }
  }

  private Path write(Letter letter) throws IOException {
    String name =
        "%010d_%s_%s_%s.%s"
            .formatted(
                sequence.incrementAndGet(),
                letter.caseNo(),
                letter.type(),
                letter.messageId(),
                suffix);
    Path hidden = cases.resolve("." + name);
    Files.write(hidden, shape.write().apply(letter.text()));
    return Files.move(hidden, cases.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private void read() {
    try (var files = Files.list(replies)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!NOT_YET.matcher(file.getFileName().toString()).matches() && quiet(file)) {
          take(file);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      ear.hear(new Heard(null, e.getClass().getSimpleName(), clock.instant()));
    }
  }

  private boolean quiet(Path file) throws IOException {
    return !Files.getLastModifiedTime(file).toInstant().plus(QUIET).isAfter(clock.instant());
  }

  /** Leaves a result beside it and puts it away, as the hub does. */
  private void take(Path file) throws IOException {
    String name = file.getFileName().toString();
    var heard = ear.read(Files.readAllBytes(file), null);
    boolean readable = heard.stream().allMatch(reply -> reply.said() != null);
    Path away = Files.createDirectories(replies.resolve(readable ? "done" : "failed"));
    Files.move(file, away.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    Files.write(
        replies.resolve(name.replaceFirst("(?i)\\.csv$", "") + ".result.csv"),
        new ReplySheet(name).text(outcomes(heard)));
    heard.forEach(ear::hear);
  }

  private static List<ReplyOutcome> outcomes(List<Heard> heard) {
    var outcomes = new ArrayList<ReplyOutcome>();
    for (Heard reply : heard) {
      boolean good = reply.fault().isEmpty();
      outcomes.add(
          new ReplyOutcome(
              outcomes.size(),
              good ? Result.TAKEN : Result.PARKED,
              null,
              good ? null : "INVALID",
              reply.fault()));
    }
    return outcomes;
  }

  private static long since(long begun) {
    return (System.nanoTime() - begun) / 1_000_000;
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "kit-files");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    reading.shutdownNow();
  }
}
