package io.bancheng.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** How much memory a program's threads have asked for, as its own virtual machine counts it. */
final class Allocated implements AutoCloseable {
  private final JMXConnector connector;
  private final ThreadMXBean threads;
  private final Map<Long, Long> byThread = new HashMap<>();

  Allocated(long pid) throws Exception {
    var machine = VirtualMachine.attach(String.valueOf(pid));
    String address = machine.startLocalManagementAgent();
    machine.detach();
    connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
    threads =
        ManagementFactory.newPlatformMXBeanProxy(
            connector.getMBeanServerConnection(),
            ManagementFactory.THREAD_MXBEAN_NAME,
            ThreadMXBean.class);
  }

  /** Bytes so far; of threads that have ended, what was seen of them. */
  long bytes() {
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    for (int i = 0; i < ids.length; i++) {
      byThread.merge(ids[i], bytes[i], Math::max);
    }
    return byThread.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException e) {
      // the program has ended
    }
  }
}
