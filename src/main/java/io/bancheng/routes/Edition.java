package io.bancheng.routes;

import io.bancheng.config.HubConfig;
import io.bancheng.mappings.Mappings;
import java.nio.file.Path;

/**
 * One version of everything that operators wrote, read and checked.
 *
 * @param routes the folder of the flow
 */
public record Edition(Path routes, HubConfig config, Mappings mappings) {}
