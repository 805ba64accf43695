package hub.adapters.notice;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The people the demo tells: a service team with day and night duty, technicians, and the customers. */
final class DemoContacts {

    private DemoContacts() {}

    static Map<String, Map<String, Object>> all() {
        Map<String, Map<String, Object>> all = new TreeMap<>();
        all.put("user:lee", person("이서준", "ko", "lee@example.com"));
        all.put("user:kim", person("Kim Jiwoo", "en", "kim@example.com"));
        all.put("user:operator", person("Operator", "en", "operator@example.com"));
        all.put(
                "team:service",
                Map.of(
                        "name",
                        "Service team",
                        "members",
                        List.of(duty("user:lee", "08:00", "20:00"), duty("user:kim", "20:00", "08:00"))));
        all.put(
                "team:service-lead",
                Map.of("name", "Service lead", "members", List.of(duty("user:kim", "00:00", "00:00"))));
        all.put(
                "team:operator",
                Map.of("name", "Operators", "members", List.of(duty("user:operator", "00:00", "00:00"))));
        for (int number = 1; number <= 9; number++) {
            all.put("technician:t-" + number, person("Technician " + number, "ko", "t-" + number + "@example.com"));
        }
        all.put("customer:customer-1", customer("한빛식품", "ko", "hanbit@example.com"));
        all.put("customer:customer-2", customer("Daon Cold Chain", "en", "daon@example.com"));
        return all;
    }

    private static Map<String, Object> person(String name, String language, String mail) {
        return Map.of(
                "name",
                name,
                "language",
                language,
                "channels",
                List.of("mail", "dashboard"),
                "addresses",
                Map.of("mail", mail));
    }

    private static Map<String, Object> customer(String name, String language, String mail) {
        return Map.of(
                "name",
                name,
                "language",
                language,
                "channels",
                List.of("mail", "dashboard"),
                "addresses",
                Map.of("mail", mail),
                "quiet",
                Map.of("from", "22:00", "to", "07:00"));
    }

    private static Map<String, Object> duty(String contact, String from, String to) {
        return Map.of("contact", contact, "from", from, "to", to);
    }
}
