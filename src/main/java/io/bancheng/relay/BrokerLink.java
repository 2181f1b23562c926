package io.bancheng.relay;

import io.bancheng.ledger.BrokerEpochs;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;

/** The broker, and how the ledger knows which of its disks it runs on. */
public record BrokerLink(ConnectionFactory factory, BrokerEpochs epochs) {
  long epoch(Connection connection) {
    return epochs.settle(new EpochMark(connection));
  }
}
