package hub.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what a case expects with what came: of an object only the stated members count, a list must fit as a whole. */
final class CaseDifference {

    private static final int LONGEST = 200;

    private final List<String> differences = new ArrayList<>();

    private CaseDifference() {}

    /** Every difference, with the place where it is; empty when all is as expected. */
    static List<String> between(String place, JsonNode expected, JsonNode actual) {
        CaseDifference difference = new CaseDifference();
        difference.compare(place, expected, actual);
        return difference.differences;
    }

    private void compare(String place, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            for (Map.Entry<String, JsonNode> member : expected.properties()) {
                compare(place + "." + member.getKey(), member.getValue(), actual.path(member.getKey()));
            }
        } else if (expected.isArray() && actual.isArray()) {
            if (expected.size() != actual.size()) {
                add(place, "has " + actual.size() + " entries, expected " + expected.size() + ": " + text(actual));
                return;
            }
            for (int index = 0; index < expected.size(); index++) {
                compare(place + "[" + index + "]", expected.get(index), actual.get(index));
            }
        } else if (!same(expected, actual)) {
            add(place, "is " + text(actual) + ", expected " + text(expected));
        }
    }

    private static boolean same(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        boolean nothing = expected.isNull() && (actual.isMissingNode() || actual.isNull());
        return nothing || expected.equals(actual);
    }

    private void add(String place, String what) {
        differences.add(place + " " + what);
    }

    private static String text(JsonNode node) {
        String text = node.isMissingNode() ? "absent" : node.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text;
    }
}
