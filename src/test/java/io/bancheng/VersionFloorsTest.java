package io.bancheng;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The versions on the class path are not below the ones that fixed known holes. A mistyped version
 * property changes nothing and says nothing; this test does.
 */
class VersionFloorsTest {
  private static final List<String> JARS =
      Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
          .map(path -> Path.of(path).getFileName().toString())
          .toList();

  @ParameterizedTest
  @CsvSource({
    "camel-support, 4.18.2",
    "camel-base, 4.18.2",
    "camel-core-processor, 4.18.2",
    "camel-jms, 4.18.2",
    "camel-http, 4.18.2",
    "camel-mail, 4.18.0",
    "camel-ftp, 4.18.0",
    "httpclient5, 5.6.5",
    "httpcore5, 5.4.4",
    "angus-mail, 2.0.4",
    "camel-yaml-dsl, 4.18.2",
    "camel-platform-http, 4.18.1",
    "artemis-server, 2.55.0",
    "artemis-amqp-protocol, 2.55.0",
    "artemis-stomp-protocol, 2.55.0",
    "tomcat-embed-core, 10.1.61",
    "jackson-databind, 2.21.8",
    "jackson-core, 2.21.8",
    "postgresql, 42.7.14",
    "netty-handler, 4.1.137",
    "spring-core, 6.2.19",
    "spring-security-web, 6.5.11",
    "spring-security-oauth2-client, 6.5.11",
    "nimbus-jose-jwt, 9.37.4",
    "bcprov-jdk18on, 1.84",
    "spring-boot, 3.5.16"
  })
  void is_not_below_the_version_that_fixed_it(String artifact, String floor) throws IOException {
    assertThat(versions(artifact)).as(artifact).isNotEmpty().allMatch(v -> atLeast(v, floor));
  }

  private static List<String> versions(String artifact) {
    var name = Pattern.compile(Pattern.quote(artifact) + "-(\\d[\\w.]*)\\.jar");
    return JARS.stream()
        .map(name::matcher)
        .filter(java.util.regex.Matcher::matches)
        .map(m -> m.group(1))
        .toList();
  }

  private static boolean atLeast(String version, String floor) {
    return Arrays.compare(numbers(version), numbers(floor)) >= 0;
  }

  private static int[] numbers(String version) {
    return Stream.of(version.split("\\."))
        .filter(part -> part.matches("\\d+"))
        .mapToInt(Integer::parseInt)
        .toArray();
  }
}
