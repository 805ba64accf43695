package hub.formula;

import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.FunctionDictionaryIfc;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.config.OperatorDictionaryIfc;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.operators.arithmetic.InfixDivisionOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixModuloOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMultiplicationOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPlusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixPlusOperator;
import com.ezylang.evalex.operators.booleans.InfixAndOperator;
import com.ezylang.evalex.operators.booleans.InfixEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterOperator;
import com.ezylang.evalex.operators.booleans.InfixLessEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixLessOperator;
import com.ezylang.evalex.operators.booleans.InfixNotEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixOrOperator;
import com.ezylang.evalex.operators.booleans.PrefixNotOperator;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The allow-list: every operator and function a formula may use; whatever is not named here does not parse. */
final class FormulaLanguage {
    static final int MAX_LENGTH = 1000;
    static final int MAX_DEPTH = 200;
    private static final int MANY = 50;

    static final List<FormulaFunction> FUNCTIONS = List.of(
            new FormulaFunction("abs", 1, 1),
            new FormulaFunction("clamp", 3, 3),
            new FormulaFunction("min", 1, MANY),
            new FormulaFunction("max", 1, MANY),
            new FormulaFunction("avg", 1, MANY),
            new FormulaFunction("sum", 1, MANY),
            new FormulaFunction("if", 3, 3),
            new FormulaFunction("round", 1, 2),
            new FormulaFunction("floor", 1, 1),
            new FormulaFunction("ceil", 1, 1),
            new FormulaFunction("sqrt", 1, 1),
            new FormulaFunction("exp", 1, 1),
            new FormulaFunction("ln", 1, 1),
            new FormulaFunction("log10", 1, 1),
            new FormulaFunction("pow", 2, 2),
            new FormulaFunction("sin", 1, 1),
            new FormulaFunction("cos", 1, 1),
            new FormulaFunction("atan2", 2, 2),
            new FormulaFunction("bitAnd", 2, 2),
            new FormulaFunction("bitOr", 2, 2),
            new FormulaFunction("bitXor", 2, 2),
            new FormulaFunction("bitShiftLeft", 2, 2),
            new FormulaFunction("bitShiftRight", 2, 2),
            new FormulaFunction("bitTest", 2, 2),
            new FormulaFunction("present", 1, 1),
            new FormulaFunction("coalesce", 1, MANY));

    private FormulaLanguage() {}

    static ExpressionConfiguration parserSettings() {
        FunctionDictionaryIfc functions = new MapBasedFunctionDictionary();
        FUNCTIONS.forEach(function -> functions.addFunction(function.name(), function));
        return settings(functions);
    }

    /** The same language with other function bodies: tests evaluate EvalEx's own ones as a reference. */
    static ExpressionConfiguration settings(FunctionDictionaryIfc functions) {
        return ExpressionConfiguration.builder()
                .operatorDictionary(operators())
                .functionDictionary(functions)
                .defaultConstants(Map.of(
                        "true", EvaluationValue.booleanValue(true), "false", EvaluationValue.booleanValue(false)))
                .mathContext(MathContext.DECIMAL64)
                .arraysAllowed(false)
                .structuresAllowed(true)
                .implicitMultiplicationAllowed(false)
                .singleQuoteStringLiteralsAllowed(true)
                .maxRecursionDepth(MAX_DEPTH)
                .build();
    }

    static Optional<FormulaFunction> function(String name) {
        return FUNCTIONS.stream()
                .filter(function -> function.name().equalsIgnoreCase(name))
                .findFirst();
    }

    static List<String> functionNames() {
        return FUNCTIONS.stream().map(FormulaFunction::name).toList();
    }

    private static OperatorDictionaryIfc operators() {
        OperatorDictionaryIfc operators = new MapBasedOperatorDictionary();
        operators.addOperator("+", new InfixPlusOperator());
        operators.addOperator("-", new InfixMinusOperator());
        operators.addOperator("*", new InfixMultiplicationOperator());
        operators.addOperator("/", new InfixDivisionOperator());
        operators.addOperator("%", new InfixModuloOperator());
        operators.addOperator("-", new PrefixMinusOperator());
        operators.addOperator("+", new PrefixPlusOperator());
        operators.addOperator(">", new InfixGreaterOperator());
        operators.addOperator(">=", new InfixGreaterEqualsOperator());
        operators.addOperator("<", new InfixLessOperator());
        operators.addOperator("<=", new InfixLessEqualsOperator());
        operators.addOperator("==", new InfixEqualsOperator());
        operators.addOperator("!=", new InfixNotEqualsOperator());
        operators.addOperator("&&", new InfixAndOperator());
        operators.addOperator("||", new InfixOrOperator());
        operators.addOperator("!", new PrefixNotOperator());
        return operators;
    }
}
