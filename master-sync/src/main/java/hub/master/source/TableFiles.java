package hub.master.source;

import hub.contract.RejectedMessage;
import hub.master.mapping.MappingBook;
import hub.master.mapping.TableMapping;
import hub.master.sync.AppliedBatch;
import hub.master.sync.ChangeApplier;
import hub.master.sync.CompleteReading;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads files of tables; a file that cannot be read at all is refused, of the others each row stands for itself. */
public final class TableFiles {

    private static final int SHOWN = 4096;

    private final DataSource database;
    private final MappingBook book;
    private final ChangeApplier applier;
    private final String holder;
    private final int mostVanished;

    /**
     * @param database the warm store with schema {@code master}
     * @param book the mappings in force
     * @param holder this hub, told from others
     * @param mostVanished how many percent of a table's rows a complete file may take out
     */
    public TableFiles(DataSource database, MappingBook book, ChangeApplier applier, String holder, int mostVanished) {
        this.database = database;
        this.book = book;
        this.applier = applier;
        this.holder = holder;
        this.mostVanished = mostVanished;
    }

    /**
     * Opens a file.
     *
     * @param source the folder's name as a source
     * @param route the route that took it
     * @param path its name
     * @param modified when it was written, epoch milliseconds: rows of an older file never overwrite those of a newer one
     * @param complete whether it tells all rows of its table
     * @throws RejectedMessage when nothing of it can be taken
     */
    public OpenTable open(String source, String route, String path, long modified, byte[] body, boolean complete)
            throws RejectedMessage, SQLException {
        String table = TableFile.table(path);
        TableMapping mapping = book.find(table)
                .orElseThrow(() -> new RejectedMessage(
                        "unknown-table",
                        "file name",
                        path + ": no mapping in force is for table '" + table
                                + "'; add one to master-sync/mappings/ and put the file back"));
        TableFile file = TableFile.read(path, body);
        file.requireColumns(mapping);
        Optional<CompleteReading> reading =
                complete ? Optional.of(CompleteReading.begin(database, source, mapping)) : Optional.empty();
        return new OpenTable(new OpenTable.Origin(source, route, holder, modified), mapping, file, reading);
    }

    /**
     * Takes out what a complete file did not tell; to be called after its rows were applied.
     *
     * @throws RejectedMessage when so much is missing that the file cannot be complete
     */
    public AppliedBatch end(OpenTable table) throws SQLException, RejectedMessage {
        if (table.complete().isEmpty()) {
            return new AppliedBatch(0, 0, 0, 0, 0, List.of());
        }
        try {
            return table.complete().get().end(applier, mostVanished);
        } catch (IllegalStateException refused) {
            throw new RejectedMessage("vanished", "file", table.file().name() + ": " + refused.getMessage());
        }
    }

    /** What a dead letter shows of a file that was refused; the file itself lies in the folder failed. */
    public byte[] beginning(byte[] body) {
        return Arrays.copyOf(body, Math.min(body.length, SHOWN));
    }
}
