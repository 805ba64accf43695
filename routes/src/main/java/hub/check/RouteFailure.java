package hub.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;

/**
 * Turns what Camel throws into the file, the line and the sentence a person needs.
 *
 * @param path the file at fault, or empty when Camel does not tell
 * @param problems what is wrong, at least one
 */
record RouteFailure(String path, List<FileProblem> problems) {

    private static final Pattern SOURCE = Pattern.compile("\\.yaml:(\\d+)");
    private static final Pattern TEMPLATE = Pattern.compile("template: ([\\w-]+)");

    /** A failure of this very file. */
    static RouteFailure of(RouteFile file, Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        return new RouteFailure(
                file.path(), List.of(FileProblem.error(file.shown(), line(file, causes), message(causes))));
    }

    /** A failure of one of these files, found by the route it names; of none in particular when it names none. */
    static RouteFailure among(Collection<RouteFile> files, Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        return files.stream()
                .filter(file -> names(file, causes))
                .findFirst()
                .map(file -> of(file, thrown))
                .orElseGet(() -> new RouteFailure("", List.of(FileProblem.error("routes", 0, message(causes)))));
    }

    private static boolean names(RouteFile file, List<Throwable> causes) {
        for (Throwable cause : causes) {
            String route = routeId(cause);
            if (!route.isEmpty()) {
                return file.name().equals(route) || file.ids("templatedRoute").contains(route);
            }
            Optional<String> template = template(cause);
            if (template.isPresent() && file.text().contains(template.get())) {
                return true;
            }
        }
        return false;
    }

    /** The kamelet Camel speaks of. */
    private static Optional<String> template(Throwable cause) {
        Matcher template = TEMPLATE.matcher(String.valueOf(cause.getMessage()));
        return template.find() ? Optional.of(template.group(1)) : Optional.empty();
    }

    private static String routeId(Throwable cause) {
        if (cause instanceof FailedToCreateRouteException failed && failed.getRouteId() != null) {
            return failed.getRouteId();
        }
        return cause instanceof FailedToStartRouteException failed && failed.getRouteId() != null
                ? failed.getRouteId()
                : "";
    }

    private static List<Throwable> causes(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> causes = new ArrayList<>();
        for (Throwable at = thrown; at != null && seen.add(at); at = at.getCause()) {
            causes.add(at);
        }
        return causes;
    }

    /** The telling sentence: of the endpoint or bean that failed, else of the innermost cause. */
    private static String message(List<Throwable> causes) {
        Optional<String> template =
                causes.stream().flatMap(cause -> template(cause).stream()).findFirst();
        String last = causes.get(causes.size() - 1).getMessage();
        if (template.isPresent()) {
            return "kamelet '" + template.get() + "': " + last;
        }
        Throwable telling = causes.stream()
                .filter(cause -> cause instanceof ResolveEndpointFailedException
                        || cause instanceof NoSuchEndpointException
                        || cause instanceof NoSuchBeanException)
                .findFirst()
                .orElse(causes.get(causes.size() - 1));
        String text = telling.getMessage() == null ? telling.getClass().getSimpleName() : telling.getMessage();
        String once = text.replaceAll("(Failed to resolve endpoint: \\S+ due to: )(?=\\1)", "");
        return once.replaceAll("\\s*\\R\\s*", " ").trim();
    }

    private static int line(RouteFile file, List<Throwable> causes) {
        for (Throwable cause : causes) {
            Optional<String> pointer = blamed(cause).flatMap(word -> pointer(file, word));
            if (pointer.isPresent()) {
                return file.yaml().line(pointer.get());
            }
        }
        for (Throwable cause : causes) {
            Matcher source = SOURCE.matcher(String.valueOf(cause.getMessage()));
            if (source.find()) {
                return Integer.parseInt(source.group(1));
            }
        }
        return 1;
    }

    /** The word of the file the failure is about: a component, a bean, an expression. */
    private static Optional<String> blamed(Throwable cause) {
        if (cause instanceof ResolveEndpointFailedException failed) {
            return Optional.ofNullable(failed.getUri());
        }
        if (cause instanceof NoSuchEndpointException failed) {
            return Optional.ofNullable(failed.getUri());
        }
        if (cause instanceof NoSuchBeanException failed) {
            return Optional.ofNullable(failed.getName());
        }
        if (cause instanceof ExpressionIllegalSyntaxException failed) {
            return Optional.ofNullable(failed.getExpression());
        }
        return template(cause).map(name -> "kamelet:" + name);
    }

    private static Optional<String> pointer(RouteFile file, String word) {
        List<String> found = new ArrayList<>();
        RouteUri.visit(file.yaml().root(), "", (pointer, uri) -> {
            if (plain(word).startsWith(plain(uri.text()))) {
                found.add(pointer);
            }
        });
        if (found.isEmpty()) {
            YamlText.walk(file.yaml().root(), "", (pointer, value) -> {
                if (value.isTextual() && says(value, word)) {
                    found.add(pointer);
                }
            });
        }
        return found.stream().findFirst();
    }

    private static String plain(String uri) {
        return uri.replaceFirst(":/*", ":");
    }

    private static boolean says(JsonNode value, String word) {
        String text = value.asText();
        return text.equals(word) || text.equals("#" + word) || text.equals("#bean:" + word);
    }
}
