package io.bancheng.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The tasks of a role in a case's region, as an account's list shows them. */
public record JourneyTasks(HubClient hub, String account, JsonNode found) {
  /** The kinds of the case's own tasks. */
  public List<String> kinds(String role) {
    return own(role).map(task -> task.path("kind").asText()).toList();
  }

  /** The same, each with its light. */
  public List<String> lights(String role) {
    return own(role)
        .map(task -> task.path("kind").asText() + " " + task.path("light").asText())
        .toList();
  }

  /** The region of whoever is on duty for a task. */
  public String desk(String role, String kind) {
    return own(role)
        .filter(task -> task.path("kind").asText().equals(kind))
        .map(task -> task.at("/onDuty/0/region").asText())
        .findFirst()
        .orElse("no such task");
  }

  /** All tasks of the region in the list's order, each as kind and case number. */
  public List<String> order(String role) {
    return all(role)
        .map(task -> task.path("kind").asText() + "@" + task.path("caseNo").asText())
        .toList();
  }

  private Stream<JsonNode> own(String role) {
    String caseNo = found.path("caseNo").asText();
    return all(role).filter(task -> task.path("caseNo").asText().equals(caseNo));
  }

  private Stream<JsonNode> all(String role) {
    var list =
        hub.get(
            account,
            "/api/v1/tasks?limit=500&role=%s&region=%s"
                .formatted(role, found.path("regionCode").asText()));
    return StreamSupport.stream(list.body().path("tasks").spliterator(), false);
  }
}
