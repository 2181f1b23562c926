package io.bancheng.console;

import static java.util.Map.entry;

import io.bancheng.canonical.DepartmentId;
import io.bancheng.config.ActiveConfig;
import io.bancheng.config.ChannelConfig;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API's document: what the controllers show of themselves, and the channels' entrances. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {
  private static final String CASE = "Push a case";
  private static final String NOTE = "Urge, supplement, take back, redo or supervise a case";
  private static final Map<String, String> ANSWERS =
      new TreeMap<>(
          Map.ofEntries(
              entry("201", "Registered: the case is in the ledger."),
              entry("200", "Registered before by the same push; the same receipt."),
              entry("202", "A note: it is in the ledger. Or nothing follows from the message."),
              entry(
                  "207",
                  "Several messages, a list or one JSON on each line: of each, in order, its"
                      + " httpStatus and what would have been the answer to it alone."),
              entry("400", "Not readable; parked."),
              entry("401", "No valid key."),
              entry("403", "Not this key's channel or department."),
              entry("404", "A note about a case that this channel does not have; parked."),
              entry(
                  "409",
                  "The source id stands for another text, or the case's state does not permit"
                      + " what the note wants; parked."),
              entry("413", "Larger than the hub takes."),
              entry(
                  "422", "Readable, but not a case, note or reply; every fault is named; parked."),
              entry("503", "The ledger is away; nothing was accepted, send it again.")));

  private static final List<String> FORMATS =
      List.of(
          "application/json",
          "application/x-ndjson",
          "application/xml",
          "application/x-www-form-urlencoded",
          "multipart/form-data");

  @Bean
  OpenApiCustomizer document(ActiveConfig configuration) {
    return api -> {
      api.info(new Info().title("Bancheng 办成").version("0.1.0"));
      secure(api);
      configuration.current().channels().values().stream()
          .filter(channel -> channel.in().http())
          .forEach(channel -> intake(api, channel));
      configuration.current().connections().keySet().forEach(id -> replies(api, id));
    };
  }

  private static void intake(OpenAPI api, ChannelConfig channel) {
    String doors = "/api/v1/channels/" + channel.code();
    api.path(doors + "/cases", new PathItem().post(intake(channel.code(), CASE)));
    api.path(doors + "/messages", new PathItem().post(intake(channel.code(), NOTE)));
    if (channel.in().path() != null) {
      api.path(channel.in().path(), new PathItem().post(intake(channel.code(), CASE)));
    }
  }

  private static void replies(OpenAPI api, DepartmentId department) {
    var responses = new ApiResponses();
    responses.addApiResponse(
        "202",
        new ApiResponse()
            .description(
                "Every reply is kept; the result of each: TAKEN, RECORDED, REPEATED, PARKED or KEPT."));
    List.of("400", "401", "403", "413", "422", "503")
        .forEach(
            status ->
                responses.addApiResponse(
                    status, new ApiResponse().description(ANSWERS.get(status))));
    api.path(
        "/api/v1/departments/" + department + "/replies",
        new PathItem()
            .post(
                new Operation()
                    .addTagsItem("departments")
                    .summary("What " + department + " replies: one reply, a list, or its own form")
                    .requestBody(body())
                    .responses(responses)));
  }

  private static RequestBody body() {
    var body = new MediaType().schema(new ObjectSchema());
    var content = new Content();
    FORMATS.forEach(format -> content.addMediaType(format, body));
    return new RequestBody().required(true).content(content);
  }

  private static void secure(OpenAPI api) {
    if (api.getComponents() == null) {
      api.components(new Components());
    }
    api.getComponents()
        .addSecuritySchemes(
            "key", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
    api.addSecurityItem(new SecurityRequirement().addList("key"));
  }

  private static Operation intake(String code, String what) {
    var responses = new ApiResponses();
    ANSWERS.forEach(
        (status, text) -> responses.addApiResponse(status, new ApiResponse().description(text)));
    return new Operation()
        .addTagsItem("channels")
        .summary(what + " of channel " + code + ", in the channel's own format")
        .requestBody(body())
        .responses(responses);
  }
}
