package io.bancheng;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Refuses to start where strangers could read along or walk in: HTTP beyond this machine without
 * TLS, or the sample departments, who answer anything, beyond it at all.
 */
@Component
final class Exposure {
  private static final List<String> LISTENERS = List.of("server", "management.server");
  private static final List<String> TLS = List.of("bundle", "key-store", "certificate");

  Exposure(Environment environment) {
    LISTENERS.stream()
        .filter(listener -> reachable(environment.getProperty(listener + ".address")))
        .filter(listener -> listens(listener, environment))
        .forEach(listener -> check(listener, environment));
    boolean sealed = environment.getProperty("bancheng.broker.key-store") != null;
    if (sealed && samples(environment)) {
      throw new IllegalStateException(
          "The sample departments come to the broker without TLS: set BANCHENG_SAMPLES=false, or"
              + " leave bancheng.broker.key-store out.");
    }
  }

  private static boolean samples(Environment environment) {
    return environment.getProperty("bancheng.samples", Boolean.class, false);
  }

  private static void check(String listener, Environment environment) {
    if (!tls(listener, environment)) {
      throw new IllegalStateException(
          "%s.address is not this machine alone, and there is no TLS. Give %1$s.ssl.certificate and"
                  .formatted(listener)
              + " .certificate-private-key (PEM files), or listen on 127.0.0.1 behind a proxy that"
              + " does TLS.");
    }
    if (samples(environment)) {
      throw new IllegalStateException(
          "The sample departments answer anything: set BANCHENG_SAMPLES=false, or listen on"
              + " 127.0.0.1.");
    }
  }

  /** The management port is the hub's own unless it is given one. */
  private static boolean listens(String listener, Environment environment) {
    return !listener.startsWith("management")
        || environment.getProperty(listener + ".port") != null;
  }

  private static boolean tls(String listener, Environment environment) {
    boolean on = environment.getProperty(listener + ".ssl.enabled", Boolean.class, true);
    return on
        && Stream.of(listener, "server")
            .limit(listener.equals("server") ? 1 : 2)
            .flatMap(owner -> TLS.stream().map(how -> owner + ".ssl." + how))
            .anyMatch(key -> environment.getProperty(key) != null);
  }

  /** Without an address a listener is on all of the machine's. */
  private static boolean reachable(String address) {
    try {
      return address == null || !InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }
}
