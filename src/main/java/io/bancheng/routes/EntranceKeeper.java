package io.bancheng.routes;

import io.bancheng.canonical.ChannelGate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Stops the routes that fetch messages of a paused channel, from its queue, mailbox, folder or
 * server, and starts them again: what is not fetched waits where it is. One that is paused already
 * when its route is built is not started at all. HTTP entrances ask the gate themselves.
 */
final class EntranceKeeper implements RoutePolicyFactory {
  private static final Logger LOG = LoggerFactory.getLogger(EntranceKeeper.class);
  private static final Pattern FETCHING = Pattern.compile("accept-(?:queue|mail|folder|sftp)-(.+)");
  private static final long FINISH_SECONDS = 10;

  private final CamelContext context;
  private final ChannelGate gate;
  private final Flow flow;

  EntranceKeeper(CamelContext context, ChannelGate gate, Flow flow) {
    this.context = context;
    this.gate = gate;
    this.flow = flow;
    context.addRoutePolicyFactory(this);
  }

  @Override
  public RoutePolicy createRoutePolicy(CamelContext built, String routeId, NamedNode route) {
    return channel(routeId).isPresent() ? new NotWhilePaused() : null;
  }

  /** Does what operations have said since the last look; never while the flow is exchanged. */
  @Scheduled(fixedDelay = 1_000)
  void look() {
    synchronized (flow) {
      for (Route route : context.getRoutes()) {
        channel(route.getRouteId()).ifPresent(channel -> turn(route.getRouteId(), channel));
      }
    }
  }

  private void turn(String id, String channel) {
    try {
      var status = context.getRouteController().getRouteStatus(id);
      boolean open = gate.open(channel);
      if (!open && status == ServiceStatus.Started) {
        context.getRouteController().stopRoute(id, FINISH_SECONDS, TimeUnit.SECONDS);
        LOG.info("{} stopped, its channel is paused", id);
      } else if (open && status == ServiceStatus.Stopped) {
        context.getRouteController().startRoute(id);
        LOG.info("{} started again", id);
      }
    } catch (Exception e) {
      LOG.warn("{} cannot be turned on or off, trying again: {}", id, e.toString());
    }
  }

  private static Optional<String> channel(String routeId) {
    var fetching = FETCHING.matcher(routeId);
    return fetching.matches() ? Optional.of(fetching.group(1)) : Optional.empty();
  }

  private final class NotWhilePaused extends RoutePolicySupport {
    @Override
    public void onInit(Route route) {
      channel(route.getRouteId())
          .filter(channel -> !gate.open(channel))
          .ifPresent(channel -> route.setAutoStartup(false));
    }
  }
}
