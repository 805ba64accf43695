package hub.formula;

/** What a part of a formula is known to yield before any value is seen. */
enum Kind {
    NUMBER("a number"),
    TRUTH("true or false"),
    TEXT("a text"),
    ANY("a value");

    private final String forPeople;

    Kind(String forPeople) {
        this.forPeople = forPeople;
    }

    @Override
    public String toString() {
        return forPeople;
    }
}
