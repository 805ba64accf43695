package hub.master.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a legacy row can become, parents before their children. */
public enum Target {
    CUSTOMER(Field.key("customer_id"), Field.required("name"), Field.text("time_zone", "Asia/Seoul")),
    PRODUCT(
            Field.key("product_id"),
            Field.required("name"),
            Field.text("category", ""),
            Field.text("model", ""),
            Field.text("description", "")),
    SITE(
            Field.key("site_id"),
            Field.parent("customer_id", "CUSTOMER", true),
            Field.required("name"),
            Field.text("address", "")),
    DEVICE(
            Field.key("device_id"),
            Field.required("product_id"),
            Field.text("hub_id", ""),
            Field.parent("site_id", "SITE", false),
            Field.text("serial", "")),
    TECHNICIAN(
            Field.key("technician_id"),
            Field.required("name"),
            Field.text("user_name", null),
            Field.text("territory", ""),
            Field.text("time_zone", "Asia/Seoul"),
            Field.truth("active", "true"));

    /** How the value of a field is written. */
    public enum Kind {
        TEXT,
        BOOLEAN
    }

    /**
     * A field of the target.
     *
     * @param name as in mappings and in the database
     * @param kind how it is written
     * @param required whether a row without it cannot be taken
     * @param parent the target that its value names, or empty
     * @param empty what counts when the source has nothing; null for nothing
     */
    public record Field(String name, Kind kind, boolean required, Optional<String> parent, String empty) {

        private static Field key(String name) {
            return new Field(name, Kind.TEXT, true, Optional.empty(), null);
        }

        private static Field required(String name) {
            return key(name);
        }

        private static Field text(String name, String empty) {
            return new Field(name, Kind.TEXT, false, Optional.empty(), empty);
        }

        private static Field truth(String name, String empty) {
            return new Field(name, Kind.BOOLEAN, false, Optional.empty(), empty);
        }

        private static Field parent(String name, String parent, boolean required) {
            return new Field(name, Kind.TEXT, required, Optional.of(parent), null);
        }

        /** The target that its value names. */
        public Optional<Target> parentTarget() {
            return parent.map(Target::valueOf);
        }
    }

    private final List<Field> fields;

    Target(Field... fields) {
        this.fields = List.of(fields);
    }

    /** Its fields, the key first. */
    public List<Field> fields() {
        return fields;
    }

    /** The field that tells its rows apart. */
    public String key() {
        return fields.get(0).name();
    }

    /** The field that names the parent, where there is one. */
    public Optional<Field> parent() {
        return fields.stream().filter(field -> field.parent().isPresent()).findFirst();
    }

    /** Whether its rows can be closed rather than removed. */
    public boolean canClose() {
        return this == CUSTOMER || this == SITE;
    }

    /** Whether it has a place that holds from a moment on. */
    public boolean isPlaced() {
        return this == SITE || this == DEVICE;
    }

    /** As mappings write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
