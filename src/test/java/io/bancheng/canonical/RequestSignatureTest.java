package io.bancheng.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.bancheng.canonical.RequestSignature.Request;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestSignatureTest {
  private static final String KEY = "the-key";
  private static final Request REQUEST =
      request("POST", "/api/v1/channels/hotline/cases?x=1", "{\"a\":\"张\"}", "nonce-0001");

  /** What {@code openssl dgst -hmac} says of the same five lines. */
  @Test
  void signatures_are_those_of_another_implementation() {
    assertThat(RequestSignature.SHA256.sign(KEY, REQUEST))
        .isEqualTo("47ff1e805f0ce4b9d27719cd033b5075c4d6ef709c38662bd37c1594c8e6aa39");
    assertThat(RequestSignature.SM3.sign(KEY, REQUEST))
        .isEqualTo("sm3:90ae182bda0264c3eaef7b7a1b1c8245995553e3d0fde05b96f31463491f4da1");
  }

  @ParameterizedTest
  @EnumSource
  void a_signature_is_of_one_request_and_one_key(RequestSignature algorithm) {
    String signature = algorithm.headers(KEY, REQUEST).get(RequestSignature.SIGNATURE);
    assertThat(RequestSignature.of(signature)).isEqualTo(algorithm);
    assertThat(algorithm.fits(signature, KEY, REQUEST)).isTrue();
    assertThat(algorithm.fits(signature, "another", REQUEST)).isFalse();
    assertThat(algorithm.fits(signature.toUpperCase(), KEY, REQUEST)).isFalse();
    String path = REQUEST.path();
    String body = "{\"a\":\"张\"}";
    assertThat(algorithm.fits(signature, KEY, request("PUT", path, body, "nonce-0001"))).isFalse();
    assertThat(algorithm.fits(signature, KEY, request("POST", path + "1", body, "nonce-0001")))
        .isFalse();
    assertThat(algorithm.fits(signature, KEY, request("POST", path, body + " ", "nonce-0001")))
        .isFalse();
    assertThat(algorithm.fits(signature, KEY, request("POST", path, body, "nonce-0002"))).isFalse();
  }

  private static Request request(String method, String path, String body, String nonce) {
    return new Request(method, path, body.getBytes(StandardCharsets.UTF_8), "1764126000", nonce);
  }
}
