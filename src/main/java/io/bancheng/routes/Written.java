package io.bancheng.routes;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.spi.Resource;

/**
 * Which routes and route templates of a running flow were written in which files. A route that did
 * not change lies where it was first read: in the copy of an earlier version.
 */
final class Written {
  private Written() {}

  /** Ids of the routes that stand in these files themselves, not made from a template. */
  static List<String> routes(CamelContext context, Path folder, Set<String> files) {
    var in = in(folder, files);
    return model(context).getRouteDefinitions().stream()
        .filter(route -> route.isTemplate() == null || !route.isTemplate())
        .filter(route -> in.test(route.getResource()))
        .map(OptionalIdentifiedDefinition::getId)
        .toList();
  }

  /** Ids of the templates that stand in these files. */
  static Set<String> templates(CamelContext context, Path folder, Set<String> files) {
    var in = in(folder, files);
    return model(context).getRouteTemplateDefinitions().stream()
        .filter(template -> in.test(template.getResource()))
        .map(OptionalIdentifiedDefinition::getId)
        .collect(Collectors.toSet());
  }

  static void forget(CamelContext context, Set<String> templates) throws Exception {
    for (String id : templates) {
      model(context).removeRouteTemplateDefinitions(id);
    }
  }

  private static Model model(CamelContext context) {
    return context.getCamelContextExtension().getContextPlugin(Model.class);
  }

  private static Predicate<Resource> in(Path folder, Set<String> files) {
    Path versions = folder.toAbsolutePath().getParent().getParent();
    return resource ->
        resource != null && files.contains(inVersion(versions, path(resource.getLocation())));
  }

  /** The file's path below {@code routes/}, in whichever version's copy it lies. */
  private static String inVersion(Path versions, Path file) {
    int above = versions.getNameCount() + 2;
    return file.startsWith(versions) && file.getNameCount() > above
        ? file.subpath(above, file.getNameCount()).toString().replace('\\', '/')
        : "";
  }

  private static Path path(String location) {
    return Path.of(location.replaceFirst("^file:", "")).toAbsolutePath();
  }
}
