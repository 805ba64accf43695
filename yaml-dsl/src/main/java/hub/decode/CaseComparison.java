package hub.decode;

import hub.contract.ContractViolation;
import hub.message.DeadLetter;
import hub.message.Telemetry;
import hub.product.ProductCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Says how what came out differs from what a case states, in words that show both. */
final class CaseComparison {

    private CaseComparison() {}

    static List<String> differences(ProductCase stated, ProductTrial.Result outcome) {
        List<String> differences = new ArrayList<>();
        compareCounts("telemetry", stated.telemetry().size(), outcome.telemetry(), differences);
        for (int at = 0;
                at < Math.min(stated.telemetry().size(), outcome.telemetry().size());
                at++) {
            String place = stated.telemetry().size() > 1 ? "telemetry[" + at + "]." : "";
            compare(place, stated.telemetry().get(at), outcome.telemetry().get(at), differences);
        }
        List<String> reasons =
                outcome.deadLetters().stream().flatMap(CaseComparison::reasons).toList();
        compareProblems("problems", stated.problems(), outcome.problems(), reasons, differences);
        stated.result().forEach((key, value) -> {
            String expected = "\"" + key + "\":" + (value instanceof String ? "\"" + value + "\"" : value);
            if (!outcome.answer().orElse("").contains(expected)) {
                differences.add("result." + key + ": stated " + value + " but the answer is "
                        + outcome.answer().orElse("none, it is telemetry"));
            }
        });
        stated.warnings()
                .ifPresent(
                        warnings -> compareProblems("warnings", warnings, outcome.warnings(), List.of(), differences));
        return differences;
    }

    private static java.util.stream.Stream<String> reasons(DeadLetter letter) {
        return letter.problems().stream().map(problem -> letter.reason());
    }

    private static void compareCounts(String what, int stated, List<?> found, List<String> differences) {
        if (stated != found.size()) {
            differences.add("stated " + stated + " " + what + " but there "
                    + (found.size() == 1 ? "is 1" : "are " + found.size())
                    + (found.isEmpty()
                            ? ""
                            : ": " + found.stream().map(CaseComparison::brief).toList()));
        }
    }

    private static String brief(Object found) {
        return found instanceof Telemetry telemetry ? telemetry.metrics().toString() : String.valueOf(found);
    }

    private static void compare(String place, Map<String, Object> stated, Telemetry found, List<String> differences) {
        Map<String, Object> shape = new LinkedHashMap<>(StandardShape.toMap(found));
        shape.put("timestampSource", found.timestampSource());
        stated.forEach((key, value) -> {
            if (key.equals("metrics") && value instanceof Map<?, ?> metrics) {
                compareMetrics(place, metrics, found.metrics(), differences);
            } else if (!Objects.equals(value, shape.get(key))) {
                differences.add(place + key + ": stated " + value + " but is " + shape.getOrDefault(key, "absent"));
            }
        });
    }

    private static void compareMetrics(
            String place, Map<?, ?> stated, Map<String, Object> found, List<String> differences) {
        TreeSet<String> names = new TreeSet<>(found.keySet());
        stated.keySet().forEach(name -> names.add(String.valueOf(name)));
        for (String name : names) {
            Object wanted = stated.get(name);
            Object value = found.get(name);
            if (!same(wanted, value)) {
                differences.add(place + "metrics." + name + ": stated " + (wanted == null ? "absent" : wanted)
                        + " but is " + (value == null ? "absent" : value));
            }
        }
    }

    private static boolean same(Object stated, Object found) {
        if (stated instanceof Number left && found instanceof Number right) {
            return left.doubleValue() == right.doubleValue();
        }
        if (stated instanceof List<?> left && found instanceof List<?> right) {
            return left.size() == right.size()
                    && java.util.stream.IntStream.range(0, left.size())
                            .allMatch(at -> same(left.get(at), right.get(at)));
        }
        return Objects.equals(stated, found);
    }

    private static void compareProblems(
            String what,
            List<Map<String, Object>> stated,
            List<ContractViolation> found,
            List<String> reasons,
            List<String> differences) {
        compareCounts(what, stated.size(), found, differences);
        for (int at = 0; at < Math.min(stated.size(), found.size()); at++) {
            ContractViolation violation = found.get(at);
            String reason = at < reasons.size() ? reasons.get(at) : "";
            stated.get(at).forEach((key, value) -> {
                if (!matches(key, value, violation, reason)) {
                    differences.add(
                            what + ": stated " + key + " " + value + " but is " + reason + " (" + violation + ")");
                }
            });
        }
    }

    private static boolean matches(String key, Object stated, ContractViolation found, String reason) {
        return switch (key) {
            case "reason" -> reason.equals(stated);
            case "field" -> found.field().equals(stated);
            case "rule" -> found.rule().equals(stated);
            case "value" -> String.valueOf(found.value()).equals(String.valueOf(stated));
            case "offset" -> stated instanceof Number offset && offset.intValue() == found.offset();
            default -> found.toString().contains(String.valueOf(stated));
        };
    }
}
