package hub.adapters.shadow;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Which shadow is meant.
 *
 * @param thing the device
 * @param name the named shadow, or empty: the classic one
 */
record ShadowName(String thing, String name) {

    private static final Pattern THING = Pattern.compile("[a-zA-Z0-9:_.@-]{1,128}");
    private static final Pattern NAME = Pattern.compile("[$a-zA-Z0-9:_-]{0,64}");

    /** Refuses names that are too long or hold other characters. */
    ShadowName checked() {
        if (!THING.matcher(thing).matches()) {
            throw ShadowRefusal.bad("Invalid thing name");
        }
        if (!NAME.matcher(name).matches()) {
            throw ShadowRefusal.bad("Invalid shadow name");
        }
        return this;
    }

    /** The key in the hot store; no thing's name holds a slash. */
    String id() {
        return thing + "/" + name;
    }

    static ShadowName ofId(String id) {
        int slash = id.indexOf('/');
        return new ShadowName(id.substring(0, slash), id.substring(slash + 1));
    }

    /** The reserved topics of this shadow begin so. */
    String topic() {
        return "$aws/things/" + thing + "/shadow" + (name.isEmpty() ? "" : "/name/" + name);
    }

    /** What a message to people calls it. */
    String label() {
        return name.isEmpty() ? thing : name;
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
