package io.bancheng.console;

import io.bancheng.config.ChannelConfig;
import io.bancheng.config.HubConfig;
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
  private static final Map<String, String> ANSWERS =
      new TreeMap<>(
          Map.of(
              "201", "Registered: the case is in the ledger.",
              "200", "Registered before by the same push; the same receipt.",
              "400", "Not readable; parked.",
              "401", "No valid key.",
              "403", "Not this key's channel.",
              "409", "The source id stands for another text; parked.",
              "413", "Larger than the hub takes.",
              "422", "Readable, but not a case; every fault is named; parked.",
              "503", "The ledger is away; nothing was accepted, send it again."));

  private static final List<String> FORMATS =
      List.of(
          "application/json",
          "application/xml",
          "application/x-www-form-urlencoded",
          "multipart/form-data");

  @Bean
  OpenApiCustomizer document(HubConfig config) {
    return api -> {
      api.info(new Info().title("Bancheng 办成").version("0.1.0"));
      secure(api);
      config.channels().values().stream()
          .filter(channel -> channel.in().http())
          .forEach(channel -> intake(api, channel));
    };
  }

  private static void intake(OpenAPI api, ChannelConfig channel) {
    var call = new PathItem().post(intake(channel.code()));
    api.path("/api/v1/channels/" + channel.code() + "/cases", call);
    if (channel.in().path() != null) {
      api.path(channel.in().path(), call);
    }
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

  private static Operation intake(String code) {
    var responses = new ApiResponses();
    ANSWERS.forEach(
        (status, text) -> responses.addApiResponse(status, new ApiResponse().description(text)));
    var body = new MediaType().schema(new ObjectSchema());
    var content = new Content();
    FORMATS.forEach(format -> content.addMediaType(format, body));
    return new Operation()
        .addTagsItem("channels")
        .summary("Push one message of channel " + code + ", in the channel's own format")
        .requestBody(new RequestBody().required(true).content(content))
        .responses(responses);
  }
}
