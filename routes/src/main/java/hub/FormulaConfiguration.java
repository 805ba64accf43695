package hub;

import hub.adapters.analytics.AnalysisDesk;
import hub.adapters.formula.FormulaAnswers;
import hub.adapters.formula.FormulaDesk;
import hub.adapters.formula.FormulaRecompute;
import hub.adapters.formula.FormulaTrial;
import hub.adapters.formula.Formulas;
import hub.adapters.formula.Quantiles;
import hub.check.ProductMetrics;
import hub.formula.daily.FormulaSpecReader;
import hub.product.ProductCatalog;
import hub.product.ProductFolder;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans behind formulas. */
@Configuration(proxyBeanMethods = false)
class FormulaConfiguration {

    /** @param products read before anything asks for a product's metrics */
    @Bean
    FormulaSpecReader formulaSpecReader(ProductCatalog catalog, ProductFolder products) {
        return new FormulaSpecReader(id -> catalog.find(id).map(ProductMetrics::of));
    }

    @Bean
    Quantiles sketchQuantiles() {
        return new SketchQuantiles();
    }

    /** A sketch that cannot be read tells nothing; it must not keep all other formulas from being computed. */
    private static final class SketchQuantiles implements Quantiles {
        @Override
        public double of(byte[] sketch, double share) {
            try {
                return AnalysisDesk.quantile(sketch, share);
            } catch (RuntimeException unreadable) {
                return Double.NaN;
            }
        }
    }

    @Bean
    Formulas formulas(
            DataSource warmDataSource,
            HubSettings settings,
            FormulaSpecReader reader,
            Quantiles quantiles,
            Clock clock) {
        return new Formulas(warmDataSource, settings.home().resolve("yaml-dsl/formulas"), reader, quantiles, clock);
    }

    @Bean
    FormulaDesk formulaDesk(DataSource warmDataSource, Formulas formulas, FormulaSpecReader reader, Clock clock) {
        return new FormulaDesk(warmDataSource, formulas, reader, clock);
    }

    @Bean
    FormulaTrial formulaTrial(DataSource warmDataSource, FormulaSpecReader reader, Quantiles quantiles, Clock clock) {
        return new FormulaTrial(warmDataSource, reader, quantiles, clock);
    }

    @Bean
    FormulaRecompute formulaRecompute(DataSource warmDataSource, Quantiles quantiles, Clock clock) {
        return new FormulaRecompute(warmDataSource, quantiles, clock);
    }

    @Bean
    FormulaAnswers formulaAnswers(DataSource warmDataSource, Clock clock) {
        return new FormulaAnswers(warmDataSource, clock);
    }
}
