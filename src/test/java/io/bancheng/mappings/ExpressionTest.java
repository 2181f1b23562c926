package io.bancheng.mappings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
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
  void no_expression_runs_away() {
    for (String endless :
        List.of(
            "($f := function($x){$f($x)}; $f(1))",
            "$sum([1..99999999])",
            "$reduce([1..9999], function($all, $x){$all & $all & $x}, \"xx\")",
            "$pad(\"x\", 2000000000)")) {
      assertTimeout(
          Duration.ofSeconds(20),
          () ->
              assertThatThrownBy(() -> compile(endless).on(INPUT))
                  .as(endless)
                  .isInstanceOf(Expression.Failed.class));
    }
    assertThat(compile("$pad(a.b, -3, \"0\")").on(INPUT)).isEqualTo("00x");
  }

  @Test
  void an_expression_that_a_message_brings_is_never_run() {
    for (String eval : List.of("$eval(a.b)", "($run := $eval; $run(a.b))", "a.b ~> $eval")) {
      assertThatThrownBy(() -> compile(eval))
          .hasMessage("$eval would run what a message says. Write the expression itself.");
    }
  }

  @Test
  void a_pattern_is_cut_off_on_a_text_that_leads_it_astray() {
    var astray = Map.<String, Object>of("text", "a ".repeat(100_000) + "!");
    for (String slow :
        List.of(
            "$match(text, /a.*b.*c.*d/)",
            "$contains(text, /a.*b.*c.*d/)",
            "$replace(text, /a.*b.*c.*d/, \"\")",
            "$split(text, /a.*b.*c.*d/)",
            "text.$match(/a.*b.*c.*d/)")) {
      assertThatThrownBy(() -> compile(slow).on(astray))
          .as(slow)
          .isInstanceOf(Expression.Failed.class)
          .hasMessage("a pattern was stopped after 20,000,000 looks at one text");
    }
  }

  @Test
  void a_pattern_that_never_ends_on_some_texts_is_refused_at_once() {
    for (String endless :
        List.of(
            "(.*?,){11}P",
            "(a*)*?b",
            "([a-z])((a+)\\3?)+b",
            "号(?:(?<n>.+)+?x)\\k<n>",
            "(.+)+?x\\1")) {
      assertThatThrownBy(() -> compile("$match(a.b, /" + endless + "/)"))
          .hasMessage(
              "the pattern /%s/ goes back and forth for ever on some texts. Let no repeated group begin again in many ways.",
              endless);
    }
  }

  @Test
  void a_pattern_stands_where_it_is_bounded() {
    for (String loose :
        List.of("/x/(a.b)", "a.b ~> /x/", "($r := /x/; $match(a.b, $r))", "$map(a.list, /x/)")) {
      assertThatThrownBy(() -> compile(loose))
          .hasMessage(
              "the pattern /x/ stands where nothing bounds it. Write it into $match, $contains, $replace or $split.");
    }
    for (String usual :
        List.of(
            "8 / 2 / 2",
            "(4 + 4) / 2",
            "a.\"b\" & /* a note /x/ */ '/x/'",
            "$contains(a.b, /[a]|\\/x|x/i) ? $match(a.b, /(x)/)[0].groups[0] : 1 / 2",
            "$replace(a.b, /^x$/, \"y\", 1) & $split(\"a/b\", /\\//)[1]")) {
      assertThat(compile(usual).on(INPUT)).as(usual).isNotNull();
    }
    assertThat(compile("$replace(a.b, /(x)/, \"$1$1\")").on(INPUT)).isEqualTo("xx");
    assertThat(compile("$match(nothing, /x/)").on(INPUT)).isNull();
    assertThat(compile("a.b.$contains(/X/i)").on(INPUT)).isEqualTo(true);
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
    assertThatThrownBy(() -> compile("a.b /* x */"))
        .hasMessage("it ends too early, or with a comment.");
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
