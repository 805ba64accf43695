package hub.product;

import java.util.List;
import java.util.Optional;

/**
 * How a product's JSON body is read.
 *
 * @param records where its records are; empty means the body, or each element when the body is an array
 * @param metrics objects all of whose members are metrics
 * @param fields single places
 * @param binary where bytes for the hex layout are
 * @param nodes where the children of a hub are; those with metrics become records of their own
 */
public record JsonMapping(
        Optional<JsonPath> records,
        List<JsonPath> metrics,
        List<Entry> fields,
        Optional<HexLayout.Embedded> binary,
        Optional<JsonPath> nodes) {

    /** One place and what it means; the first path that leads somewhere counts. */
    public record Entry(List<JsonPath> paths, ValueField field) {}
}
