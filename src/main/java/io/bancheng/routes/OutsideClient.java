package io.bancheng.routes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;

/**
 * How the hub calls other people's systems: short limits, no redirects, no cookies, no body of a
 * response, and never an address that only a machine's own neighbourhood has.
 */
public final class OutsideClient implements HttpClientConfigurer {
  private static final int CONNECT_SECONDS = 2;
  private static final int RESPONSE_SECONDS = 5;

  /** A server that sends its header a byte at a time keeps to every limit but this. */
  private static final int WHOLE_SECONDS = 10;

  private final ScheduledExecutorService alarm =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "outside-alarm");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public void configureHttpClient(HttpClientBuilder builder) {
    builder
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Neighbourhood())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .setSocketTimeout(RESPONSE_SECONDS, TimeUnit.SECONDS)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .setResponseTimeout(RESPONSE_SECONDS, TimeUnit.SECONDS)
                .setRedirectsEnabled(false)
                .build())
        .disableRedirectHandling()
        // a connection that the server closed meanwhile would look like a system that is down
        .setConnectionReuseStrategy((request, response, context) -> false)
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableContentCompression()
        .addExecInterceptorFirst("whole", this::within)
        .addResponseInterceptorLast((response, entity, context) -> withoutBody(response));
  }

  /** Ends the whole call when its time is over. */
  private ClassicHttpResponse within(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    var bell = alarm.schedule(() -> cancel(scope), WHOLE_SECONDS, TimeUnit.SECONDS);
    try {
      return chain.proceed(request, scope);
    } finally {
      bell.cancel(false);
    }
  }

  private static void cancel(ExecChain.Scope scope) {
    if (scope.originalRequest instanceof HttpUriRequestBase request) {
      request.cancel();
    }
  }

  /** The status says all; what is never read cannot be too large, and ends the connection. */
  private static void withoutBody(HttpResponse response) {
    if (response instanceof ClassicHttpResponse classic) {
      classic.setEntity(null);
    }
  }

  /**
   * Refuses addresses of the neighbourhood: link-local ones and where clouds keep their secrets.
   */
  static final class Neighbourhood implements DnsResolver {
    private static final Set<String> METADATA =
        Set.of("100.100.100.200", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      var addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
      if (Arrays.stream(addresses).anyMatch(Neighbourhood::refused)) {
        throw new UnknownHostException(host + " is an address that the hub does not call");
      }
      return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    static boolean refused(InetAddress address) {
      return address.isLinkLocalAddress()
          || address.isAnyLocalAddress()
          || address.isMulticastAddress()
          || METADATA.contains(address.getHostAddress());
    }
  }
}
