package hub;

import java.util.List;
import java.util.Set;

/**
 * The reserved topics under which devices keep shadows, jobs and commands, as AWS IoT names them: {@code $aws/things/{thing}/...} and
 * {@code $aws/commands/things/{thing}/...}.
 */
final class ThingTopic {
    private static final List<String> PREFIXES = List.of("$aws/things/", "$aws/commands/things/");
    private static final Set<String> ANSWERS =
            Set.of("accepted", "rejected", "delta", "documents", "notify", "notify-next", "request");

    private ThingTopic() {}

    /** The thing a topic or filter belongs to; empty when it is none of a single thing. */
    static String thing(String topic) {
        for (String prefix : PREFIXES) {
            if (topic.startsWith(prefix)) {
                int end = topic.indexOf('/', prefix.length());
                String thing = end < 0 ? "" : topic.substring(prefix.length(), end);
                return thing.contains("+") || thing.contains("#") ? "" : thing;
            }
        }
        return "";
    }

    /** Whether a device may write to the topic: what only the hub says there, it must not say. */
    static boolean isRequest(String topic) {
        String word = topic.replaceFirst("/(json|cbor)$", "");
        return !ANSWERS.contains(word.substring(word.lastIndexOf('/') + 1));
    }
}
