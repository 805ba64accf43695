package hub.adapters.notice;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads a contact from the shape of the API, collecting everything that is wrong with it. */
final class ContactCard {

    private static final List<DayOfWeek> ALL_DAYS = List.of(DayOfWeek.values());
    private static final String ID = "(user|team|technician|customer):[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private final List<String> problems = new ArrayList<>();

    private ContactCard() {}

    /** The contact; {@link IllegalArgumentException} with all problems when the card is not good. */
    static Contact read(String id, Map<String, Object> card) {
        ContactCard reading = new ContactCard();
        Contact contact = reading.contact(id, card);
        if (!reading.problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", reading.problems));
        }
        return contact;
    }

    private Contact contact(String id, Map<String, Object> card) {
        if (!id.matches(ID)) {
            problems.add("id '" + id + "' must be user:, team:, technician: or customer: with a name");
        }
        String language = text(card, "language", "ko");
        if (!Set.of("ko", "en").contains(language)) {
            problems.add("language must be ko or en, got '" + language + "'");
        }
        ZoneId zone = zone(text(card, "zone", "Asia/Seoul"));
        List<String> channels = texts(card.get("channels"));
        Map<String, String> addresses = addresses(card.get("addresses"));
        Set<String> unknown = new TreeSet<>(channels);
        unknown.addAll(addresses.keySet());
        NoticeSettings.CHANNELS.forEach(unknown::remove);
        unknown.forEach(name -> problems.add(
                "there is no channel '" + name + "'; there are " + String.join(", ", NoticeSettings.CHANNELS)));
        return new Contact(
                id, text(card, "name", id), language, zone, channels, addresses, quiet(card, zone), members(card));
    }

    private Map<String, String> addresses(Object value) {
        Map<String, String> addresses = new HashMap<>();
        map(value).forEach((channel, address) -> {
            String text = Objects.toString(address, "").strip();
            boolean web = channel.equals("slack") || channel.equals("webhook");
            if (text.chars().anyMatch(Character::isISOControl)) {
                problems.add("addresses." + channel + " must be one line");
            } else if (channel.equals("mail") && !text.matches("[^@\\s,;]+@[^@\\s,;]+")) {
                problems.add("addresses.mail must be one address like lee@example.com");
            } else if (web && !text.matches("https?://[^\\s/]+\\S*")) {
                problems.add("addresses." + channel + " must be an http or https address");
            } else {
                addresses.put(channel, text);
            }
        });
        return addresses;
    }

    private Optional<QuietHours> quiet(Map<String, Object> card, ZoneId zone) {
        Map<String, Object> quiet = map(card.get("quiet"));
        return quiet.isEmpty()
                ? Optional.empty()
                : Optional.of(new QuietHours(time(quiet, "from", "00:00"), time(quiet, "to", "00:00"), zone));
    }

    private List<Duty> members(Map<String, Object> card) {
        List<Duty> duties = new ArrayList<>();
        if (card.get("members") instanceof List<?> list) {
            for (Object each : list) {
                Map<String, Object> member = map(each);
                duties.add(new Duty(
                        text(member, "contact", ""),
                        days(member.get("days")),
                        time(member, "from", "00:00"),
                        time(member, "to", "00:00")));
            }
        }
        return duties;
    }

    private Set<DayOfWeek> days(Object value) {
        List<String> names = texts(value);
        Set<DayOfWeek> days = ALL_DAYS.stream()
                .filter(day -> names.isEmpty() || names.contains(day.name().toLowerCase(java.util.Locale.ROOT)))
                .collect(Collectors.toSet());
        if (days.size() < names.size()) {
            problems.add("days must be of monday ... sunday, got " + names);
        }
        return days;
    }

    private LocalTime time(Map<String, Object> from, String name, String otherwise) {
        String text = text(from, name, otherwise);
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException unreadable) {
            problems.add(name + " must be a time like 22:00, got '" + text + "'");
            return LocalTime.MIN;
        }
    }

    private ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            problems.add("zone '" + name + "' is not known; write it like Asia/Seoul");
            return ZoneId.of("UTC");
        }
    }

    private static String text(Map<String, Object> from, String name, String otherwise) {
        String text = Objects.toString(from.get(name), "").strip();
        return text.isEmpty() ? otherwise : text;
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
