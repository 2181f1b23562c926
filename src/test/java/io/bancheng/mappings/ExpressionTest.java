package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpressionTest {
  private static final Map<String, Object> INPUT = new HashMap<>();

  static {
    INPUT.put("a", Map.of("b", "x", "list", List.of(Map.of("c", 1), Map.of("c", 2))));
    INPUT.put("nothing", null);
  }

  @Test
  void many_threads_never_see_each_others_message() throws Exception {
    var expression =
        compile("$yes(data.secret) ? $uppercase(data.name) & data.name : $string(data.n)");
    var pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> work =
          IntStream.range(0, 8)
              .<Callable<Integer>>mapToObj(t -> () -> wrong(expression, t))
              .toList();
      for (var wrong : pool.invokeAll(work)) {
        assertThat(wrong.get()).isZero();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void a_plain_path_gives_what_the_engine_gives() {
    for (String path : List.of("a.b", "a.x.y", "a.list.c", "a.list", "nothing", "a.b.c", "a")) {
      assertThat(compile(path).on(INPUT)).as(path).isEqualTo(compile("(" + path + ")").on(INPUT));
    }
  }

  @Test
  void own_functions_give_nothing_for_nothing() {
    for (String call :
        List.of(
            "$localTime(a.x)",
            "$dueTime(a.x)",
            "$digits(a.x)",
            "$list(a.x)",
            "$hoursLater(a.x, a.y)",
            "$wholeNumber(a.x)",
            "$firstOf(a.x, nothing)")) {
      assertThat(compile(call).on(INPUT)).as(call).isNull();
    }
    assertThat(compile("$yes(a.x)").on(INPUT)).isEqualTo(false);
  }

  @Test
  void an_endless_expression_is_stopped() {
    assertThatThrownBy(() -> compile("($f := function($x){$f($x) + 1}; $f(1))").on(INPUT))
        .isInstanceOf(Expression.Failed.class);
  }

  @Test
  void what_fails_says_nothing_of_the_content() {
    assertThatThrownBy(() -> compile("$number(a.b)").on(Map.of("a", Map.of("b", "张三"))))
        .isInstanceOf(Expression.Failed.class)
        .hasMessageNotContaining("张三");
  }

  @Test
  void a_function_that_does_not_exist_is_refused_with_the_nearest() {
    assertThatThrownBy(() -> compile("$localTme(a)"))
        .hasMessage("there is no function $localTme. Did you mean \"localTime\"?");
    assertThatThrownBy(() -> compile("a.b +")).isInstanceOf(IllegalArgumentException.class);
  }

  private static int wrong(Expression expression, int thread) {
    int wrong = 0;
    for (int i = 0; i < 5_000; i++) {
      String name = "n" + thread + "-" + i;
      boolean secret = i % 2 == 0;
      var input = Map.of("data", Map.of("secret", secret ? "1" : "0", "name", name, "n", i));
      String expected = secret ? name.toUpperCase() + name : String.valueOf(i);
      wrong += expected.equals(expression.on(input)) ? 0 : 1;
    }
    return wrong;
  }

  private static Expression compile(String text) {
    return Expression.compile(text, Functions.with(Map.of()));
  }
}
