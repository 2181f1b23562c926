package io.bancheng.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bancheng.harness.JavaProcess;
import io.bancheng.harness.Quiet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The generator of the load in a process of its own, so that its work is nobody else's. It reads
 * one job per line and answers each with one line.
 */
public final class Generator implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final PrintWriter jobs;
  private final BufferedReader results;

  Generator() throws IOException {
    var command = new ArrayList<String>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Generator.class.getName());
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    jobs = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    results =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The generator itself. */
  public static void main(String[] args) throws Exception {
    Quiet.logs();
    var load = new Load(0);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(JSON.writeValueAsString(load.push(JSON.readValue(line, Load.Job.class))));
    }
  }

  Load.Result push(Load.Job job) throws IOException {
    jobs.println(JSON.writeValueAsString(job));
    String line = results.readLine();
    if (line == null) {
      throw new IllegalStateException("The generator of the load has died.");
    }
    return JSON.readValue(line, Load.Result.class);
  }

  @Override
  public void close() {
    JavaProcess.stop(process);
  }
}
