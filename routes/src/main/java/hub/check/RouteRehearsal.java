package hub.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Builds and warms up all routes in a scratch context whose beans and endpoints are stand-ins: whatever Camel would
 * refuse - an unknown component or option, a broken expression, a missing bean or template - is refused here first,
 * without opening a port or a connection and without touching a real bean.
 */
public final class RouteRehearsal {

    private final Surroundings surroundings;
    private final BeanCalls beanCalls;

    /** Rehearses in these surroundings. */
    public RouteRehearsal(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.beanCalls = new BeanCalls(surroundings.beans());
    }

    /**
     * All problems of the files that make up the hub together, by path; files that fail are left out and the rest is
     * tried again, so that one call finds the problems of all files.
     */
    public Map<String, List<FileProblem>> rehearse(Collection<RouteFile> files) {
        Map<String, RouteFile> cast = new LinkedHashMap<>();
        files.forEach(file -> cast.put(file.path(), file));
        Map<String, List<FileProblem>> problems = new TreeMap<>();
        for (RouteFile file : files) {
            List<FileProblem> calls = beanCalls.problems(file);
            if (!calls.isEmpty()) {
                problems.put(file.path(), calls);
                cast.remove(file.path());
            }
        }
        for (Optional<RouteFailure> failure = play(cast.values()); failure.isPresent(); failure = play(cast.values())) {
            String path = failure.get().path();
            problems.computeIfAbsent(path, none -> new ArrayList<>())
                    .addAll(failure.get().problems());
            if (cast.remove(path) == null) {
                return problems;
            }
        }
        return problems;
    }

    /** The first failure of the files together, if there is one. */
    private Optional<RouteFailure> play(Collection<RouteFile> files) {
        try (ScratchContext scratch = new ScratchContext(surroundings, SilentEndpoint::inPlaceOf)) {
            for (RouteFile file : files) {
                try {
                    scratch.load(file.path(), file.text());
                } catch (Exception | LinkageError refused) {
                    return Optional.of(RouteFailure.of(file, refused));
                }
            }
            scratch.build();
            return wrongWay(scratch, files);
        } catch (Exception | LinkageError refused) {
            return Optional.of(RouteFailure.among(files, refused));
        }
    }

    /** A {@code from} that cannot be read from, or a {@code to} that cannot be sent to. */
    private static Optional<RouteFailure> wrongWay(ScratchContext scratch, Collection<RouteFile> files) {
        Map<String, SilentEndpoint> endpoints = scratch.silentByScheme();
        for (RouteFile file : files) {
            List<FileProblem> problems = new ArrayList<>();
            RouteUri.visit(file.yaml().root(), "", (pointer, uri) -> {
                SilentEndpoint endpoint = endpoints.get(uri.scheme());
                boolean from = pointer.endsWith("/from") || pointer.endsWith("/poll");
                if (endpoint != null && !(from ? endpoint.canSend() : endpoint.canReceive())) {
                    String other = from ? "'to'" : "'from'";
                    problems.add(file.error(pointer, uri.scheme() + " can only stand in " + other));
                }
            });
            if (!problems.isEmpty()) {
                return Optional.of(new RouteFailure(file.path(), problems));
            }
        }
        return Optional.empty();
    }
}
