package org.cytobeam.column;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The text of a double: the shortest decimal that gives it back, and of those the nearest, in the
 * form of {@link Double#toString(double)}. The same on every JDK; until 19, {@code toString} itself
 * has digits to spare for some numbers (JDK-4511638: {@code 2.0E23} was {@code
 * 1.9999999999999998E23}).
 */
final class DoubleText {
  /** {@code toString} writes two digits at least, and takes the nearest decimal of two. */
  private static final int MIN_DIGITS = 2;

  private static final int MAX_DIGITS = 17;

  private DoubleText() {}

  static String of(double value) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    String sign = value < 0 ? "-" : "";
    return sign + format(shortest(Math.abs(value)).stripTrailingZeros());
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = MIN_DIGITS; digits < MAX_DIGITS; digits++) {
      // Below a power of two doubles lie closer together, so where the nearest decimal is another
      // double's, the one on the other side may still be this one's.
      for (RoundingMode mode :
          new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP}) {
        BigDecimal rounded = exact.round(new MathContext(digits, mode));
        if (rounded.doubleValue() == value) {
          return rounded;
        }
      }
    }
    return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
  }

  /** Plain from 10^-3 to 10^7, else with an exponent; always a digit on both sides of the point. */
  private static String format(BigDecimal value) {
    String digits = value.unscaledValue().toString();
    int exponent = digits.length() - 1 - value.scale();
    if (exponent >= -3 && exponent < 7) {
      String plain = value.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    String fraction = digits.length() == 1 ? "0" : digits.substring(1);
    return digits.charAt(0) + "." + fraction + "E" + exponent;
  }
}
