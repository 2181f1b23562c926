package io.bancheng.routes;

import io.bancheng.canonical.FlowWatch;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.springframework.scheduling.annotation.Scheduled;

/** Reads the counters that Camel keeps of every route; keeps a minute of them for the rates. */
public final class CamelFlowWatch implements FlowWatch {
  static final long SPAN = 60_000_000_000L;

  private static final Map<String, Place> CONNECTED =
      Map.of("code", Place.CHANNEL, "department", Place.DEPARTMENT, "listener", Place.LISTENER);

  private final CamelContext context;
  private final MeterRegistry meters;
  private final LongSupplier ticker;
  private final Deque<Reading> readings = new ArrayDeque<>();

  private record Count(long done, long failed) {
    static final Count NONE = new Count(0, 0);
  }

  private record Reading(long at, Map<String, Count> counts) {
    Count of(String id) {
      return counts.getOrDefault(id, Count.NONE);
    }
  }

  /**
   * A watch.
   *
   * @param ticker nanoseconds that no setting of a clock moves
   */
  public CamelFlowWatch(CamelContext context, MeterRegistry meters, LongSupplier ticker) {
    this.context = context;
    this.meters = meters;
    this.ticker = ticker;
  }

  /** Notes how far every route is; what is older than a minute is needed once. */
  @Scheduled(fixedDelay = 5_000)
  public synchronized void look() {
    var counts = counts();
    long now = ticker.getAsLong();
    readings.addLast(new Reading(now, counts));
    while (readings.size() > 1 && now - second().at() >= SPAN) {
      readings.removeFirst();
    }
  }

  @Override
  public synchronized List<Traffic> routes() {
    long now = ticker.getAsLong();
    var before = readings.isEmpty() ? new Reading(now, Map.of()) : readings.getFirst();
    var counts = counts();
    double minutes = Math.max(now - before.at(), SPAN) / (double) SPAN;
    return context.getRoutes().stream()
        .map(route -> traffic(route.getRouteId(), counts, before, minutes))
        .sorted(Comparator.comparing(Traffic::id))
        .toList();
  }

  private Traffic traffic(String id, Map<String, Count> counts, Reading before, double minutes) {
    var count = counts.getOrDefault(id, Count.NONE);
    var definition = model().getRouteDefinition(id);
    var place = place(definition);
    return new Traffic(
        id,
        place,
        name(definition, place),
        rate(count.done() - before.of(id).done(), minutes),
        context.getInflightRepository().size(id),
        count.done(),
        count.failed(),
        rate(count.failed() - before.of(id).failed(), minutes));
  }

  private Reading second() {
    var all = readings.iterator();
    all.next();
    return all.next();
  }

  /** A route that was taken out and put in again counts from nothing. */
  private static double rate(long more, double minutes) {
    return Math.max(0, more) / minutes;
  }

  /** Of every route; to look for one of them is to look at all meters there are. */
  private Map<String, Count> counts() {
    var done = byRoute("camel.exchanges.total");
    var failed = byRoute("camel.exchanges.failed");
    return context.getRoutes().stream()
        .map(Route::getRouteId)
        .collect(
            Collectors.toMap(
                Function.identity(),
                id -> new Count(done.getOrDefault(id, 0L), failed.getOrDefault(id, 0L))));
  }

  private Map<String, Long> byRoute(String meter) {
    return meters.find(meter).tagKeys("routeId").counters().stream()
        .collect(
            Collectors.groupingBy(
                counter -> counter.getId().getTag("routeId"),
                Collectors.summingLong(counter -> Math.round(counter.count()))));
  }

  private static Place place(RouteDefinition definition) {
    return CONNECTED.entrySet().stream()
        .filter(connected -> parameters(definition).containsKey(connected.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Place.STEP);
  }

  /** The channel, department or listener of the route; its file's name without endings if none. */
  private static String name(RouteDefinition definition, Place place) {
    if (place == Place.STEP) {
      var resource = definition == null ? null : definition.getResource();
      return resource == null ? "" : file(resource.getLocation());
    }
    return CONNECTED.entrySet().stream()
        .filter(connected -> connected.getValue() == place)
        .map(connected -> String.valueOf(parameters(definition).get(connected.getKey())))
        .findFirst()
        .orElse("");
  }

  private static String file(String location) {
    return Path.of(location.replaceFirst("^file:", ""))
        .getFileName()
        .toString()
        .replaceFirst("\\..*", "");
  }

  private static Map<String, Object> parameters(RouteDefinition definition) {
    var all = definition == null ? null : definition.getTemplateParameters();
    return all == null ? Map.of() : all;
  }

  private Model model() {
    return context.getCamelContextExtension().getContextPlugin(Model.class);
  }
}
