package hub.decode;

import hub.product.FieldType;
import hub.product.LayoutItem;
import hub.product.WordOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Turns a layout into steps, once per product version. */
final class LayoutCompiler {

    private final Slots slots;
    private final boolean bitsFromLow;
    private final BiFunction<LayoutItem.Field, Step, Step> around;

    LayoutCompiler(Slots slots, boolean bitsFromLow) {
        this(slots, bitsFromLow, (field, step) -> step);
    }

    /** @param around what is made of the step that reads a field */
    LayoutCompiler(Slots slots, boolean bitsFromLow, BiFunction<LayoutItem.Field, Step, Step> around) {
        this.slots = slots;
        this.bitsFromLow = bitsFromLow;
        this.around = around;
    }

    Step compile(List<LayoutItem> items) {
        return Step.all(items.stream().map(this::compile).toArray(Step[]::new));
    }

    private Step compile(LayoutItem item) {
        if (item instanceof LayoutItem.Field field) {
            return around.apply(field, compile(field));
        }
        if (item instanceof LayoutItem.Computed computed) {
            return compile(computed);
        }
        if (item instanceof LayoutItem.Block block) {
            return compile(block);
        }
        if (item instanceof LayoutItem.Switch choice) {
            Map<String, Step> cases = new HashMap<>();
            choice.cases().forEach((key, items) -> cases.put(key, compile(items)));
            return new SwitchStep(
                    choice.on(), cases, choice.otherwise().map(this::compile).orElse(null));
        }
        if (item instanceof LayoutItem.Presence presence) {
            Step[] cases = new Step[presence.cases().lastKey() + 1];
            presence.cases().forEach((bit, items) -> cases[bit] = compile(items));
            return new PresenceStep(presence.mask(), cases, presence.othersAllowed());
        }
        return compile((LayoutItem.Tags) item);
    }

    private Step compile(LayoutItem.Field field) {
        if (field.type().kind() == FieldType.Kind.BITS) {
            return new BitsStep(field, slots, bitsFromLow);
        }
        return field.type().kind().isNumber() ? new NumberStep(field, slots) : new TextStep(field, slots);
    }

    private Step compile(LayoutItem.Computed computed) {
        int slot = slots.of(computed.id());
        Converter converter = new Converter(computed.conversion(), slots);
        return reading -> {
            Optional<Object> value = computed.value().find(reading);
            if (value.isPresent()) {
                Object converted = converter.convertAny(value.get(), reading, computed.id(), -1);
                reading.set(slot, converted, -1);
            }
        };
    }

    private Step compile(LayoutItem.Block block) {
        int[] inherited = block.inherit().equals(List.of("*"))
                ? IntStream.range(0, slots.visible).toArray()
                : block.inherit().stream().mapToInt(slots::of).toArray();
        int[] listSlots = block.list()
                ? Slots.namesIn(block.items()).stream()
                        .mapToInt(slots::of)
                        .filter(slot -> slot >= 0 && slot < slots.visible)
                        .toArray()
                : new int[0];
        return new BlockStep(block, compile(block.items()), inherited, listSlots);
    }

    private Step compile(LayoutItem.Tags tags) {
        TagsStep.TagCase[] one = new TagsStep.TagCase[256];
        TagsStep.TagCase[][] two = new TagsStep.TagCase[256][];
        tags.cases().forEach((digits, items) -> {
            TagsStep.TagCase found = new TagsStep.TagCase(compile(items), onceOnly(tags, items));
            int first = Integer.parseInt(digits.substring(0, 2), 16);
            if (digits.length() == 2) {
                one[first] = found;
            } else {
                two[first] = two[first] == null ? new TagsStep.TagCase[256] : two[first];
                two[first][Integer.parseInt(digits.substring(2), 16)] = found;
            }
        });
        return new TagsStep(tags.tagSize(), tags.lengthSize(), tags.order() == WordOrder.LE, tags.unknown(), one, two);
    }

    private int onceOnly(LayoutItem.Tags tags, List<LayoutItem> items) {
        boolean single = !tags.repeatable() && items.size() == 1;
        return single && items.get(0) instanceof LayoutItem.Field field ? slots.of(field.id()) : -1;
    }
}
