package org.cytobeam.column;

import java.math.BigInteger;

/**
 * The double nearest to {@code digits * 10^exponent}: the algorithm of D. Lemire, "Number Parsing
 * at a Gigabyte per Second" (2021), for the exponents for which it needs no check and no second
 * way.
 *
 * <p>Digits are multiplied by a 128-bit approximation of the power of five; for these exponents the
 * upper half of the product always tells how to round (N. Mushtak and D. Lemire, "Fast Number
 * Parsing Without Fallback", 2023). All results are normal numbers.
 */
final class NearestDouble {
  static final int MIN_EXPONENT = -27;
  static final int MAX_EXPONENT = 55;

  private static final int FRACTION_BITS = 52;
  private static final int EXPONENT_BIAS = 1023;

  /** Two bits beyond the fraction and its hidden bit are kept for rounding. */
  private static final int DROPPED_BITS = 64 - FRACTION_BITS - 3;

  private static final long DROPPED_MASK = (1L << DROPPED_BITS) - 1;

  private static final long[] HIGH = new long[MAX_EXPONENT - MIN_EXPONENT + 1];
  private static final long[] LOW = new long[MAX_EXPONENT - MIN_EXPONENT + 1];

  static {
    for (int exponent = MIN_EXPONENT; exponent <= MAX_EXPONENT; exponent++) {
      BigInteger power = powerOfFive(exponent);
      HIGH[exponent - MIN_EXPONENT] = power.shiftRight(64).longValue();
      LOW[exponent - MIN_EXPONENT] = power.longValue();
    }
  }

  private NearestDouble() {}

  /** The power of five, times the power of two that makes it a number of 128 bits. */
  private static BigInteger powerOfFive(int exponent) {
    BigInteger power = BigInteger.valueOf(5).pow(Math.abs(exponent));
    if (exponent >= 0) {
      return power.shiftLeft(128 - power.bitLength());
    }
    int scale = power.bitLength() + 127;
    return BigInteger.ONE.shiftLeft(scale).divide(power).add(BigInteger.ONE);
  }

  /**
   * The nearest double, ties to even.
   *
   * @param digits unsigned, not 0
   * @param exponent from {@link #MIN_EXPONENT} to {@link #MAX_EXPONENT}
   */
  static double of(long digits, int exponent) {
    int zeros = Long.numberOfLeadingZeros(digits);
    long factor = digits << zeros;
    int power = exponent - MIN_EXPONENT;
    long low = factor * HIGH[power];
    long high = multiplyHigh(factor, HIGH[power]);
    if ((high & DROPPED_MASK) == DROPPED_MASK) {
      // A carry out of the power's lower half could still reach the bits that are kept.
      long carried = low + multiplyHigh(factor, LOW[power]);
      if (Long.compareUnsigned(carried, low) < 0) {
        high++;
      }
      low = carried;
    }
    int upper = (int) (high >>> 63);
    long fraction = high >>> (upper + DROPPED_BITS);
    boolean exactHalf =
        (low == 0 || low == 1)
            && exponent >= -4
            && exponent <= 23
            && (fraction & 3) == 1
            && fraction << (upper + DROPPED_BITS) == high;
    // Rounds half up, which is wrong only for an exact half behind an even fraction.
    fraction = exactHalf ? fraction >>> 1 : (fraction + (fraction & 1)) >>> 1;
    long exponentOfTwo = floorLog2OfPowerOfTen(exponent) + 63 + upper - zeros + EXPONENT_BIAS;
    // Adding, not or-ing: a fraction that was rounded up to 2^53 carries into the exponent.
    return Double.longBitsToDouble(((exponentOfTwo - 1) << FRACTION_BITS) + fraction);
  }

  private static int floorLog2OfPowerOfTen(int exponent) {
    // log2(10) as a fraction of 2^16, exact enough for all powers that a double can hold.
    return (217706 * exponent) >> 16;
  }

  private static long multiplyHigh(long a, long b) {
    // Math.multiplyHigh takes its factors as signed.
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }
}
