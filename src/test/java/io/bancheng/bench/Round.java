package io.bancheng.bench;

/**
 * What one round of one contender showed.
 *
 * @param perSecond accepted cases per second of pushing
 * @param delivered cases per second from the first push until the last one is where it has to be
 * @param p50 milliseconds until the answer
 * @param last milliseconds from the end of pushing until the last case is where it has to be
 * @param costs what it cost per case
 */
record Round(
    String scenario,
    String contender,
    int connections,
    long cases,
    long failures,
    double perSecond,
    double delivered,
    double p50,
    double p95,
    double p99,
    double p999,
    double last,
    Costs costs) {

  /**
   * What a case cost.
   *
   * @param own CPU milliseconds of the contender's process, without its compiler's
   * @param compiler of its just-in-time compiler, which ends when it has run for long enough
   * @param database CPU milliseconds of the other processes
   * @param commits transactions of the contender's database, reading ones included
   * @param syncs times that the write-ahead log was brought to disk
   * @param wal bytes of write-ahead log
   * @param allocated bytes that the contender's threads asked for
   */
  record Costs(
      double own,
      double compiler,
      double database,
      double broker,
      double commits,
      double syncs,
      double wal,
      double allocated) {
    /** Of all, the compiler apart. */
    double cpu() {
      return own + database + broker;
    }
  }
}
