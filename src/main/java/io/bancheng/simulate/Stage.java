package io.bancheng.simulate;

import io.bancheng.config.HubConfig;
import io.bancheng.ledger.CaseReader;
import io.bancheng.ledger.DueClocks;
import io.bancheng.ledger.Handover;
import io.bancheng.ledger.Inbox;
import io.bancheng.ledger.Outbox;
import io.bancheng.ledger.Quarantine;
import io.bancheng.ledger.Supervisions;
import io.bancheng.ledger.TaskLists;
import io.bancheng.routes.SteppedFlow;
import java.util.function.Function;

/**
 * The hub that a year is played with: its real flow and ledger, and a clock that the year turns.
 */
public record Stage(SteppedFlow flow, HubConfig config, SimulatedClock clock, Books books) {
  /** What people and offices see of the ledger. */
  public record Books(
      Outbox outbox,
      Handover handover,
      Inbox inbox,
      Quarantine quarantine,
      DueClocks clocks,
      TaskLists tasks,
      Supervisions supervisions,
      CaseReader reader) {}

  /** Where stages come from; the root of the hub provides it as a service. */
  @FunctionalInterface
  public interface House {
    /**
     * Opens a stage with an empty ledger, plays on it and closes it.
     *
     * @throws IllegalArgumentException if the database named is not empty
     */
    YearReport play(Setting setting, Function<Stage, YearReport> play);
  }
}
