package io.bancheng.config;

import static io.bancheng.config.Shipped.HUB;
import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.Gazetteer.Place;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionsTest {
  private final Regions regions = HUB.regions();

  @Test
  void a_region_belongs_to_its_city_and_the_city_to_the_province() {
    assertThat(regions.upward("340882"))
        .extracting(Region::nameZh)
        .containsExactly("潜山市", "安庆市", "安徽省");
    assertThat(regions.upward("340882106")).hasSize(4);
    assertThat(regions.upward("999999")).isEmpty();
    assertThat(regions.upward(null)).isEmpty();
  }

  @Test
  void a_town_is_no_region_of_its_own() {
    assertThat(regions.knows("341522")).isTrue();
    assertThat(regions.knows("341522100")).isFalse();
    assertThat(regions.find("341522100")).isPresent();
    assertThat(regions.knows(null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "六安市霍邱县城关镇, 341522, 341522100",
    "安徽省安庆市潜山市, 340882,",
    "安徽省安庆市潜山市梅城镇某某村某某组, 340882, 340882100",
    "潜山市水吼镇某某村, 340882, 340882106",
    "霍邱县龙潭镇, 341522, 341522115",
    "潜山龙潭, 340882, 340882202",
    "霍邱城关镇老粮站旁, 341522, 341522100",
    "萧县经济开发区某某路1号, 341322, 341322400",
    "黄山市黄山区某某路, 341003,",
    "黄山黄山区, 341003,",
    "黄山市歙县, 341021,",
    "合肥市蜀山区潜山路88号, 340104,",
    "合肥市包河区花园小区, 340111,",
    "蕪湖市鏡湖區, 340202,",
    "铜陵市郊区, 340711,",
    "合肥市郊区, 340100,",
    "安庆市, 340800,",
    "安庆, 340800,",
    "马鞍山市和县, 340523,",
    "宿州马鞍山现代产业园区, 341371,",
    "六安市霍邱县花园酒店, 341522, 341522108",
    "六安市霍邱县某某酒店, 341522,",
  })
  void an_address_gives_the_place_it_names(String address, String region, String town) {
    assertThat(regions.locate(address)).contains(new Place(region, town));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "城关镇",
        "水吼镇某某村",
        "某某小区3号",
        "安徽省",
        "霍邱县和萧县交界",
        "合肥市潜山市",
        "合肥路与安庆路交口",
        "龙潭",
        "安庆市和六安市之间",
        "郊区某某路"
      })
  void an_address_that_names_no_place_or_several_gives_none(String address) {
    assertThat(regions.locate(address)).isEmpty();
  }

  @Test
  void a_county_name_of_two_cities_needs_its_city() {
    var twice =
        new Regions(
            List.of(
                new Region("320100", "南京市", "", Tier.CITY),
                new Region("320300", "徐州市", "", Tier.CITY),
                new Region("320106", "鼓楼区", "320100", Tier.COUNTY),
                new Region("320302", "鼓楼区", "320300", Tier.COUNTY)));

    assertThat(twice.locate("鼓楼区某某路")).isEmpty();
    assertThat(twice.locate("徐州市鼓楼区某某路")).contains(new Place("320302", null));
    assertThat(twice.locate("徐州鼓楼")).contains(new Place("320302", null));
  }
}
