package hub.adapters.notice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of templates as people edit it: a good file is in force at the next letter, a bad one never replaces a good one. */
public final class NoticeTemplates {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeTemplates.class);
    private static final String TEXT = ".txt";
    private static final String REQUEST = ".request.json";
    private static final List<String> LANGUAGES = List.of("ko", "en");
    private static final String ANY = "any";

    private final Path folder;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /** @param folder {@code adapters/notices} in the hub's home */
    public NoticeTemplates(Path folder) {
        this.folder = folder;
    }

    private record Kept(FileTime changed, long size, String text, Optional<NoticeTemplate> template) {}

    /** The words of a template; those of {@code any} when nobody has written it, the other language when it is missing. */
    NoticeTemplate find(String template, String language) {
        for (String name : List.of(template, ANY)) {
            for (String tongue : List.of(language, "ko", "en")) {
                Optional<NoticeTemplate> found =
                        read(name + "." + tongue + TEXT).flatMap(Kept::template);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new IllegalStateException("there is no template '" + template + "' and no any.ko.txt in " + folder);
    }

    /** The request that a channel's provider expects, if it has one of its own. */
    Optional<String> request(String channel) {
        return read(channel + REQUEST).map(Kept::text);
    }

    /** Everything that is wrong with the files of the folder, in the order of their names. */
    public List<TemplateProblem> problems() {
        List<TemplateProblem> problems = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            problems.addAll(problems(name, text(file)));
            if (name.endsWith(TEXT) && LANGUAGES.stream().noneMatch(tongue -> name.endsWith("." + tongue + TEXT))) {
                problems.add(new TemplateProblem(name, 0, "name it <template>.ko.txt or <template>.en.txt"));
            }
        }
        return problems;
    }

    /** How many files there are. */
    public int size() {
        return files().size();
    }

    private static List<TemplateProblem> problems(String name, String text) {
        if (name.endsWith(TEXT)) {
            return NoticeTemplate.read(name, text).problems();
        }
        List<TemplateProblem> problems = new ArrayList<>();
        String[] lines = text.split("\\R", -1);
        for (int index = 0; index < lines.length; index++) {
            NoticeTemplate.check(name, index + 1, lines[index], problems);
        }
        return problems;
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(TEXT) || file.toString().endsWith(REQUEST))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private Optional<Kept> read(String name) {
        Path file = folder.resolve(name);
        if (name.contains("/") || name.contains("\\") || !Files.isRegularFile(file)) {
            kept.remove(name);
            return Optional.empty();
        }
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            long size = Files.size(file);
            Kept before = kept.get(name);
            if (before == null || !before.changed().equals(changed) || before.size() != size) {
                kept.put(name, reading(name, changed, size, text(file), before));
            }
        } catch (IOException vanished) {
            LOG.warn("{} cannot be read: {}", file, vanished.toString());
        }
        return Optional.ofNullable(kept.get(name));
    }

    private static Kept reading(String name, FileTime changed, long size, String text, Kept before) {
        List<TemplateProblem> problems = problems(name, text);
        problems.forEach(problem -> LOG.warn("{}:{}: {}", problem.file(), problem.line(), problem.message()));
        if (!problems.isEmpty() && before != null) {
            return new Kept(changed, size, before.text(), before.template());
        }
        Optional<NoticeTemplate> template = name.endsWith(TEXT) && problems.isEmpty()
                ? Optional.of(NoticeTemplate.read(name, text).template())
                : Optional.empty();
        return new Kept(changed, size, text, template);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "== unreadable: " + unreadable.getMessage();
        }
    }
}
