package io.bancheng.canonical;

import java.util.List;

/** What moves through the flow on this node at this moment, for people to look at. */
@FunctionalInterface
public interface FlowWatch {
  /** Every route that runs, by id. */
  List<Traffic> routes();

  /** On which side of the hub a route lies. */
  enum Place {
    CHANNEL,
    STEP,
    DEPARTMENT,
    LISTENER
  }

  /**
   * What passed one route.
   *
   * @param name the channel, department or listener it connects, or the file it is written in
   * @param perMinute messages that ended in the last minute
   * @param inFlight messages under way
   * @param done messages since the hub started, those that failed included
   * @param failed of these, the ones that went wrong
   * @param failedPerMinute the ones that went wrong in the last minute
   */
  record Traffic(
      String id,
      Place place,
      String name,
      double perMinute,
      int inFlight,
      long done,
      long failed,
      double failedPerMinute) {}
}
