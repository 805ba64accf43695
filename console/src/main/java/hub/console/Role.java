package hub.console;

import java.util.EnumSet;
import java.util.Set;

/** What a person is to the hub; every account has one or more of these. */
public enum Role {
    /** After-sales service: looks after devices in the field. */
    SERVICE,
    /** Laboratory: studies readings and products. */
    LAB,
    /** Owner of devices: sees only the own ones. */
    CUSTOMER,
    /** Runs the hub. */
    OPERATOR,
    /** Writes the rules. */
    ANALYST,
    /** Visits devices. */
    TECHNICIAN;

    /** All roles. */
    public static Set<Role> all() {
        return EnumSet.allOf(Role.class);
    }
}
