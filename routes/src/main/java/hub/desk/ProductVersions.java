package hub.desk;

import hub.product.Product;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** Keeps every product version that was ever in force, with who published it and when, in the warm store. */
public final class ProductVersions {

    private record Author(String name, String comment) {}

    private static final Author FILE = new Author("file", "");

    private final DataSource database;
    private final Map<String, Author> publishing = new ConcurrentHashMap<>();

    /** @param database the warm store with schema {@code hub} */
    public ProductVersions(DataSource database) {
        this.database = database;
    }

    /** Names the author of the next version of a product; without one the version came from the file itself. */
    public void publishedBy(String productId, String user, String comment) {
        publishing.put(productId, new Author(user, comment));
    }

    /** Keeps a version that came into force; the same version again only becomes the newest once more. */
    public void keep(Product product) {
        Author author = publishing.getOrDefault(product.id(), FILE);
        publishing.remove(product.id());
        String sql = "insert into hub.spec_version (kind, name, version, text, author, comment)"
                + " values ('product', ?, ?, ?, ?, ?) on conflict (kind, name, version) do update set in_force_at = now()";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, product.id());
            insert.setString(2, product.version());
            insert.setString(3, product.text());
            insert.setString(4, author.name());
            insert.setString(5, author.comment());
            insert.executeUpdate();
        } catch (SQLException problem) {
            throw new IllegalStateException("version " + product + " could not be kept", problem);
        }
    }

    /** The versions of a product, the one in force first. */
    public List<Map<String, Object>> of(String productId) {
        String sql = "select version, text, author, comment, in_force_at from hub.spec_version"
                + " where kind = 'product' and name = ? order by in_force_at desc";
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, productId);
            try (ResultSet rows = query.executeQuery()) {
                List<Map<String, Object>> versions = new ArrayList<>();
                while (rows.next()) {
                    versions.add(shape(productId, rows, versions.isEmpty()));
                }
                return versions;
            }
        } catch (SQLException problem) {
            throw new IllegalStateException("versions of " + productId + " could not be read", problem);
        }
    }

    private static Map<String, Object> shape(String productId, ResultSet row, boolean active) throws SQLException {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", productId);
        shape.put("version", row.getString("version"));
        shape.put("at", row.getTimestamp("in_force_at").toInstant().toString());
        shape.put("by", row.getString("author"));
        shape.put("comment", row.getString("comment"));
        shape.put("active", active);
        shape.put("text", row.getString("text"));
        return shape;
    }
}
