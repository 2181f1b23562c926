package io.bancheng.bench;

/**
 * What one round of one contender showed.
 *
 * @param perSecond accepted cases per second of pushing
 * @param p50 milliseconds until the answer
 * @param last milliseconds from the end of pushing until the last message was read from its queue
 * @param ownCpu CPU milliseconds per case of the contender's process; then of the others
 * @param commits transactions of the contender's database per case, reading ones included
 * @param syncs times that the write-ahead log was brought to disk, per case
 * @param walBytes write-ahead log per case
 */
record Round(
    String contender,
    int connections,
    long cases,
    long failures,
    double perSecond,
    double p50,
    double p95,
    double p99,
    double last,
    double ownCpu,
    double databaseCpu,
    double brokerCpu,
    double commits,
    double syncs,
    double walBytes) {}
