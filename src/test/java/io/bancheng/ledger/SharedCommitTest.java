package io.bancheng.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedCommitTest {
  private static final int POISON = 13;

  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final List<List<Integer>> commits = Collections.synchronizedList(new ArrayList<>());
  private final List<Integer> alone = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch firstMayEnd = new CountDownLatch(1);

  private final SharedCommit<Integer, String> shared =
      new SharedCommit<>(64, 1, this::together, this::alone);

  @AfterEach
  void end() {
    callers.shutdownNow();
  }

  @Test
  void who_comes_while_a_commit_is_under_way_shares_the_next_one() throws Exception {
    var first = callers.submit(() -> shared.write(0));
    await().atMost(Duration.ofSeconds(15)).until(() -> commits.size() == 1);
    var others = all(IntStream.rangeClosed(1, 10));
    firstMayEnd.countDown();
    assertThat(first.get()).isEqualTo("0");
    for (int i = 0; i < 10; i++) {
      assertThat(others.get(i).get()).isEqualTo(String.valueOf(i + 1));
    }
    assertThat(commits.get(0)).containsExactly(0);
    assertThat(commits.get(1)).hasSize(10);
    assertThat(commits).hasSize(2);
    assertThat(alone).isEmpty();
  }

  @Test
  void a_poisoned_one_fails_alone_and_its_neighbours_are_written() throws Exception {
    var first = callers.submit(() -> shared.write(0));
    await().atMost(Duration.ofSeconds(15)).until(() -> commits.size() == 1);
    var others = all(IntStream.rangeClosed(11, 15));
    firstMayEnd.countDown();
    first.get();
    for (int i = 0; i < 5; i++) {
      var other = others.get(i);
      if (i + 11 == POISON) {
        assertThat(other)
            .failsWithin(Duration.ofSeconds(15))
            .withThrowableThat()
            .havingCause()
            .withMessage("poison");
      } else {
        assertThat(other.get()).isEqualTo(String.valueOf(i + 11));
      }
    }
    assertThat(alone).containsExactlyInAnyOrder(11, 12, 13, 14, 15);
  }

  @Test
  void under_load_everybody_gets_the_own_result_once() throws Exception {
    firstMayEnd.countDown();
    var tasks =
        IntStream.range(0, 16)
            .<Callable<Void>>mapToObj(
                t ->
                    () -> {
                      for (int i = 0; i < 2_000; i++) {
                        int item = 100 + t * 2_000 + i;
                        assertThat(shared.write(item)).isEqualTo(String.valueOf(item));
                      }
                      return null;
                    })
            .toList();
    for (var done : callers.invokeAll(tasks)) {
      done.get();
    }
    var written = commits.stream().flatMap(List::stream).toList();
    assertThat(written).hasSize(32_000).doesNotHaveDuplicates();
  }

  private List<Future<String>> all(IntStream items) {
    var list = items.boxed().toList();
    var futures = list.stream().map(item -> callers.submit(() -> shared.write(item))).toList();
    await().atMost(Duration.ofSeconds(15)).until(() -> shared.waiting() == list.size());
    return futures;
  }

  private List<String> together(List<Integer> items) {
    commits.add(items);
    if (items.contains(0)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> firstMayEnd.getCount() == 0);
    }
    if (items.contains(POISON)) {
      throw new IllegalStateException("poison");
    }
    return items.stream().map(String::valueOf).toList();
  }

  private String alone(int item) {
    alone.add(item);
    if (item == POISON) {
      throw new IllegalStateException("poison");
    }
    return String.valueOf(item);
  }
}
