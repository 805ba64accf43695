/** Benches of single steps: decoding, formulas, judging. */
package hub.bench.micro;
