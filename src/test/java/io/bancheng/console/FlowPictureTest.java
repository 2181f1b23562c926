package io.bancheng.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.FlowWatch.Place;
import io.bancheng.canonical.FlowWatch.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlowPictureTest {
  @Test
  void routes_of_one_channel_are_one_box_and_their_rates_add_up() {
    var picture =
        drawn(
            List.of(
                route("a", Place.CHANNEL, "hotline", 2, 1),
                route("b", Place.CHANNEL, "hotline", 3, 0),
                route("c", Place.STEP, "inbound", 5, 0)));

    assertThat(picture.boxes())
        .extracting(b -> b.sum().name(), b -> b.sum().perMinute(), FlowPicture.Box::light)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("hotline", 5.0, "RED"),
            org.assertj.core.groups.Tuple.tuple("inbound", 5.0, "GREEN"));
    assertThat(picture.lines()).singleElement().matches(FlowPicture.Line::moves);
  }

  @Test
  void steps_stand_in_the_order_of_a_case_and_files_of_no_step_only_in_the_table() {
    var picture =
        drawn(
            List.of(
                route("a", Place.STEP, "close", 0, 0),
                route("b", Place.STEP, "window", 0, 0),
                route("c", Place.STEP, "accept", 0, 0)));

    assertThat(picture.boxes()).extracting(b -> b.sum().name()).containsExactly("accept", "close");
  }

  @Test
  void of_many_departments_the_busiest_are_drawn_and_none_is_left_out_of_the_sum() {
    var routes = new ArrayList<Traffic>();
    IntStream.range(0, 40)
        .forEach(i -> routes.add(route("r" + i, Place.DEPARTMENT, "d" + i, i, i == 3 ? 1 : 0)));

    var boxes = drawn(routes).boxes();

    assertThat(boxes).hasSize(FlowPicture.MOST);
    assertThat(boxes.get(0).sum().name()).isEqualTo("d3");
    assertThat(boxes.get(1).sum().name()).isEqualTo("d39");
    assertThat(boxes.get(6).sum().others()).isEqualTo(34);
    assertThat(boxes.stream().mapToDouble(b -> b.sum().perMinute()).sum()).isEqualTo(780.0);
  }

  private static FlowPicture drawn(List<Traffic> routes) {
    return FlowPicture.of(routes, Traffic::name);
  }

  private static Traffic route(String id, Place place, String name, double rate, double failed) {
    return new Traffic(id, place, name, rate, 0, 10, 1, failed);
  }
}
