package io.bancheng.config;

import io.bancheng.calendar.WorkingCalendar;
import io.bancheng.canonical.DepartmentId;
import io.bancheng.canonical.Proof;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that operators decide, as one immutable value.
 *
 * @param version SHA-256 over all operators' files, in hex; every decision records it
 * @param flow SHA-256 of every file below {@code routes/} by its path there
 * @param channels by code
 * @param sms the gateway of text messages, if there is one
 * @param connections the departments that have a system of their own
 * @param phrases phrases with the routing rule that each must hit
 */
public record HubConfig(
    String version,
    Map<String, String> flow,
    Regions regions,
    Departments departments,
    Categories categories,
    Exclusions exclusions,
    RoutingTable routing,
    Limits limits,
    Calendars calendars,
    Map<String, ChannelConfig> channels,
    Map<DepartmentId, DepartmentConnection> connections,
    ReviewPolicy review,
    RepeatPolicy repeats,
    FeedbackPolicy feedback,
    CallbackPolicy callback,
    Assessment assessment,
    MailTexts mailTexts,
    DepartmentMailTexts departmentMail,
    Optional<SmsGateway> sms,
    SmsTexts smsTexts,
    Listeners listeners,
    Office office,
    List<RoutingPhrase> phrases) {
  /** Camel asks for it often; the version stands for all the rules. */
  @Override
  public int hashCode() {
    return version.hashCode();
  }

  /** The working calendar of the province. */
  public WorkingCalendar calendar() {
    return calendars.province();
  }

  /** The working calendar of a place; that of the whole province where the place is not known. */
  public WorkingCalendar calendarOf(String regionCode) {
    return calendars.of(regionCode);
  }

  /** Whether that department fetches its letters, so that they wait in the ledger. */
  public boolean held(DepartmentId department) {
    var connection = connections.get(department);
    return connection != null && connection.settings().held();
  }

  /** The addresses whose letters nobody brings anywhere. */
  public Set<String> held() {
    return connections.keySet().stream()
        .filter(this::held)
        .map(department -> "department." + department.dotted() + ".cases")
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The addresses whose letters the hub itself brings to their receivers. */
  public Set<String> carried() {
    var answers =
        channels.values().stream()
            .filter(channel -> channel.answers().carried())
            .map(channel -> "channel." + channel.code() + ".answers");
    var cases =
        connections.values().stream()
            .filter(DepartmentConnection::carried)
            .map(department -> "department." + department.id().dotted() + ".cases");
    return Stream.concat(answers, cases).collect(Collectors.toUnmodifiableSet());
  }

  /** How that channel or department proves over HTTP who it is; everybody else by their key. */
  public Proof proof(String systemId) {
    var words = systemId.split("\\.", 2);
    var own =
        switch (words[0]) {
          case "channel" ->
              Optional.ofNullable(channels.get(words[words.length - 1])).map(ChannelConfig::proof);
          case "department" -> department(words[words.length - 1]).map(DepartmentConnection::proof);
          default -> Optional.<Proof>empty();
        };
    return own.orElse(Proof.KEY);
  }

  private Optional<DepartmentConnection> department(String dotted) {
    var words = dotted.split("\\.", 2);
    return words.length < 2
        ? Optional.empty()
        : Optional.ofNullable(connections.get(new DepartmentId(words[0], words[1])));
  }

  /**
   * The ids of all that get a key: channel and department systems, listeners, the gateway of text
   * messages, staff.
   */
  public List<String> systemIds() {
    var channelIds = channels.keySet().stream().sorted().map(code -> "channel." + code);
    var departmentIds =
        connections.keySet().stream().map(id -> "department." + id.dotted()).sorted();
    return Stream.of(
            channelIds,
            departmentIds,
            listeners.ids().stream(),
            sms.stream().map(gateway -> SmsGateway.SYSTEM),
            office.staff().ids().stream())
        .flatMap(ids -> ids)
        .toList();
  }
}
