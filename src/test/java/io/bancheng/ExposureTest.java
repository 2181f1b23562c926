package io.bancheng;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class ExposureTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.9"})
  void this_machine_alone_needs_no_tls(String address) {
    var settings = at(address).withProperty("bancheng.samples", "true");
    assertThatCode(() -> new Exposure(settings)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "no-such-host.invalid"})
  void anything_else_does(String address) {
    assertThatThrownBy(() -> new Exposure(at(address)))
        .hasMessageContaining("server.address is not this machine alone")
        .hasMessageContaining("server.ssl.certificate");
    assertThatThrownBy(() -> new Exposure(new MockEnvironment())).hasMessageContaining("no TLS");
    var off = secured(at(address)).withProperty("server.ssl.enabled", "false");
    assertThatThrownBy(() -> new Exposure(off)).hasMessageContaining("no TLS");
    assertThatCode(() -> new Exposure(secured(at(address)))).doesNotThrowAnyException();
  }

  @Test
  void samples_answer_on_this_machine_only() {
    var settings = secured(at("0.0.0.0")).withProperty("bancheng.samples", "true");
    assertThatThrownBy(() -> new Exposure(settings)).hasMessageContaining("BANCHENG_SAMPLES");
  }

  @Test
  void samples_speak_no_tls_to_the_broker() {
    var settings = at("127.0.0.1").withProperty("bancheng.broker.key-store", "hub.p12");
    assertThatCode(() -> new Exposure(settings)).doesNotThrowAnyException();
    settings.setProperty("bancheng.samples", "true");
    assertThatThrownBy(() -> new Exposure(settings)).hasMessageContaining("BANCHENG_SAMPLES");
  }

  @Test
  void a_management_port_of_its_own_is_a_listener_too() {
    var settings =
        secured(at("127.0.0.1"))
            .withProperty("management.server.port", "8081")
            .withProperty("management.server.address", "0.0.0.0");
    assertThatCode(() -> new Exposure(settings)).doesNotThrowAnyException();
    var bare = at("127.0.0.1").withProperty("management.server.port", "8081");
    bare.setProperty("management.server.address", "0.0.0.0");
    assertThatThrownBy(() -> new Exposure(bare)).hasMessageContaining("management.server.address");
  }

  private static MockEnvironment at(String address) {
    return new MockEnvironment().withProperty("server.address", address);
  }

  private static MockEnvironment secured(MockEnvironment settings) {
    return settings.withProperty("server.ssl.certificate", "hub.crt");
  }
}
