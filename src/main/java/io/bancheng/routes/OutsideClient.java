package io.bancheng.routes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * How the hub calls other people's systems: short limits, no redirects, no cookies, no more of a
 * response than is wanted, and never an address that only a machine's own neighbourhood has.
 */
public final class OutsideClient implements HttpClientConfigurer {
  private static final Limits CHANNELS =
      new Limits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10), 0, 5);
  private static final String BEGUN = "bancheng.begun";

  private final Limits limits;
  private final SSLContext tls;
  private final ScheduledExecutorService alarm;

  /**
   * How long a call may take and how much it may bring.
   *
   * @param total a server that sends its answer a byte at a time keeps to every limit but this
   * @param mostBytes of a response's body; 0 if it is not wanted at all
   * @param atOnce calls at the same time
   */
  record Limits(Duration connect, Duration response, Duration total, int mostBytes, int atOnce) {}

  /** The call failed before any of it was written: it certainly did not arrive. */
  static final class NotSent extends IOException {
    private static final long serialVersionUID = 1L;

    NotSent(IOException cause) {
      super(cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
    }
  }

  /** Calls that want no more than the status. */
  public OutsideClient() {
    this(CHANNELS, null, watch());
  }

  private OutsideClient(Limits limits, SSLContext tls, ScheduledExecutorService alarm) {
    this.limits = limits;
    this.tls = tls;
    this.alarm = alarm;
  }

  /**
   * Calls within other limits.
   *
   * @param tls what TLS is made with; null for the usual
   */
  OutsideClient with(Limits other, SSLContext tls) {
    return new OutsideClient(other, tls, alarm);
  }

  private static ScheduledExecutorService watch() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          var thread = new Thread(task, "outside-alarm");
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public void configureHttpClient(HttpClientBuilder builder) {
    builder
        .setConnectionManager(connections())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(timeout(limits.connect()))
                .setResponseTimeout(timeout(limits.response()))
                .setRedirectsEnabled(false)
                .build())
        .disableRedirectHandling()
        // a connection that the server closed meanwhile would look like a system that is down
        .setConnectionReuseStrategy((request, response, context) -> false)
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableContentCompression()
        .addExecInterceptorFirst("whole", this::within)
        .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "begun", this::begin);
  }

  private HttpClientConnectionManager connections() {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new Neighbourhood())
            .setMaxConnPerRoute(limits.atOnce())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(timeout(limits.connect()))
                    .setSocketTimeout(timeout(limits.response()))
                    .build());
    if (tls != null) {
      connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(tls));
    }
    return connections.build();
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.of(duration);
  }

  /** Connected, and about to write: from here on nobody can say that nothing arrived. */
  private ClassicHttpResponse begin(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    scope.clientContext.setAttribute(BEGUN, true);
    return chain.proceed(request, scope);
  }

  /** Ends the whole call, its response included, when its time is over. */
  private ClassicHttpResponse within(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    var bell =
        alarm.schedule(() -> cancel(scope), limits.total().toMillis(), TimeUnit.MILLISECONDS);
    try {
      return wanted(chain.proceed(request, scope), scope.execRuntime);
    } catch (IOException e) {
      throw scope.clientContext.getAttribute(BEGUN) == null ? new NotSent(e) : e;
    } finally {
      bell.cancel(false);
    }
  }

  /** What is never read cannot be too large; whatever was read, the connection ends here. */
  private ClassicHttpResponse wanted(ClassicHttpResponse response, ExecRuntime connection)
      throws IOException {
    var entity = response.getEntity();
    try {
      if (entity == null || limits.mostBytes() == 0) {
        response.setEntity(null);
        return response;
      }
      byte[] body = entity.getContent().readNBytes(limits.mostBytes() + 1);
      if (body.length > limits.mostBytes()) {
        throw new IOException("the response is larger than %d bytes".formatted(limits.mostBytes()));
      }
      response.setEntity(
          new ByteArrayEntity(body, ContentType.parseLenient(entity.getContentType())));
      return response;
    } finally {
      connection.discardEndpoint();
    }
  }

  private static void cancel(ExecChain.Scope scope) {
    if (scope.originalRequest instanceof HttpUriRequestBase request) {
      request.cancel();
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
